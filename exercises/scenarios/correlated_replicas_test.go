package scenarios

import (
	"math"
	"testing"
)

var correlatedReplicasShows = []line{
	{"what is shared bounds what is seen", nil, nil, func(r *Result) bool {
		return math.Abs(value(r, "availability_seen")-.995*(1-math.Pow(.01, 3))) <= .0015
	}},
	{"ten replicas are no better", []string{"replicas=10"}, nil, func(r *Result) bool {
		return value(r, "availability_seen") <= .995+.0015
	}},
	{"decoupled they are", []string{"decouple=on"}, nil, func(r *Result) bool { return value(r, "availability_seen") >= .999 }},
	{"ten that are decoupled are better still", []string{"decouple=on", "replicas=10"}, nil, func(r *Result) bool {
		return value(r, "availability_seen") >= .999
	}},
	{"independence promises what is not seen", nil, nil, func(r *Result) bool {
		return math.Abs(value(r, "availability_if_independent")-.999999) < 1e-9 && value(r, "together_share") > .05
	}},
}

func TestCorrelatedReplicasShows(t *testing.T) {
	shows(t, "correlated-replicas", correlatedReplicasShows)
}

// TestOneReplicaNeverFailsAlone: what is out of one replica is out of all, and what independence predicts
// follows a change under way.
func TestOneReplicaNeverFailsAlone(t *testing.T) {
	if r := run(t, "correlated-replicas", 1, []string{"replicas=1"}); value(r, "together_share") != 1 || largest(seriesOf(r, "alone")) > 1e-9 {
		t.Errorf("%v", r.Summary)
	}
	r := run(t, "correlated-replicas", 1, []string{"replicas=1", "duration=1000"}, "500s:replicas=2")
	if got, want := value(r, "availability_if_independent"), 1-(.01+.0001)/2; math.Abs(got-want) > 1e-9 {
		t.Errorf("independence predicts %g, not %g", got, want)
	}
}

// TestMinutesAddUp: the buckets hold all the minutes that the summary speaks of.
func TestMinutesAddUp(t *testing.T) {
	r := run(t, "correlated-replicas", 3, nil)
	total := 0.0
	for _, v := range seriesOf(r, "together") {
		total += v * 60
	}
	if out := (1 - value(r, "availability_seen")) * 31_536_000; math.Abs(total-out) > 1 {
		t.Errorf("the buckets hold %g s of outage, the summary %g s", total, out)
	}
}
