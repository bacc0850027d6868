package scenarios

import "fmt"

var deliveredTwice = &SpaceTime{
	Lifelines: []Lifeline{{"queue", "queue"}, {"workers", "workers"}, {"ledger", "ledger"}},
	None:      "No message that is followed is delivered twice in this run.",
	weighs: func(deliveries []Token) int {
		switch {
		case countNotes(deliveries, "effect") > 1:
			return 2
		case len(deliveries) > 1:
			return 1
		}
		return 0
	},
	tell: tellDeliveries,
}

func tellDeliveries(s *Story, deliveries []Token) {
	effects := 0
	for i, d := range deliveries {
		work, taken := d.stay("workers")
		if !taken {
			continue
		}
		said := "the queue hands the message to a worker"
		if d.N > 1 {
			said = fmt.Sprintf("no acknowledgement has come: delivery %d", d.N)
		}
		s.send(Message{"queue", "workers", d.start(), d.start(), kindOf(d), d.N, false}, said)
		s.stays("workers", work, Works, i)
		for _, n := range d.Notes {
			if n.What == "effect" {
				effects++
			}
			s.tellEnd(n, d)
		}
	}
	why := "the first worker is still at work when its time is up"
	if countNotes(deliveries, "crash") > 0 {
		why = "a worker crashes before it can acknowledge"
	}
	s.Says = fmt.Sprintf("One message, %s, %s: %s.", howMany(int64(len(deliveries)), "delivery", "deliveries"), howMany(int64(effects), "effect", "effects"), why)
}

// tellEnd tells what a worker does at the end of its work.
func (s *Story) tellEnd(n Note, d Token) {
	switch n.What {
	case "effect":
		mark, said := Effect, "the effect happens"
		if d.End == "wasted" {
			mark, said = Again, "the effect happens again"
		}
		s.Messages = append(s.Messages, Message{"workers", "ledger", n.At, n.At, kindOf(d), d.N, false})
		s.happens(n.At, "ledger", mark, said)
	case "known":
		s.Messages = append(s.Messages, Message{"workers", "ledger", n.At, n.At, kindOf(d), d.N, false})
		s.happens(n.At, "ledger", Known, "the ledger knows its key: nothing happens")
	case "ack":
		s.send(Message{"workers", "queue", n.At, n.At, AnswerBack, d.N, false}, fmt.Sprintf("the worker of delivery %d acknowledges", d.N))
	case "crash":
		s.happens(n.At, "workers", Fault, "the worker crashes before it can acknowledge")
	}
}
