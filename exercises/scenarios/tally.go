package scenarios

import (
	"math"

	"arrowbook/exercises/simulation"
)

// tally counts a link's requests by the second of the run, for what the summary says about windows of it.
type tally struct {
	requests  []float64
	admitted  []float64 // requests that were not turned away at the door
	successes []float64 // requests answered in time
	attempts  []float64
	end       float64 // of the run, in seconds
}

// newTally makes a tally for a link. Its memory is bounded by the run's length in seconds.
func (w *world) newTally() *tally {
	n := int(math.Ceil(w.rec.end - 1e-9))
	return &tally{make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n), w.rec.end}
}

// plus is what two links count together.
func (t *tally) plus(o *tally) *tally {
	together := func(a, b []float64) []float64 {
		all := make([]float64, len(a))
		for i := range all {
			all[i] = a[i] + b[i]
		}
		return all
	}
	return &tally{together(t.requests, o.requests), together(t.admitted, o.admitted), together(t.successes, o.successes), together(t.attempts, o.attempts), t.end}
}

// A link without a tally counts nothing.

func (t *tally) arrival(now simulation.Time) {
	if t != nil {
		count(t.requests, now)
	}
}

func (t *tally) letIn(now simulation.Time) {
	if t != nil {
		count(t.admitted, now)
	}
}

func (t *tally) success(now simulation.Time) {
	if t != nil {
		count(t.successes, now)
	}
}

func (t *tally) attempt(now simulation.Time) {
	if t != nil {
		count(t.attempts, now)
	}
}

// count counts something in its second; what comes after the run's end belongs to none.
func count(seconds []float64, now simulation.Time) {
	if i := int(now / simulation.Second); i < len(seconds) {
		seconds[i]++
	}
}

// sum adds up a count over seconds from (inclusive) to (exclusive).
func sum(seconds []float64, from, to float64) float64 {
	total := 0.0
	for i := max(int(from), 0); i < min(int(to), len(seconds)); i++ {
		total += seconds[i]
	}
	return total
}

// perSecond is a count's rate over a window; nil for an empty one.
func perSecond(seconds []float64, from, to float64) any {
	if to <= from {
		return nil
	}
	return sum(seconds, from, to) / (to - from)
}
