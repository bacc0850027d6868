package scenarios

import "arrowbook/exercises/simulation"

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
	if b.shut(now) {
		return false
	}
	b.probing = b.open
	return true
}

// shut says whether a call would be stopped now.
func (b *breaker) shut(now simulation.Time) bool { return b.open && (now < b.until || b.probing) }

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
