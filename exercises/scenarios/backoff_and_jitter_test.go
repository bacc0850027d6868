package scenarios

import (
	"math"
	"testing"
)

var backoffs = []string{"none", "exponential", "equal-jitter", "full-jitter", "decorrelated"}

// TestBackoffAgainstThePublishedExperiment holds the mean calls of 100 seeds against Brooker's program.
func TestBackoffAgainstThePublishedExperiment(t *testing.T) {
	longWithoutRace(t)
	for i, want := range []float64{2425, 1854, 812, 797, 1001} {
		total, seconds := 0.0, 0.0
		for seed := range uint64(100) {
			r := run(t, "backoff-and-jitter", seed+1, []string{"backoff=" + backoffs[i]})
			total += value(r, "calls")
			seconds += value(r, "completion_seconds")
		}
		t.Logf("%s: %.1f calls, %.2f s", backoffs[i], total/100, seconds/100)
		if math.Abs(total/100/want-1) > .03 {
			t.Errorf("%s: %g calls on average, published %g", backoffs[i], total/100, want)
		}
	}
}

// TestNoBackoffIsOnlyCheapWhereCallsAre: without backoff the clients finish first where calls cost nothing,
// and last where each takes the database 5 ms.
func TestNoBackoffIsOnlyCheapWhereCallsAre(t *testing.T) {
	finish := func(seed uint64, backoff, cost string) float64 {
		return value(run(t, "backoff-and-jitter", seed, []string{"backoff=" + backoff, "db_time=" + cost}), "completion_seconds")
	}
	for seed := range showSeeds() {
		free, dear := finish(seed+1, "none", "0"), finish(seed+1, "none", "0.005")
		for _, backoff := range backoffs[1:] {
			if other := finish(seed+1, backoff, "0"); free >= other {
				t.Errorf("seed %d, calls for nothing: none takes %g s, %s %g s", seed+1, free, backoff, other)
			}
			if other := finish(seed+1, backoff, "0.005"); dear <= other {
				t.Errorf("seed %d, calls of 5 ms: none takes %g s, %s %g s", seed+1, dear, backoff, other)
			}
		}
	}
}

// TestContentionBalances: each client wins once, and each write is accounted for.
func TestContentionBalances(t *testing.T) {
	for _, settings := range [][]string{nil, {"backoff=decorrelated", "db_time=0.003", "clients=33"}, {"clients=1", "backoff=full-jitter"}} {
		scenario, _ := Lookup("backoff-and-jitter")
		m := newContention(newSettings(scenario, request(t, scenario.ID, 1, settings)))
		answered := m.handlers[m.answered]
		m.handlers[m.answered] = func(who uint32) {
			if answered(who); !m.ledger.Balances() {
				t.Fatalf("%v: %+v", settings, *m.ledger)
			}
		}
		if err := m.run(background); err != nil {
			t.Fatal(err)
		}
		if l := m.ledger; l.Succeeded != int64(len(m.clients)) || m.version != l.Useful || l.InFlight+l.InFlightAttempts != 0 {
			t.Errorf("%v: the row was written %d times: %+v", settings, m.version, *l)
		}
	}
}
