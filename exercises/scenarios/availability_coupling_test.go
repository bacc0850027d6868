package scenarios

import (
	"math"
	"testing"
)

var availabilityCouplingShows = []line{
	{"a fallback costs stale answers", []string{"mode=fallback"}, nil, func(r *Result) bool {
		return value(r, "availability_seen") >= .999 && value(r, "stale_share") > 0
	}},
	{"a queue costs delay", []string{"mode=queued"}, nil, func(r *Result) bool {
		return value(r, "availability_seen") >= .999 && value(r, "mean_extra_delay") > 0
	}},
	{"with nothing to depend on nothing fails", []string{"depth=0"}, nil, func(r *Result) bool { return value(r, "availability_seen") == 1 }},
	{"dependencies that never fail cost nothing", []string{"availability=1"}, nil, func(r *Result) bool {
		return value(r, "availability_seen") == 1 && value(r, "availability_predicted") == 1
	}},
}

func TestAvailabilityCouplingShows(t *testing.T) {
	shows(t, "availability-coupling", availabilityCouplingShows)
}

// TestAvailabilityIsTheProduct: dependencies that fail independently are all up for the product of their
// shares.
func TestAvailabilityIsTheProduct(t *testing.T) {
	t.Parallel()
	longRun(t, func(seed uint64) {
		r := run(t, "availability-coupling", seed, []string{"duration=8640000", "arrival_rate=0.1"})
		if got, want := value(r, "availability_seen"), math.Pow(.99, 5); math.Abs(got-want) > .003 || math.Abs(value(r, "availability_predicted")-want) > 1e-9 {
			t.Errorf("seed %d: %.5f, theory %.5f", seed, got, want)
		}
	})
}

// TestWhatIsPutOffIsFinishedOnce: the ledger balances after each bucket, and a change of mode leaves nobody
// behind.
func TestWhatIsPutOffIsFinishedOnce(t *testing.T) {
	r := request(t, "availability-coupling", 4, []string{"mode=queued", "availability=0.9"}, "20000s:mode=inline", "40000s:mode=queued", "60000s:depth=2")
	m := newCoupled(newSettings(availabilityCoupling, r))
	check := balanced(t, m.world)
	m.ticks = append(m.ticks, func() {
		if int64(m.accepted.n) != m.clients.ledger.InFlight || m.accepted.n > 0 && m.down() == 0 {
			t.Fatalf("%d wait and %d dependencies are down: %+v", m.accepted.n, m.down(), *m.clients.ledger)
		}
	})
	if err := m.run(background); err != nil {
		t.Fatal(err)
	}
	check()
}
