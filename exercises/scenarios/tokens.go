package scenarios

import (
	"math"
	"slices"

	"arrowbook/exercises/simulation"
)

// The sample of a run: about so many requests are followed, with all their attempts, and never more than so
// many attempts are kept.
const (
	sampledRequests = 4000
	maxTokens       = 20_000
	windowTokens    = 200 // of one window: at most 30 KB as JSON
)

// Token is one attempt as the stage shows it.
type Token struct {
	ID   uint64   `json:"id"` // of its request
	N    uint32   `json:"n"`  // attempt: 1 is the first
	Legs []Leg    `json:"legs"`
	End  string   `json:"end"`            // ok, wasted, refused, abandoned, lost or open
	Gone *float64 `json:"gone,omitempty"` // when its caller left, in seconds
	Dup  bool     `json:"dup,omitempty"`  // repeats what has been done already

	Notes []Note `json:"-"` // what happened to it besides its stays: for its story, not for the stage
}

// Note is something that happened to a token. What it was is the scenario's own word; Other is another request
// that has to do with it, 0 for none; Name is what a reader calls the token's own, and OtherName the other.
type Note struct {
	At              float64
	What            string
	Other           uint64
	Name, OtherName string
}

// Leg is a stay: place, from, to. It is written as [place, from, to].
type Leg struct {
	Place    string
	From, To float64
}

// MarshalJSON writes a leg as three values.
func (l Leg) MarshalJSON() ([]byte, error) {
	var w objectWriter
	w.WriteByte('[')
	w.value(l.Place)
	w.WriteByte(',')
	w.value(l.From)
	w.WriteByte(',')
	w.value(l.To)
	w.WriteByte(']')
	return w.Bytes(), w.err
}

// Window is the tokens shown between two times.
type Window struct {
	From   float64 `json:"from"`
	To     float64 `json:"to"`
	Share  float64 `json:"share"` // of the requests, how many are followed
	Tokens []Token `json:"tokens"`
}

// tokenLog keeps the sampled tokens, in the order in which they began.
type tokenLog struct {
	share  float64
	tokens []Token
	draw   simulation.Draw
}

func newTokenLog(draw simulation.Draw, expected float64) tokenLog {
	return tokenLog{draw: draw, share: min(1, sampledRequests/max(expected, 1))}
}

// follows says whether a request is in the sample.
func (l *tokenLog) follows(request uint64) bool {
	return len(l.tokens) < maxTokens && l.draw.Uniform(drawSample, request, 0) < l.share
}

// begin opens a token and returns its place in the log.
func (l *tokenLog) begin(request uint64, attempt uint32, legs ...Leg) int {
	l.tokens = append(l.tokens, Token{ID: request, N: attempt, Legs: legs, End: "open"})
	return len(l.tokens) - 1
}

func (l *tokenLog) bytes() int { return 280 * len(l.tokens) }

// leg opens a stay and ends the one before it.
func (t *Token) leg(place string, now simulation.Time) {
	t.close(now)
	t.Legs = append(t.Legs, Leg{place, milli(now), math.Inf(1)})
}

// close ends the stay under way.
func (t *Token) close(now simulation.Time) {
	if n := len(t.Legs); n > 0 && math.IsInf(t.Legs[n-1].To, 1) {
		t.Legs[n-1].To = milli(now)
	}
}

func (t *Token) finish(end string, now simulation.Time) {
	t.close(now)
	t.End = end
}

func (t *Token) left(now simulation.Time) {
	at := milli(now)
	t.Gone = &at
}

func milli(t simulation.Time) float64 { return math.Round(t.Seconds()*1000) / 1000 }

// settle ends what the end of the run cuts off.
func (l *tokenLog) settle(end simulation.Time) {
	for i := range l.tokens {
		l.tokens[i].close(end)
	}
}

// Window gives the tokens shown between two times, in seconds. When there are more than a window holds, a
// smaller share of the requests is shown, and said.
func (r *Result) Window(from, to float64) Window {
	w := Window{From: from, To: to, Share: r.tokens.share, Tokens: []Token{}}
	for _, t := range r.tokens.tokens {
		if n := len(t.Legs); n > 0 && t.Legs[0].From < to && t.Legs[n-1].To >= from {
			w.Tokens = append(w.Tokens, t)
		}
	}
	if n := len(w.Tokens); n > windowTokens {
		keep := float64(windowTokens) / float64(n) * .95
		w.Tokens = slices.DeleteFunc(w.Tokens, func(t Token) bool { return r.tokens.draw.Uniform(drawSample, t.ID, 1) >= keep })
		w.Share *= keep
		w.Tokens = w.Tokens[:min(len(w.Tokens), windowTokens)]
	}
	return w
}
