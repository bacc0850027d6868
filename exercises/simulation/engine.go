package simulation

// Event is what happens: a kind that the model knows and whom it happens to.
type Event struct {
	Kind uint32
	Who  uint32
}

// Handle names a scheduled event until it has happened or was cancelled; later it names nothing. The zero
// Handle names nothing ever.
type Handle uint64

// Engine is the clock and the queue of events of one run. It is used by one goroutine.
type Engine struct {
	now   Time
	seq   uint64
	heap  []entry
	slots []slot
	free  []uint32
	hole  bool // the root was taken and not yet filled again
	ran   int64
}

// slot holds a scheduled event while its entry moves through the heap.
type slot struct {
	event      Event
	position   uint32 // of its entry in the heap
	generation uint32 // odd while scheduled; a handle of another generation is void
}

// slotBits is how many bits of an entry's order name its slot: up to 16 million events at once, and
// 2^40 events in a run.
const slotBits = 24

// NewEngine makes an engine with room for so many events at once; it grows when there are more.
func NewEngine(room int) *Engine {
	return &Engine{heap: make([]entry, 0, room), slots: make([]slot, 0, room), free: make([]uint32, 0, room)}
}

// Now is the time of the event that was taken last.
func (e *Engine) Now() Time { return e.now }

// Ran counts the events that were taken.
func (e *Engine) Ran() int64 { return e.ran }

// Len is how many events are scheduled.
func (e *Engine) Len() int {
	if e.hole {
		return len(e.heap) - 1
	}
	return len(e.heap)
}

// Schedule makes an event happen at a time; a time that has passed means now, after all that is already
// scheduled for now.
func (e *Engine) Schedule(at Time, event Event) Handle {
	if at < e.now {
		at = e.now
	}
	index := e.take()
	s := &e.slots[index]
	s.event = event
	s.generation++
	e.seq++
	added := entry{at: uint64(at), order: e.seq<<slotBits | uint64(index)}
	if e.hole {
		e.hole = false
		e.down(0, added)
	} else {
		e.heap = append(e.heap, added)
		e.up(len(e.heap)-1, added)
	}
	return Handle(uint64(s.generation)<<32 | uint64(index))
}

// take finds a free slot.
func (e *Engine) take() uint32 {
	if n := len(e.free); n > 0 {
		index := e.free[n-1]
		e.free = e.free[:n-1]
		return index
	}
	e.slots = append(e.slots, slot{})
	return uint32(len(e.slots) - 1)
}

// Next takes the next event and sets the clock to its time; false when there is none.
func (e *Engine) Next() (Event, bool) {
	if e.hole {
		e.fill()
	}
	if len(e.heap) == 0 {
		return Event{}, false
	}
	root := e.heap[0]
	index := uint32(root.order & (1<<slotBits - 1))
	s := &e.slots[index]
	s.generation++
	e.free = append(e.free, index)
	e.now, e.hole = Time(root.at), true
	e.ran++
	return s.event, true
}

// fill closes the hole that Next left when nothing was scheduled into it.
func (e *Engine) fill() {
	e.hole = false
	last := len(e.heap) - 1
	moved := e.heap[last]
	e.heap = e.heap[:last]
	if last > 0 {
		e.down(0, moved)
	}
}

// Cancel takes an event out of the queue. It returns false when the event has happened or was cancelled.
func (e *Engine) Cancel(h Handle) bool {
	s, index := e.find(h)
	if s == nil {
		return false
	}
	if e.hole {
		e.fill()
	}
	s.generation++
	e.free = append(e.free, index)
	position, last := int(s.position), len(e.heap)-1
	moved := e.heap[last]
	e.heap = e.heap[:last]
	if position < last {
		e.settle(position, moved)
	}
	return true
}

// Move reschedules an event in place, after all that is already scheduled for that time. It returns false
// when the event has happened or was cancelled.
func (e *Engine) Move(h Handle, at Time) bool {
	s, index := e.find(h)
	if s == nil {
		return false
	}
	if e.hole {
		e.fill()
	}
	if at < e.now {
		at = e.now
	}
	e.seq++
	e.settle(int(s.position), entry{at: uint64(at), order: e.seq<<slotBits | uint64(index)})
	return true
}

// find is the slot that a handle names, or nil.
func (e *Engine) find(h Handle) (*slot, uint32) {
	index := uint32(h)
	if int(index) >= len(e.slots) {
		return nil, 0
	}
	s := &e.slots[index]
	if generation := uint32(h >> 32); generation != s.generation || generation&1 == 0 {
		return nil, 0
	}
	return s, index
}
