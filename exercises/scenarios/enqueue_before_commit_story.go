package scenarios

import "fmt"

var jobAndRow = &SpaceTime{
	Lifelines: []Lifeline{{"database", "database"}, {"service", "service"}, {"queue", "queue"}, {"worker", "worker"}},
	None:      "No request that is followed has a row without a job, a job without a row, or a job twice.",
	weighs: func(tokens []Token) int {
		jobs := 0
		for _, t := range tokens {
			if !t.isRow() {
				jobs++
			}
			if !t.isRow() && t.End == "refused" {
				return 2
			}
		}
		if row := tokens[0]; jobs == 0 && row.isRow() && row.End == "ok" && len(tokens) == 1 {
			return 2
		}
		return max(jobs-1, 0)
	},
	tell: tellJob,
}

// isRow tells the token of the row from those of its jobs.
func (t Token) isRow() bool { return len(t.Legs) > 0 && t.Legs[0].Place == "service->database" }

func tellJob(s *Story, tokens []Token) {
	jobs, missed, committed := 0, 0, false
	for _, t := range tokens {
		if t.isRow() {
			committed = s.tellRow(t)
			continue
		}
		jobs++
		if s.tellPickup(t) {
			missed++
		}
	}
	switch {
	case missed > 0 && committed:
		s.Says = "The job looks for its row before the row is committed."
	case missed > 0:
		s.Says = "The job looks for a row that is never committed."
	case jobs == 0:
		s.Says = "The row is committed, and no job is ever sent for it."
	default:
		s.Says = fmt.Sprintf("One row, and its job is sent %d times.", jobs)
	}
}

// tellRow tells the writing of the row, and says whether it was committed.
func (s *Story) tellRow(t Token) bool {
	writing, _ := t.stay("database")
	s.send(Message{"service", "database", t.start(), t.start(), FirstMessage, 1, false}, "the service writes the row")
	s.stays("database", writing, Works, 0)
	if t.End == "ok" {
		s.happens(writing.To, "database", Effect, "the row is committed")
		return true
	}
	s.happens(writing.To, "database", Fault, "the row is not committed")
	return false
}

// tellPickup tells a job's way to its worker, and says whether it finds no row.
func (s *Story) tellPickup(t Token) bool {
	from, sender := "service", "the service sends the job"
	if t.Legs[0].Place == "database->queue" {
		from, sender = "database", fmt.Sprintf("the relay sends the job, time %d", t.N)
	}
	kind := FirstMessage
	if t.N > 1 {
		kind = DupMessage
	}
	s.send(Message{from, "queue", t.start(), t.start(), kind, t.N, false}, sender)
	waits, _ := t.stay("queue")
	s.stays("queue", waits, Waits, int(t.N)-1)
	if t.End == "open" {
		return false
	}
	s.send(Message{"queue", "worker", waits.To, waits.To, kind, t.N, false}, "a worker picks the job up")
	switch t.End {
	case "refused":
		s.happens(waits.To, "worker", Fault, "it finds no row")
	case "wasted":
		s.happens(waits.To, "worker", Again, "it finds the row, and the work is done again")
	default:
		s.happens(waits.To, "worker", Effect, "it finds the row and does its work")
	}
	return t.End == "refused"
}
