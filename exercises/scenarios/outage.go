package scenarios

import "math"

// The windows that the summary's names mean, in seconds.
const (
	warmup       = 5.0  // not counted at the start
	afterWindow  = 30.0 // "after" is the last of the run
	steadyWindow = 5.0  // recovery and amplification are judged over windows of this length
	recoverShare = 0.9  // goodput over what was let in, at least
)

// outage is what the summary says about a trigger and what came after it.
type outage struct {
	before, during, after any
	recovered             any
	recoverySeconds       any
	outageSeconds         float64
	peakAmplification     any
}

// outageOf reads the counts by second. trigger is nil for a run without one.
func (r *recorder) outageOf(trigger *Span) outage {
	o := outage{after: r.perSecond(successes, max(r.end-afterWindow, 0), r.end), peakAmplification: r.peak()}
	for i := range r.seconds[arrivals] {
		if r.seconds[arrivals][i] > 0 && r.seconds[successes][i] < r.seconds[arrivals][i]/2 {
			o.outageSeconds++
		}
	}
	if trigger == nil {
		return o
	}
	o.before = r.perSecond(successes, warmup, trigger.From)
	o.during = r.perSecond(successes, trigger.From, trigger.To)
	o.recovered = false
	if at, ok := r.recovery(trigger.To); ok {
		o.recovered, o.recoverySeconds = true, at-trigger.To
	}
	return o
}

// recovery is the moment from which on goodput keeps up in every window to the end of the run.
func (r *recorder) recovery(from float64) (float64, bool) {
	first := math.Ceil(from - 1e-9)
	at := first
	for start := first; start+steadyWindow <= r.end; start++ {
		let, good := r.sum(letIn, start, start+steadyWindow), r.sum(successes, start, start+steadyWindow)
		if good < recoverShare*let {
			at = start + 1
		}
	}
	return at, at+steadyWindow <= r.end
}

// peak is the largest ratio of attempts to requests over windows; nil without requests.
func (r *recorder) peak() any {
	var peak any
	for start := 0.0; start+steadyWindow <= r.end; start++ {
		requests := r.sum(arrivals, start, start+steadyWindow)
		if requests == 0 {
			continue
		}
		ratio := r.sum(attempted, start, start+steadyWindow) / requests
		if best, ok := peak.(float64); !ok || ratio > best {
			peak = ratio
		}
	}
	return peak
}

// quotient is a share or a mean; nil without a case.
func quotient(over, under float64) any {
	if under == 0 {
		return nil
	}
	return over / under
}
