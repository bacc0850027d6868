package scenarios

import "arrowbook/exercises/simulation"

// Processes that draw. The numbers are part of what a seed means and never change.
const (
	drawArrival uint32 = iota + 1
	drawService
	drawBackoff
	drawDoor
	drawSample
	drawCrash
)

// bucketSize is how many tokens a retry budget holds at most.
const bucketSize = 10

// retryBudget is a token bucket of one link: a request puts a share of a token in, a retry takes one.
type retryBudget struct{ tokens float64 }

func (b *retryBudget) request(share float64) { b.tokens = min(b.tokens+share, bucketSize) }

// allow says whether a retry may be made. A share of 1 is no budget.
func (b *retryBudget) allow(share float64) bool {
	if share >= 1 {
		return true
	}
	if b.tokens < 1 {
		return false
	}
	b.tokens--
	return true
}

// The breaker's rule: so many failures among the last calls open it for a while; then one probe goes through.
const (
	breakerCalls    = 20
	breakerFailures = 10
	breakerOpen     = 5 * simulation.Second
)

// breaker is a switch on a link.
type breaker struct {
	calls   [breakerCalls]bool // true: failed
	next    int
	known   int
	failed  int
	until   simulation.Time // open until then
	open    bool
	probing bool
}

// allow says whether a call may pass now.
func (b *breaker) allow(now simulation.Time) bool {
	if !b.open {
		return true
	}
	if now < b.until || b.probing {
		return false
	}
	b.probing = true
	return true
}

// outcome tells the breaker how a call that passed went.
func (b *breaker) outcome(now simulation.Time, failed bool) {
	if b.open {
		if !b.probing {
			return // a call from before it opened
		}
		b.probing = false
		if failed {
			b.until = now + breakerOpen
			return
		}
		*b = breaker{}
		return
	}
	b.remember(failed)
	if b.failed >= breakerFailures {
		*b = breaker{open: true, until: now + breakerOpen}
	}
}

func (b *breaker) remember(failed bool) {
	if b.known == breakerCalls {
		if b.calls[b.next] {
			b.failed--
		}
	} else {
		b.known++
	}
	b.calls[b.next] = failed
	if failed {
		b.failed++
	}
	b.next = (b.next + 1) % breakerCalls
}

// maxBackoff bounds a single wait between attempts.
const maxBackoff = 60.0

// backoff is how long a request waits before its attempt number attempt (2 is the first retry).
func (s *settings) backoff(request uint64, attempt uint32) simulation.Time {
	base := s.numbers["backoff_base"]
	switch s.options["backoff"] {
	case "fixed":
		return simulation.FromSeconds(base)
	case "exponential":
		return simulation.FromSeconds(doubled(base, attempt))
	case "full-jitter":
		return simulation.FromSeconds(s.draw.Uniform(drawBackoff, request, attempt) * doubled(base, attempt))
	}
	return 0
}

// doubled is base, twice the base, four times the base, … for the first, second, third retry.
func doubled(base float64, attempt uint32) float64 {
	wait := base
	for n := uint32(2); n < attempt && wait < maxBackoff; n++ {
		wait *= 2
	}
	return min(wait, maxBackoff)
}

// fifo is a line of numbers, first come first served, in a ring that grows with the line alone.
type fifo struct {
	ring []uint32
	head int
	n    int
}

func (f *fifo) push(v uint32) {
	if f.n == len(f.ring) {
		grown := make([]uint32, max(64, 2*len(f.ring)))
		for i := range f.n {
			grown[i] = f.ring[(f.head+i)%len(f.ring)]
		}
		f.ring, f.head = grown, 0
	}
	f.ring[(f.head+f.n)%len(f.ring)] = v
	f.n++
}

func (f *fifo) pop() (uint32, bool) {
	if f.n == 0 {
		return 0, false
	}
	v := f.ring[f.head]
	f.head = (f.head + 1) % len(f.ring)
	f.n--
	return v, true
}
