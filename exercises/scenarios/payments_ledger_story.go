package scenarios

import "fmt"

var paymentStories = &SpaceTime{
	Lifelines: []Lifeline{{"payments", "payments"}, {"ledger", "ledger"}},
	None:      "No payment that is followed meets a loss in this run.",
	weighs: func(messages []Token) int {
		switch {
		case countNotes(messages, "booked") > 1 || countNotes(messages, "swallowed") > 0 || countNotes(messages, "booked") == 0:
			return 2
		case len(messages) > 1:
			return 1
		}
		return 0
	},
	tell: tellPayment,
}

func tellPayment(s *Story, messages []Token) {
	booked, swallowed := 0, 0
	for _, m := range messages {
		name := ""
		if m.ID > secondID {
			name = " of the second payment, which is meant"
		}
		s.tellMessage(m, name)
		for _, n := range m.Notes {
			switch n.What {
			case "booked":
				booked++
				mark, said := Effect, "the ledger books it"+name
				if booked > 1 && name == "" {
					mark, said = Again, "the ledger books it again"
				}
				s.happens(n.At, "ledger", mark, said)
			case "known":
				s.happens(n.At, "ledger", Known, "the ledger knows it and books nothing")
			case "swallowed":
				swallowed++
				s.happens(n.At, "ledger", Fault, "the ledger takes it for a duplicate, and it is none")
			}
		}
	}
	s.Says = paymentSays(messages, booked, swallowed)
}

// tellMessage tells one message and its acknowledgement: one of the two may be lost.
func (s *Story) tellMessage(m Token, name string) {
	there, _ := m.stay("payments->ledger")
	back, answered := m.stay("ledger->payments")
	lost := m.End == "lost"
	s.send(Message{"payments", "ledger", there.From, there.To, kindOf(m), m.N, lost && !answered}, fmt.Sprintf("message %d%s is sent", m.N, name))
	if lost && !answered {
		s.happens(there.To, "payments", "", fmt.Sprintf("message %d is lost on its way", m.N))
	}
	if !answered {
		return
	}
	s.Messages = append(s.Messages, Message{"ledger", "payments", back.From, back.To, AnswerBack, m.N, lost})
	said := fmt.Sprintf("message %d is acknowledged", m.N)
	if lost {
		said = "the acknowledgement is lost: the sender cannot know"
	}
	s.happens(back.To, "payments", "", said)
}

func paymentSays(messages []Token, booked, swallowed int) string {
	sent := howMany(int64(len(messages)), "message", "messages")
	switch {
	case swallowed > 0:
		return "The ledger takes a payment that is meant for a duplicate, and it is never booked."
	case booked == 0:
		return fmt.Sprintf("One payment, %s, and it is never booked.", sent)
	case booked == 1:
		return fmt.Sprintf("One payment, %s, booked once.", sent)
	}
	return fmt.Sprintf("One payment, %s, booked %d times.", sent, booked)
}
