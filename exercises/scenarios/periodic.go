package scenarios

import "arrowbook/exercises/simulation"

// periodic is what somebody does again and again: polling, heartbeats, a relay.
type periodic struct {
	w      *world
	period simulation.Time
	kind   uint32
}

// newPeriodic makes a periodic process; happen says whether it goes on.
func (w *world) newPeriodic(happen func(who uint32) bool) *periodic {
	p := &periodic{w: w}
	p.kind = w.handle(func(who uint32) {
		if happen(who) {
			p.begin(who)
		}
	})
	return p
}

// begin lets it happen to somebody one period from now, and then each period.
func (p *periodic) begin(who uint32) simulation.Handle { return p.w.after(p.period, p.kind, who) }
