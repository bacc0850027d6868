package scenarios

import (
	"fmt"
	"math"

	"arrowbook/exercises/simulation"
)

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

// outage reads what a link's tally says about the run's trigger.
func (w *world) outage(t *tally) outage {
	o := outage{after: perSecond(t.successes, max(t.end-afterWindow, 0), t.end), peakAmplification: peak(t.attempts, t.requests, t.end)}
	for i := range t.requests {
		if t.requests[i] > 0 && t.successes[i] < t.requests[i]/2 {
			o.outageSeconds++
		}
	}
	if w.trigger == nil {
		return o
	}
	o.before = perSecond(t.successes, warmup, w.trigger.From)
	o.during = perSecond(t.successes, w.trigger.From, w.trigger.To)
	o.recovered = false
	if at, ok := t.recovery(w.trigger.To); ok {
		o.recovered, o.recoverySeconds = true, at-w.trigger.To
	}
	return o
}

// recovery is the moment from which on goodput keeps up in every window to the end of the run.
func (t *tally) recovery(from float64) (float64, bool) {
	first := math.Ceil(from - 1e-9)
	at := first
	for start := first; start+steadyWindow <= t.end; start++ {
		let, good := sum(t.admitted, start, start+steadyWindow), sum(t.successes, start, start+steadyWindow)
		if good < recoverShare*let {
			at = start + 1
		}
	}
	return at, at+steadyWindow <= t.end
}

// peak is the largest ratio of two counts over windows up to the end, in seconds; nil without a case.
func peak(over, under []float64, end float64) any {
	var peak any
	for start := 0.0; start+steadyWindow <= end; start++ {
		cases := sum(under, start, start+steadyWindow)
		if cases == 0 {
			continue
		}
		ratio := sum(over, start, start+steadyWindow) / cases
		if best, ok := peak.(float64); !ok || ratio > best {
			peak = ratio
		}
	}
	return peak
}

// nameEnding names the recovery, or that there was none.
func (w *world) nameEnding(o outage) {
	if w.trigger == nil {
		return
	}
	if seconds, ok := o.recoverySeconds.(float64); ok {
		if seconds > 0 {
			w.rec.moment(w.noCauseAfter(simulation.FromSeconds(w.trigger.To+seconds)), "recovered", "useful answers keep up again")
		}
		return
	}
	w.rec.moment(w.end, "down", "it has not come back")
}

// noCauseAfter moves a recovery behind the changes within the window that it is judged by: what they brought
// about does not come before them.
func (w *world) noCauseAfter(recovery simulation.Time) simulation.Time {
	from := recovery
	for _, change := range w.request.At {
		if change.At > recovery && change.At < from+simulation.FromSeconds(steadyWindow) {
			recovery = change.At
		}
	}
	return recovery
}

// sentence says what came of the run; trigger is what happened, as in "The stall".
func (w *world) sentence(o outage, trigger string) string {
	if w.trigger == nil {
		return fmt.Sprintf("Nothing slowed down. %s requests a second were answered in time over the last %s s.", figure(o.after), thousands(min(afterWindow, w.rec.end)))
	}
	lasted := fmt.Sprintf("%s lasted %s s.", trigger, thousands(w.trigger.To-w.trigger.From))
	if seconds, ok := o.recoverySeconds.(float64); ok {
		if seconds == 0 {
			return lasted + " Useful answers kept up from its end on."
		}
		return fmt.Sprintf("%s Useful answers kept up again %s s after its end.", lasted, thousands(seconds))
	}
	return fmt.Sprintf("%s The service is still down when the run ends: %s useful answers a second for %s requests.", lasted, figure(o.after), thousands(w.numbers["arrival_rate"]))
}

// figure writes a rate as a person reads it.
func figure(v any) string {
	if f, ok := v.(float64); ok {
		return thousands(math.Round(f))
	}
	return "no"
}

// quotient is a share or a mean; nil without a case.
func quotient(over, under float64) any {
	if under == 0 {
		return nil
	}
	return over / under
}
