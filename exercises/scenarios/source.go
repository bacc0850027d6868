package scenarios

import "arrowbook/exercises/simulation"

// source sends requests by itself, whether or not earlier ones were answered: a Poisson process. Its gaps are
// unit exponentials divided by the rate, so that another rate keeps their pattern.
type source struct {
	w       *world
	rate    float64 // per second; 0: none from the next one on
	sent    uint64
	kind    uint32
	process uint32
}

// newSource makes a source that starts with the run; send gets the request's number, from 1. A second source
// of a scenario takes a process of its own, for other draws than the first's.
func (w *world) newSource(process uint32, send func(id uint64)) *source {
	s := &source{w: w, process: process}
	s.kind = w.handle(func(uint32) {
		if w.over() {
			return
		}
		id := s.sent
		s.next()
		send(id)
	})
	w.start(s.next)
	return s
}

func (s *source) next() {
	if s.rate <= 0 {
		return
	}
	s.sent++
	gap := s.w.draw.Exponential(s.process, s.sent, 0) / s.rate
	s.w.after(simulation.FromSeconds(gap), s.kind, 0)
}
