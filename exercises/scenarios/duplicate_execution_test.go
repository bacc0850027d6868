package scenarios

import (
	"math"
	"testing"
)

var duplicateExecutionShows = []line{
	{"duplicates happen and nothing is lost", nil, nil, func(r *Result) bool {
		return value(r, "duplicate_effects") > 0 && value(r, "lost") == 0
	}},
	{"a key ends the duplicates", []string{"idempotency_key=on"}, nil, func(r *Result) bool { return value(r, "duplicate_effects") == 0 }},
}

func TestDuplicateExecutionShows(t *testing.T) {
	shows(t, "duplicate-execution", duplicateExecutionShows)
}

func TestAKeyIsNotFewerDeliveries(t *testing.T) {
	for seed := range showSeeds() {
		without := value(run(t, "duplicate-execution", seed+1, nil), "deliveries")
		with := value(run(t, "duplicate-execution", seed+1, []string{"idempotency_key=on"}), "deliveries")
		if math.Abs(with/without-1) > .01 {
			t.Errorf("seed %d: %g deliveries with a key, %g without", seed+1, with, without)
		}
	}
}

// TestRedeliveryShareAgainstTheory: a message is delivered again when its processing outlasts the timeout,
// which an exponential time does with probability exp(-timeout/mean).
func TestRedeliveryShareAgainstTheory(t *testing.T) {
	longRun(t, func(seed uint64) {
		got := value(run(t, "duplicate-execution", seed, []string{"crash_share=0", "duration=30000"}), "redelivery_share")
		if want := math.Exp(-3); math.Abs(got/want-1) > .05 {
			t.Errorf("seed %d: redelivery share %.5f, theory %.5f", seed, got, want)
		}
	})
}
