package scenarios

import (
	"fmt"
	"strings"
)

var orderingStories = &SpaceTime{
	Lifelines: []Lifeline{{"people", "people"}, {"queue", "queue"}, {"workers", "workers"}},
	None:      "No message that is followed is done before an earlier one of its conversation.",
	weighs:    func(messages []Token) int { return countNotes(messages, "overtakes") },
	tell:      tellOvertaking,
}

func tellOvertaking(s *Story, messages []Token) {
	names := map[uint64]string{}
	for _, m := range messages {
		if n, found := m.noted("overtakes"); found && m.ID == s.Request {
			names[m.ID], names[n.Other] = n.Name, n.OtherName
			s.Says = fmt.Sprintf("%s is done before %s, which came first.", strings.ToUpper(n.Name[:1])+n.Name[1:], n.OtherName)
		}
	}
	for i, m := range messages {
		s.tellPost(i, m, names[m.ID])
	}
}

// tellPost tells one message from its arrival to its end.
func (s *Story) tellPost(i int, m Token, name string) {
	kind, number := FirstMessage, uint32(i+1)
	s.send(Message{"people", "queue", m.start(), m.start(), kind, number, false}, name+" arrives")
	if line, waited := m.stay("workers.line"); waited {
		s.stays("queue", line, Waits, i)
	}
	work, taken := m.stay("workers")
	if !taken {
		return
	}
	s.send(Message{"queue", "workers", work.From, work.From, kind, number, false}, "a worker takes "+name)
	s.stays("workers", work, Works, i)
	if m.End != "ok" {
		return
	}
	if m.ID == s.Request {
		s.happens(work.To, "workers", Fault, name+" is done, and an earlier one is not")
		return
	}
	s.happens(work.To, "workers", Effect, name+" is done")
}
