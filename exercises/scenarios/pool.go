package scenarios

import "math"

// unbounded is the slots of a pool that is never all taken.
const unbounded = math.MaxInt32

// pool is so many slots with one line before them: threads, connections, workers, locks. Whom the slots serve
// it knows by number only. A partition is a pool of one slot.
type pool struct {
	place string // of the stage
	lined string // of its line: place.line
	slots int
	limit int // how many may wait in line; 0: unbounded
	busy  int
	line  fifo
	left  int // in line by number, but gone: start refuses them
	// start gives a slot to the one whose turn has come; false when there is no such one any more, and the
	// slot stays free. Who has a slot keeps it until release.
	start   func(id uint32) bool
	filling bool
}

// newPool makes a pool; place is the station that shows its slots.
func (w *world) newPool(place string, start func(id uint32) bool) *pool {
	p := &pool{}
	w.addPool(p, place, start)
	return p
}

func (w *world) addPool(p *pool, place string, start func(id uint32) bool) {
	p.place, p.lined, p.start = place, place+".line", start
	w.pools = append(w.pools, p)
}

// waiting is how many wait in line.
func (p *pool) waiting() int { return p.line.n - p.left }

// full says that the next one can neither be served nor wait.
func (p *pool) full() bool { return p.limit > 0 && p.busy >= p.slots && p.waiting() >= p.limit }

// enter takes a free slot, or a place in line: then it says false.
func (p *pool) enter(id uint32) bool {
	if p.busy < p.slots {
		p.take(id)
		return true
	}
	p.line.push(id)
	return false
}

func (p *pool) take(id uint32) {
	p.busy++
	if !p.start(id) {
		p.busy--
	}
}

// release frees a slot for the next in line.
func (p *pool) release() {
	p.busy--
	p.fill()
}

// resize sets the number of slots. Of too many, those in use are kept until they are released.
func (p *pool) resize(slots int) {
	p.slots = slots
	p.fill()
}

// fill gives free slots to those in line. One who is served and gone at once frees the slot within start: the
// loop under way takes the next.
func (p *pool) fill() {
	if p.filling {
		return
	}
	p.filling = true
	for p.busy < p.slots {
		id, ok := p.line.pop()
		if !ok {
			break
		}
		p.take(id)
	}
	p.filling = false
}
