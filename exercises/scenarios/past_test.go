package scenarios

import (
	"fmt"
	"math"
	"testing"
)

// TestAnInterventionLeavesThePast: in every scenario over time, whichever parameter is changed under way, every
// bucket that ends by then, and every moment and token before it, is byte for byte that of the run without. The
// changes come at different times of the run, at the end of a bucket and within one.
func TestAnInterventionLeavesThePast(t *testing.T) {
	for _, s := range All() {
		if s.Axis != TimeAxis {
			continue
		}
		t.Run(s.ID, func(t *testing.T) {
			t.Parallel()
			alone := run(t, s.ID, 3, nil)
			for i, p := range changeable(s) {
				at := alone.Step * (math.Floor([]float64{.2, .5, .8}[i%3]*float64(len(alone.Times))) + .37*float64(i%2))
				change := fmt.Sprintf("%.3fs:%s=%s", at, p.Name, another(p))
				leavesThePast(t, alone, run(t, s.ID, 3, nil, change), change)
			}
		})
	}
}

// changeable is what can be changed under way. The race detector sees as much in two as in all.
func changeable(s *Scenario) (all []Param) {
	for _, p := range s.Params {
		if p.Name != "duration" && (len(all) < 2 || !underRace) {
			all = append(all, p)
		}
	}
	return all
}

// another is a value that a parameter does not have by default.
func another(p Param) string {
	switch {
	case p.Kind == Option && p.Options[0] != p.DefaultOption:
		return p.Options[0]
	case p.Kind == Option:
		return p.Options[len(p.Options)-1]
	case p.SliderMax != p.Default && p.Control:
		return plain(p.SliderMax)
	case p.Default == p.Min:
		return plain(p.Max)
	}
	return plain(p.Min)
}

func leavesThePast(t *testing.T, alone, changed *Result, change string) {
	t.Helper()
	at := changed.Interventions[0].At.Seconds()
	for i, s := range alone.Series {
		n := int(at/alone.Step + 1e-9)
		if before, now := fmt.Sprint(s.Values[:n]), fmt.Sprint(changed.Series[i].Values[:n]); before != now {
			t.Errorf("%s: %s differs before it", change, s.Name)
		}
	}
	if now := recovery(changed); now < at && now != recovery(alone) {
		t.Errorf("%s: the recovery comes before it, at %g s", change, now)
	}
	if before, now := fmt.Sprint(momentsBefore(alone, at)), fmt.Sprint(momentsBefore(changed, at)); before != now {
		t.Errorf("%s: the moments before it are %s, not %s", change, now, before)
	}
	if before, now := tokensBefore(alone, at), tokensBefore(changed, at); before != now {
		t.Errorf("%s: the tokens before it differ", change)
	}
}

// recovery is when a run recovers; without a recovery, never. It is judged by all that follows, up to the run's
// end, so that a change may take it away.
func recovery(r *Result) float64 {
	for _, m := range r.Moments {
		if m.ID == "recovered" {
			return m.T
		}
	}
	return math.Inf(1)
}

// momentsBefore are the moments before a time, but for the recovery. Times are rounded, so that a moment at the
// time itself may be after it.
func momentsBefore(r *Result, at float64) (before []Moment) {
	for _, m := range r.Moments {
		if m.T < at && m.ID != "recovered" {
			before = append(before, m)
		}
	}
	return before
}

// tokensBefore writes the tokens that ended before a time.
func tokensBefore(r *Result, at float64) string {
	before := []byte{}
	for _, k := range r.tokens.tokens {
		if n := len(k.Legs); n == 0 || k.Legs[n-1].To >= at {
			continue
		}
		gone := math.NaN()
		if k.Gone != nil {
			gone = *k.Gone
		}
		k.Gone = nil
		before = fmt.Appendln(before, k, gone)
	}
	return string(before)
}
