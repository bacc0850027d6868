package scenarios

import "arrowbook/exercises/simulation"

// leases are holds that end by themselves unless they are renewed: a node's right to serve, a message that is
// invisible while somebody works on it.
type leases struct {
	w       *world
	length  simulation.Time
	expired uint32
}

// lease is one hold; its holder keeps it. The zero lease is held by nobody.
type lease simulation.Handle

// newLeases makes leases; expired is told whose ran out.
func (w *world) newLeases(expired func(who uint32)) *leases {
	return &leases{w: w, expired: w.handle(expired)}
}

// renew takes or prolongs a lease: it lasts its length from now.
func (l *leases) renew(held *lease, who uint32) {
	l.release(held)
	*held = lease(l.w.after(l.length, l.expired, who))
}

// release gives a lease back. It returns false when it had run out.
func (l *leases) release(held *lease) bool { return l.w.engine.Cancel(simulation.Handle(*held)) }
