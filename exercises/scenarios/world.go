package scenarios

import (
	"context"
	"fmt"

	"arrowbook/exercises/simulation"
)

// world is the frame of one run: the clock, the parameters as they stand, what is recorded, and the blocks
// that happen in it. A scenario builds its blocks on a world and lets it run.
type world struct {
	*settings
	engine   *simulation.Engine
	rec      *recorder
	tokens   tokenLog
	calls    slab[call]
	trigger  *Span
	end      simulation.Time // the run's length
	handlers []func(who uint32)
	readers  []func()
	starts   []func()
	samples  []sample
	ticks    []func()
	ledgers  []*Ledger
	pools    []*pool
	servers  uint32 // how many were made; each draws from a process of its own
	links    uint32
	drained  func() bool
	tickKind uint32
	bucket   int // of the series, under way
}

// sample is a level that a series shows as it stands at each bucket's end.
type sample struct {
	series []float64
	level  func() int
}

func newWorld(s *settings) *world {
	duration := s.numbers["duration"]
	var names []string
	for _, info := range s.scenario.Series {
		names = append(names, info.Name)
	}
	w := &world{settings: s, engine: simulation.NewEngine(4096), rec: newRecorder(duration, names), end: s.time("duration")}
	if s.scenario.Axis != LoadAxis { // a run over loads is a curve: nothing moves on a stage
		w.tokens = newTokenLog(s.draw, s.numbers["arrival_rate"]*duration)
	}
	if s.scenario.Axis == NoAxis {
		w.end = simulation.End // the run ends when nothing happens any more
		return w
	}
	w.tickKind = w.handle(w.tick)
	w.at(simulation.FromSeconds(w.rec.step), w.tickKind, 0)
	return w
}

func (w *world) now() simulation.Time { return w.engine.Now() }

// handle makes a kind of event of what is to be done when it happens; who is whom it happens to. A kind is
// made once, when the blocks are built, so that an event costs no closure.
func (w *world) handle(f func(who uint32)) (kind uint32) {
	w.handlers = append(w.handlers, f)
	return uint32(len(w.handlers) - 1)
}

// at makes an event happen at a time.
func (w *world) at(t simulation.Time, kind, who uint32) simulation.Handle {
	return w.engine.Schedule(t, simulation.Event{Kind: kind, Who: who})
}

// after makes an event happen some time from now. One that lies beyond all time never happens.
func (w *world) after(delay simulation.Time, kind, who uint32) simulation.Handle {
	if delay > simulation.End-w.now() {
		return 0
	}
	return w.at(w.now()+delay, kind, who)
}

// afterSeconds is after for a drawn time.
func (w *world) afterSeconds(delay float64, kind, who uint32) simulation.Handle {
	return w.after(simulation.FromSeconds(delay), kind, who)
}

// read sets the blocks to the parameters, now and after each change of one. It is called when the blocks
// stand.
func (w *world) read(f func()) {
	w.readers = append(w.readers, f)
	f()
}

// start does something when the run begins, after the frame's own first events are scheduled.
func (w *world) start(f func()) { w.starts = append(w.starts, f) }

// window is the run's trigger: set is told true at its beginning and false at its end, in seconds. Without a
// length, or from the run's end on, there is none.
func (w *world) window(label string, from, length float64, set func(on bool)) {
	duration := w.numbers["duration"]
	if length <= 0 || from >= duration {
		return
	}
	w.trigger = &Span{From: from, To: min(from+length, duration), Label: label}
	kind := w.handle(func(on uint32) { set(on == 1) })
	w.at(simulation.FromSeconds(from), kind, 1)
	w.at(simulation.FromSeconds(from)+simulation.FromSeconds(length), kind, 0)
}

// drain lets the run go on past its length until what is under way is finished. No source sends any more.
func (w *world) drain(finished func() bool) { w.drained = finished }

// over says whether the time for new things has passed: the run drains.
func (w *world) over() bool { return w.now() >= w.end }

// newLedger adds a ledger. The first is that of the run, and what the command line gives.
func (w *world) newLedger() *Ledger {
	w.ledgers = append(w.ledgers, &Ledger{})
	return w.ledgers[len(w.ledgers)-1]
}

// series finds the buckets of a series; recorder.add counts in them.
func (w *world) series(name string) []float64 {
	for i, n := range w.rec.names {
		if n == name {
			return w.rec.buckets[i]
		}
	}
	panic("scenarios: " + w.scenario.ID + " has no series " + name)
}

// sample lets a series show a level.
func (w *world) sample(series string, level func() int) {
	w.samples = append(w.samples, sample{w.series(series), level})
}

// tick ends a bucket: it notes the levels.
func (w *world) tick(uint32) {
	for _, s := range w.samples {
		if w.bucket < len(s.series) {
			s.series[w.bucket] = float64(s.level())
		}
	}
	for _, f := range w.ticks {
		f()
	}
	w.bucket++
	if w.bucket < w.rec.length() { // the last bucket ends with the run
		w.at(min(simulation.FromSeconds(float64(w.bucket+1)*w.rec.step), w.end-1), w.tickKind, 0)
	}
}

// moment names an instant, now, the first time that it comes.
func (w *world) moment(id, what string) { w.rec.moment(w.now(), id, what) }

// run lets everything happen, to the end.
func (w *world) run(ctx context.Context) error {
	w.begin()
	for {
		event, ok := w.engine.Next()
		if !ok || w.now() >= w.end && (w.drained == nil || w.drained()) {
			return nil
		}
		w.handlers[event.Kind](event.Who)
		if w.engine.Ran()&4095 == 0 {
			if err := checkRun(ctx, w.engine.Ran()); err != nil {
				return err
			}
		}
	}
}

// begin schedules the changes and starts the blocks. A change comes after everything else of its instant, so
// that the past stays as it would have been.
func (w *world) begin() {
	apply := w.handle(w.intervene)
	last := w.handle(func(i uint32) { w.at(w.now(), apply, i) })
	for i, change := range w.request.At {
		w.at(change.At, last, uint32(i))
	}
	for _, f := range w.starts {
		f()
	}
}

// intervene applies a change.
func (w *world) intervene(index uint32) {
	i := w.request.At[index]
	w.change(i)
	w.moment("change-"+i.Name+"-"+i.Value, fmt.Sprintf("%s set to %s", i.Name, i.Value))
	for _, f := range w.readers {
		f()
	}
}

// checkRun ends a run whose asker has gone or that has used up its budget.
func checkRun(ctx context.Context, events int64) error {
	if events > EventBudget {
		return paramErrorf("the run needs more than %d events; make it shorter or its rates lower", EventBudget)
	}
	return ctx.Err()
}

// result makes the run of what was recorded. Series counted per second are divided by the length of a bucket.
func (w *world) result() *Result {
	w.tokens.settle(max(w.end, w.now()))
	for i, info := range w.scenario.Series {
		if info.Unit == "/s" {
			w.rec.perSecond(i)
		}
	}
	r := w.rec.result()
	r.Events, r.Trigger, r.tokens, r.stations = w.engine.Ran(), w.trigger, w.tokens, w.scenario.Stations
	for _, p := range w.pools {
		r.slots[p.place] = p.slots
	}
	if len(w.ledgers) > 0 {
		r.Ledger = *w.ledgers[0]
	}
	return r
}
