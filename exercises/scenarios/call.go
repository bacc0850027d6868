package scenarios

import "arrowbook/exercises/simulation"

// call is one attempt of a link on its way, and the request it belongs to.
type call struct {
	link    *link
	request uint64 // of the client, however deep in a chain the call is: the key of its draws
	parent  uint32 // the call that needs this one's answer; none for a client's
	attempt uint32 // 1 is the first
	key     uint32 // of its draws: the attempts of all calls above it, and its own
	state   callState
	gone    bool // its caller has given up
	token   int  // in the log; -1 when the request is not followed
	giveUp  simulation.Handle
	began   simulation.Time // when its request was meant to start
	entered simulation.Time // when this attempt came to its server
	started simulation.Time // when its server began with it
}

type callState uint8

const (
	callWaitsToRetry callState = iota
	callInLine
	callServed
	callLeft // left the line; its place in the ring is skipped
	callLost // by the link; nobody works on it and its caller does not know
)

// keyBits is how many bits of a call's key are its attempt's number: retries are at most 20, and a chain has
// at most five links.
const keyBits = 6

// keyOf is the key of an attempt below a parent's.
func keyOf(parent, attempt uint32) uint32 { return parent<<keyBits | attempt }

// trace opens the token of a followed request's attempt, on its link.
func (w *world) trace(c *call, place string) {
	c.token = -1
	if w.tokens.follows(c.request) {
		now := milli(w.now())
		c.token = w.tokens.begin(c.request, c.attempt, Leg{place, now, now})
	}
}

// leg moves a call's token to a place.
func (w *world) leg(token int, place string) {
	if token >= 0 {
		w.tokens.tokens[token].leg(place, w.now())
	}
}

// left marks a token whose caller has gone.
func (w *world) left(token int) {
	if token >= 0 {
		w.tokens.tokens[token].left(w.now())
	}
}

// note adds to a token what happened to it now.
func (w *world) note(token int, n Note) {
	if token >= 0 {
		n.At = milli(w.now())
		w.tokens.tokens[token].Notes = append(w.tokens.tokens[token].Notes, n)
	}
}

// endToken says what became of a token: ok, wasted, refused, abandoned or lost.
func (w *world) endToken(token int, end string) {
	if token >= 0 {
		w.tokens.tokens[token].finish(end, w.now())
	}
}
