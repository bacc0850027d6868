package scenarios

import "fmt"

var orphanStories = &SpaceTime{
	Lifelines: []Lifeline{{"users", "users"}, {"line", "line"}, {"workers", "workers"}},
	None:      "No user of a job that is followed leaves before it is done.",
	weighs: func(jobs []Token) int {
		if jobs[0].Gone == nil {
			return 0
		}
		return 1
	},
	tell: tellOrphan,
}

func tellOrphan(s *Story, jobs []Token) {
	j := jobs[0]
	work, taken := j.stay("workers")
	line, waited := j.stay("workers.line")
	s.Messages = append(s.Messages, Message{"users", "workers", j.start(), j.start(), FirstMessage, 1, false})
	s.happens(j.start(), "users", "", "a user hands the job in")
	if waited {
		s.Messages[0].To = "line"
		s.stays("line", line, Waits, 0)
		if taken {
			s.send(Message{"line", "workers", work.From, work.From, FirstMessage, 1, false}, "a worker takes the job")
		}
	}
	s.happens(*j.Gone, "users", Fault, "the user leaves, and nobody says so to the worker")
	over := line.To
	if taken {
		over = work.To
		s.tellWork(work, *j.Gone)
	}
	s.tellOver(j, over)
	s.Says = fmt.Sprintf("The user leaves after %s s. The job goes on for %s s, for nobody.", thousands(significantTo(*j.Gone-j.start(), 2)), thousands(significantTo(max(over-*j.Gone, 0), 2)))
}

// tellWork tells the part of the work that somebody waited for from the part that nobody did.
func (s *Story) tellWork(work Leg, gone float64) {
	if gone > work.From {
		s.stays("workers", Leg{"", work.From, min(gone, work.To)}, Works, 0)
	}
	if gone < work.To {
		s.stays("workers", Leg{"", max(gone, work.From), work.To}, Vain, 0)
	}
}

func (s *Story) tellOver(j Token, over float64) {
	switch j.End {
	case "wasted":
		s.Messages = append(s.Messages, Message{"workers", "users", over, over, AnswerBack, 1, true})
		s.happens(over, "workers", Again, "the job is done, and nobody reads its result")
	case "abandoned":
		s.happens(over, "workers", Known, "the lease has run out: the job is stopped")
	default:
		s.happens(over, "workers", "", "the run ends, and the job with it")
	}
}
