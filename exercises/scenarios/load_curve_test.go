package scenarios

import (
	"math"
	"strings"
	"testing"
)

var loadCurveShows = []line{
	{"past its peak the service collapses", nil, nil, func(r *Result) bool {
		return value(r, "peak_at") >= .8 && value(r, "peak_at") <= 1.1 && value(r, "goodput_at_2x_over_peak") <= .5 &&
			worksPastCapacity(r)
	}},
	{"shedding holds the goodput", []string{"shed=on"}, nil, func(r *Result) bool { return value(r, "goodput_at_2x_over_peak") >= .9 }},
	{"refusing has a price too", []string{"shed=on", "reject_cost=0.05"}, nil, func(r *Result) bool {
		return value(r, "goodput_at_2x_over_peak") < .9
	}},
}

// worksPastCapacity: throughput stays within a tenth of capacity from load 1.2 on.
func worksPastCapacity(r *Result) bool {
	for i, load := range r.Times {
		if load > 1.15 && math.Abs(seriesOf(r, "throughput")[i]/12_000-1) > .1 {
			return false
		}
	}
	return true
}

func TestLoadCurveShows(t *testing.T) { shows(t, "load-curve", loadCurveShows) }

// TestOnlyRefusingHoldsTheCurve: neither patience nor fewer retries end the collapse at twice the capacity.
func TestOnlyRefusingHoldsTheCurve(t *testing.T) {
	for _, settings := range [][]string{{"timeout=5"}, {"timeout=5", "retries=0"}, {"retries=0"}, {"retry_budget=0.1"}, {"retries=0", "timeout=2"}} {
		if r := run(t, "load-curve", 1, settings); !(value(r, "goodput_at_2x_over_peak") < .9) {
			t.Errorf("%v: %v", settings, r.Summary)
		}
	}
}

// TestTheLedgerBalancesAtEachLoad holds the ledger of a load after each bucket.
func TestTheLedgerBalancesAtEachLoad(t *testing.T) {
	for _, load := range []float64{.5, 1, 2} {
		r := request(t, "load-curve", 2, []string{"shed=on", "backoff=full-jitter", "duration=5"})
		m := newLoaded(newSettings(loadCurve, r), load)
		check := balanced(t, m.world)
		if err := m.run(background); err != nil {
			t.Fatal(err)
		}
		check()
	}
}

// TestTheCurveIsReadFromItsPeak: ties go to the smaller load, and a curve that does not fall never bends.
func TestTheCurveIsReadFromItsPeak(t *testing.T) {
	loads := []float64{.5, 1, 1.5, 2}
	if got := bendOf(loads, []float64{50, 100, 96, 94}, 1); got != 2.0 {
		t.Errorf("it bends at %v", got)
	}
	if got := bendOf(loads, []float64{50, 100, 96, 95}, 1); got != nil {
		t.Errorf("it bends at %v", got)
	}
}

// TestALoadIsNoTime: the text chart names the moments of a sweep in multiples of the capacity.
func TestALoadIsNoTime(t *testing.T) {
	chart := TextChart(run(t, "load-curve", 1, []string{"duration=3"}))
	if !strings.Contains(chart, " x  useful throughput is at its peak") || strings.Contains(chart, " s  ") {
		t.Errorf("the chart reads\n%s", chart)
	}
}
