package scenarios

import (
	"math"

	"arrowbook/exercises/simulation"
)

// phase is a part of a run, as its trigger divides it.
type phase int

// The phases. What happens before the warm-up's end, or in a run without a trigger, is in none.
const (
	noPhase     phase = iota
	beforePhase       // from the warm-up's end to the trigger
	duringPhase
	afterPhase
	allPhases
)

// phases tells the phases as they begin, for figures of one phase each. It is called when the trigger's
// window stands; what happens at the instant of a border still belongs to the phase that ends.
func (w *world) phases(begin func(p phase)) {
	begin(noPhase)
	if w.trigger == nil {
		return
	}
	kind := w.handle(func(p uint32) { begin(phase(p)) })
	if w.trigger.From > warmup {
		w.at(simulation.FromSeconds(warmup), kind, uint32(beforePhase))
	}
	w.at(simulation.FromSeconds(w.trigger.From), kind, uint32(duringPhase))
	w.at(simulation.FromSeconds(w.trigger.To), kind, uint32(afterPhase))
}

// span is a phase's time, in seconds; without a trigger it is empty.
func (w *world) span(p phase) (from, to float64) {
	if w.trigger == nil {
		return 0, 0
	}
	switch p {
	case beforePhase:
		return warmup, max(w.trigger.From, warmup)
	case duringPhase:
		return w.trigger.From, w.trigger.To
	case afterPhase:
		return w.trigger.To, w.rec.end
	}
	return 0, 0
}

// in is a count's rate in a phase, per second; nil for an empty one.
func (w *world) in(p phase, counts []float64) any {
	from, to := w.span(p)
	return perSecond(counts, from, to)
}

// shareIn is the quotient of two counts in a phase; nil without a case.
func (w *world) shareIn(p phase, over, under []float64) any {
	from, to := w.span(p)
	return quotient(sum(over, from, to), sum(under, from, to))
}

// over is the quotient of two figures; nil where one of them has no case.
func over(a, b any) any {
	x, ok := a.(float64)
	y, ok2 := b.(float64)
	if !ok || !ok2 {
		return nil
	}
	return quotient(x, y)
}

// phased is how long things took in each phase.
type phased [allPhases]latencies

// sampleMean lets a series show the mean of what was measured during each bucket, in seconds.
func (w *world) sampleMean(series string, of *phased) {
	into, n, sum := w.series(series), int64(0), simulation.Time(0)
	w.ticks = append(w.ticks, func() {
		beforeN, beforeSum := n, sum
		n, sum = 0, 0
		for i := range of {
			n, sum = n+of[i].n, sum+of[i].sum
		}
		into[w.bucket] = math.NaN()
		if n > beforeN {
			into[w.bucket] = (sum - beforeSum).Seconds() / float64(n-beforeN)
		}
	})
}
