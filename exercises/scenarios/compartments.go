package scenarios

// compartments is one service that callers of several kinds share: all of its threads with one line, or, with
// the bulkhead, an equal part of the threads and a line for each kind. When the bulkhead is put in or taken
// out under way, a call stays where it is.
type compartments struct {
	w     *world
	place string
	slots int // in all
	parts []*server
	split bool
	at    []*server // which part holds a call, by its number
	work  func(id uint32)
}

// compartment is what the callers of one kind see of it.
type compartment struct {
	of   *compartments
	kind int
}

// newCompartments makes a service of so many threads; work is what it does with a call, until finish.
func (w *world) newCompartments(place string, slots int, work func(id uint32)) *compartments {
	return &compartments{w: w, place: place, slots: slots, work: work}
}

// add makes room for one more kind of callers. reckons is the time that shedding reckons with, in seconds.
func (g *compartments) add(reckons float64) compartment {
	part := g.w.newServer(g.place)
	part.work, part.mean = g.work, reckons
	g.parts = append(g.parts, part)
	return compartment{g, len(g.parts) - 1}
}

// set puts the bulkhead in or takes it out, and says whether abandoned calls leave the line.
func (g *compartments) set(split, leaves bool) {
	g.split = split
	for _, part := range g.parts {
		part.leaves = leaves
		part.resize(g.slots / len(g.parts)) // without the bulkhead for what is still in it
	}
	if !split {
		g.parts[0].resize(g.slots)
	}
}

// finish ends the work on a call.
func (g *compartments) finish(id uint32, ok bool) { g.at[id].finish(id, ok) }

// The levels of all parts together, for series.

func (g *compartments) inUse() int   { return g.total((*server).inUse) }
func (g *compartments) inVain() int  { return g.total((*server).inVain) }
func (g *compartments) waiting() int { return g.total((*server).waiting) }

func (g *compartments) total(level func(*server) int) int {
	n := 0
	for _, part := range g.parts {
		n += level(part)
	}
	return n
}

// part is where a new call of the kind goes.
func (c compartment) part() *server {
	if c.of.split {
		return c.of.parts[c.kind]
	}
	return c.of.parts[0]
}

func (c compartment) admit(shed bool, patience float64) bool { return c.part().admit(shed, patience) }

func (c compartment) accept(id uint32) {
	for int(id) >= len(c.of.at) {
		c.of.at = append(c.of.at, nil)
	}
	c.of.at[id] = c.part()
	c.part().accept(id)
}

func (c compartment) abandon(id uint32) bool { return c.of.at[id].abandon(id) }
