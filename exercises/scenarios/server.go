package scenarios

import "arrowbook/exercises/simulation"

// server is a pool of slots that serve calls, each for a drawn time or for as long as its own work takes.
// What it does after its caller has gone is its own choice: a call in line leaves, or is done when its turn
// comes; a call that is being served is always served to its end.
type server struct {
	pool
	w        *world
	mean     float64 // service time, in seconds; exponential unless constant. With work: what shedding reckons with
	slow     float64 // times as long; 1: as usual
	extra    float64 // added to each service, in seconds
	constant bool
	leaves   bool    // a call in line leaves it when its caller gives up
	refusal  float64 // what refusing a call costs, in service times; the next call served takes that much longer
	// firstWait is told the first time that a call has to wait; nil: nobody is told.
	firstWait func()
	// work does what the call needs instead of taking a drawn time; finish ends it. nil: a drawn time.
	work func(id uint32)
	// What is measured of each call; nil: not measured.
	waited, worked, spent *latencies
	// Who watches it; nil: nobody.
	seen *watch

	wasted   int // slots at work for callers who have gone
	debt     float64
	process  uint32
	doneKind uint32
}

// newServer makes a server; place is the station of its slots, place.line that of its line.
func (w *world) newServer(place string) *server {
	s := &server{w: w, slow: 1, process: drawService + w.servers<<8}
	w.servers++
	w.addPool(&s.pool, place, s.serve)
	s.doneKind = w.handle(s.done)
	return s
}

// The levels of a server, for series.

func (s *server) inUse() int  { return s.busy }
func (s *server) inVain() int { return s.wasted }

func (s *server) admit(shed bool, patience float64) bool {
	if shed && patience > 0 && s.backlog() > patience/2 || s.full() {
		s.debt += float64(s.refusal * s.mean)
		return false
	}
	return true
}

// backlog is how long the slots need for the line, in seconds.
func (s *server) backlog() float64 { return float64(s.waiting()) * s.mean / float64(s.slots) }

func (s *server) accept(id uint32) {
	if s.enter(id) {
		return
	}
	c := s.w.calls.at(id)
	c.state = callInLine
	s.w.leg(c.token, s.lined)
	if s.firstWait != nil {
		s.firstWait()
		s.firstWait = nil
	}
}

func (s *server) abandon(id uint32) bool {
	c := s.w.calls.at(id)
	if c.state == callServed {
		s.wasted++
		return false
	}
	if s.leaves {
		c.state = callLeft
		s.left++
	}
	return s.leaves
}

// serve gives a slot to a call whose turn has come.
func (s *server) serve(id uint32) bool {
	c := s.w.calls.at(id)
	if c.state == callLeft {
		s.left--
		s.w.calls.remove(id)
		return false
	}
	if c.gone && s.leaves { // it was abandoned before calls began to leave
		c.link.dropped(id)
		return false
	}
	c.state, c.started = callServed, s.w.now()
	if c.gone {
		s.wasted++
	}
	s.waited.add(s.w.now() - c.entered)
	s.w.leg(c.token, s.place)
	if s.work != nil {
		s.work(id)
		return true
	}
	s.w.after(s.serviceTime(c), s.doneKind, id)
	return true
}

// serviceTime draws how long a call takes.
func (s *server) serviceTime(c *call) simulation.Time {
	unit := 1.0
	if !s.constant {
		unit = s.w.draw.Exponential(s.process, c.request, c.key)
	}
	work := float64(unit*s.mean*s.slow) + s.extra + s.debt
	s.debt = 0
	return simulation.FromSeconds(work)
}

func (s *server) done(id uint32) { s.finish(id, true) }

// finish ends the work on a call and answers it. The slot goes to the next in line first.
func (s *server) finish(id uint32, ok bool) {
	c := s.w.calls.at(id)
	if c.gone {
		s.wasted--
	}
	s.worked.add(s.w.now() - c.started)
	s.spent.add(s.w.now() - c.entered)
	s.seen.finish(c, ok)
	s.release()
	l := s.w.calls.at(id).link
	l.answer(id, ok)
}
