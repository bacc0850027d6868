package scenarios

import "arrowbook/exercises/simulation"

// upDown is something that fails and comes back, each after an exponential time. It starts up.
type upDown struct {
	w        *world
	entity   uint64 // of its draws
	changes  uint32
	kind     uint32
	up       bool
	meanUp   float64 // in seconds
	meanDown float64
	upTime   gauge // 1 while it is up: the mean is its availability
	// changed is told of each failure and repair; nil: nobody is told.
	changed func()
}

// newUpDown makes one that is up for a share of the time and whose failures last meanDown seconds on
// average. entity tells it from the run's others.
func (w *world) newUpDown(entity uint64, availability, meanDown float64) *upDown {
	u := &upDown{w: w, entity: entity, up: true}
	u.set(availability, meanDown)
	u.upTime.level = 1
	u.kind = w.handle(func(uint32) { u.turn() })
	w.start(u.schedule)
	return u
}

// set changes how it fails; the change that is already on its way keeps its time. Of an availability of 1 it
// never fails.
func (u *upDown) set(availability, meanDown float64) {
	u.meanUp, u.meanDown = meanDown*availability/(1-availability), meanDown
}

func (u *upDown) schedule() {
	mean := u.meanDown
	if u.up {
		mean = u.meanUp
	}
	u.changes++
	u.w.after(simulation.FromSeconds(u.w.draw.Exponential(drawUpDown, u.entity, u.changes)*mean), u.kind, 0)
}

func (u *upDown) turn() {
	u.up = !u.up
	step := int64(-1)
	if u.up {
		step = 1
	}
	u.upTime.add(u.w.now(), step)
	u.schedule()
	if u.changed != nil {
		u.changed()
	}
}
