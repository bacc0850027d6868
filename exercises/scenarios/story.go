package scenarios

import (
	"cmp"
	"slices"
)

// SpaceTime says how the followed tokens of a scenario are told as messages between participants. Time runs
// down, so that what was sent first and came last can be seen.
type SpaceTime struct {
	Lifelines []Lifeline // in the order across
	None      string     // what is said where no token is worth a picture
	// weighs says how much the tokens of one request are worth telling: 0 not at all; what is worth more is
	// shown first.
	weighs func([]Token) int
	// tell writes what became of them.
	tell func(*Story, []Token)
}

// Lifeline is a participant.
type Lifeline struct{ ID, Label string }

// Story is what became of one request, as far as it is followed.
type Story struct {
	Request  uint64
	From, To float64 // in seconds
	Says     string
	Messages []Message
	Stays    []Stay
	Events   []Event // by time, every one of them in words
}

// Message goes from one lifeline to another. One that is lost never arrives.
type Message struct {
	From, To    string
	Sent, Comes float64
	Kind        MessageKind
	N           uint32 // attempt
	Lost        bool
}

// MessageKind is a message's place in the visual grammar.
type MessageKind string

// The kinds of messages.
const (
	FirstMessage MessageKind = "first"
	RetryMessage MessageKind = "retry"
	DupMessage   MessageKind = "dup" // repeats what has been done
	AnswerBack   MessageKind = "answer"
)

// Stay is time spent on a lifeline: waiting, at work, or at work for nobody. Those of one attempt have its
// number in the story, from 0.
type Stay struct {
	On       string
	From, To float64
	Kind     StayKind
	Attempt  int
}

// StayKind is what a stay is spent with.
type StayKind string

// The kinds of stays.
const (
	Waits StayKind = "waits"
	Works StayKind = "works"
	Vain  StayKind = "vain"
)

// Event is an instant of the story. One that has a Mark is drawn on its lifeline.
type Event struct {
	T    float64
	On   string
	Mark Mark
	What string
}

// Mark is how an event looks; the zero one is not drawn.
type Mark string

// The marks.
const (
	Effect Mark = "effect"
	Again  Mark = "again" // an effect that had happened
	Known  Mark = "known" // recognised, and nothing happens
	Fault  Mark = "fault"
)

// SpaceTime is how the scenario's tokens are told; nil where they are not.
func (s *Scenario) SpaceTime() *SpaceTime { return spaceTimes[s.ID] }

var spaceTimes = map[string]*SpaceTime{
	"duplicate-execution":   deliveredTwice,
	"payments-ledger":       paymentStories,
	"ordering":              orderingStories,
	"enqueue-before-commit": jobAndRow,
	"orphaned-work":         orphanStories,
}

// Followed is the share of the requests whose tokens are kept.
func (r *Result) Followed() float64 { return r.tokens.share }

// Examples are the followed requests that are worth a picture: what weighs most first, then by time.
func (x *SpaceTime) Examples(r *Result) []uint64 {
	of := r.tokensByRequest()
	weights := map[uint64]int{}
	var all []uint64
	for _, t := range r.tokens.tokens {
		if _, seen := weights[t.ID]; seen {
			continue
		}
		weights[t.ID] = x.weighs(of[t.ID])
		if weights[t.ID] > 0 {
			all = append(all, t.ID)
		}
	}
	slices.SortStableFunc(all, func(a, b uint64) int { return cmp.Compare(weights[b], weights[a]) })
	return all
}

func (r *Result) tokensByRequest() map[uint64][]Token {
	of := map[uint64][]Token{}
	for _, t := range r.tokens.tokens {
		of[t.ID] = append(of[t.ID], t)
	}
	return of
}

// Story tells what became of a request and of those that have to do with it.
func (x *SpaceTime) Story(r *Result, request uint64) Story {
	of := r.tokensByRequest()
	tokens := of[request]
	for _, t := range of[request] {
		for _, n := range t.Notes {
			if n.Other != 0 {
				tokens = append(tokens, of[n.Other]...)
			}
		}
	}
	slices.SortStableFunc(tokens, func(a, b Token) int { return cmp.Compare(a.start(), b.start()) })
	s := Story{Request: request}
	x.tell(&s, tokens)
	s.settle()
	return s
}

// settle puts the events in order and finds the story's time.
func (s *Story) settle() {
	slices.SortStableFunc(s.Events, func(a, b Event) int { return cmp.Compare(a.T, b.T) })
	if len(s.Events) == 0 {
		return
	}
	s.From, s.To = s.Events[0].T, s.Events[len(s.Events)-1].T
	for _, m := range s.Messages {
		s.To = max(s.To, m.Comes)
	}
	for _, stay := range s.Stays {
		s.To = max(s.To, stay.To)
	}
}

// send adds a message and what is said of it.
func (s *Story) send(m Message, what string) {
	s.Messages = append(s.Messages, m)
	s.Events = append(s.Events, Event{T: m.Sent, On: m.From, What: what})
}

func (s *Story) happens(t float64, on string, mark Mark, what string) {
	s.Events = append(s.Events, Event{t, on, mark, what})
}

func (s *Story) stays(on string, l Leg, kind StayKind, attempt int) {
	s.Stays = append(s.Stays, Stay{on, l.From, l.To, kind, attempt})
}

// kindOf is the kind of an attempt's message.
func kindOf(t Token) MessageKind {
	switch {
	case t.Dup:
		return DupMessage
	case t.N > 1:
		return RetryMessage
	}
	return FirstMessage
}

func (t Token) start() float64 {
	if len(t.Legs) == 0 {
		return 0
	}
	return t.Legs[0].From
}

// stay is a token's stay at a place; found says whether it came there.
func (t Token) stay(place string) (l Leg, found bool) {
	for _, l := range t.Legs {
		if l.Place == place {
			return l, true
		}
	}
	return Leg{}, false
}

// noted finds a note of a token.
func (t Token) noted(what string) (n Note, found bool) {
	for _, n := range t.Notes {
		if n.What == what {
			return n, true
		}
	}
	return Note{}, false
}

// countNotes is how many of a story's tokens have a note.
func countNotes(tokens []Token, what string) int {
	n := 0
	for _, t := range tokens {
		if _, found := t.noted(what); found {
			n++
		}
	}
	return n
}
