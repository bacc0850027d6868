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
	ran   int64
	tree  []entry // the tournament; see set
	slots []slot
	free  []uint32
	taken uint32 // the slot of the event under way, or none
}

// slot holds a scheduled event while its entry plays in the tree.
type slot struct {
	event      Event
	generation uint32 // odd while scheduled; a handle of another generation is void
}

// none is no slot.
const none = 1<<32 - 1

// NewEngine makes an engine with room for so many events at once; it grows when there are more.
func NewEngine(room int) *Engine {
	e := &Engine{tree: make([]entry, 2, 4*room+2), slots: make([]slot, 0, room), free: make([]uint32, 0, room), taken: none}
	e.tree[1] = never
	return e
}

// Now is the time of the event that was taken last.
func (e *Engine) Now() Time { return e.now }

// Ran counts the events that were taken.
func (e *Engine) Ran() int64 { return e.ran }

// Len is how many events are scheduled.
func (e *Engine) Len() int {
	n := len(e.slots) - len(e.free)
	if e.taken != none {
		n--
	}
	return n
}

// Schedule makes an event happen at a time; a time that has passed means now, after all that is already
// scheduled for now.
func (e *Engine) Schedule(at Time, event Event) Handle {
	index := e.taken
	e.taken = none
	if index == none {
		index = e.take()
	}
	s := &e.slots[index]
	s.event = event
	s.generation++
	handle := Handle(s.generation)<<32 | Handle(index)
	e.enter(index, at)
	return handle
}

// enter puts a slot's event into the queue, after all that is already scheduled for its time.
func (e *Engine) enter(index uint32, at Time) {
	e.seq++
	e.set(index, entry{at: uint64(max(at, e.now)), order: e.seq<<slotBits | uint64(index)})
}

// take finds a free slot.
func (e *Engine) take() uint32 {
	if n := len(e.free); n > 0 {
		index := e.free[n-1]
		e.free = e.free[:n-1]
		return index
	}
	return e.grow()
}

// grow makes one more slot. It panics when there are 16 million: to go on would mix events up in silence.
func (e *Engine) grow() uint32 {
	if len(e.slots) == 1<<slotBits {
		panic("simulation: more events at once than the queue can tell apart")
	}
	if len(e.slots) == len(e.tree)/2 {
		e.widen()
	}
	e.slots = append(e.slots, slot{})
	return uint32(len(e.slots) - 1)
}

// Next takes the next event and sets the clock to its time; false when there is none.
//
// The event's entry stays in the tree, before all others, until the model schedules its successor, which
// takes its place at once, or calls Next again.
func (e *Engine) Next() (Event, bool) {
	if e.taken != none {
		e.vacate()
	}
	first := e.tree[1]
	if first.at == never.at {
		return Event{}, false
	}
	e.taken, e.now = first.slot(), Time(first.at)
	e.ran++
	s := &e.slots[e.taken]
	s.generation++
	return s.event, true
}

// vacate takes the event under way out of the tree when it has no successor. It stays a call of its own:
// Next is faster without its code.
//
//go:noinline
func (e *Engine) vacate() {
	e.clear(e.taken)
	e.taken = none
}

// clear empties a slot.
func (e *Engine) clear(index uint32) {
	e.set(index, never)
	e.free = append(e.free, index)
}

// Cancel takes an event out of the queue. It returns false when the event has happened or was cancelled.
func (e *Engine) Cancel(h Handle) bool {
	s := e.find(h)
	if s == nil {
		return false
	}
	s.generation++
	e.clear(uint32(h))
	return true
}

// Move reschedules an event in place, after all that is already scheduled for that time. It returns false
// when the event has happened or was cancelled.
func (e *Engine) Move(h Handle, at Time) bool {
	if e.find(h) == nil {
		return false
	}
	e.enter(uint32(h), at)
	return true
}

// find is the slot that a handle names, or nil.
func (e *Engine) find(h Handle) *slot {
	if int(uint32(h)) >= len(e.slots) {
		return nil
	}
	s := &e.slots[uint32(h)]
	if generation := uint32(h >> 32); generation != s.generation || generation&1 == 0 {
		return nil
	}
	return s
}
