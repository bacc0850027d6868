package scenarios

import (
	"math"
	"testing"
)

var orphanedWorkShows = []line{
	{"orphans run on without a lease", nil, nil, func(r *Result) bool {
		return value(r, "orphaned") > 0 && value(r, "results_never_read") > 0 && value(r, "wasted_worker_seconds") > 5*value(r, "orphaned")
	}},
	{"a lease bounds what an orphan wastes", []string{"lease=5"}, nil, func(r *Result) bool {
		return value(r, "orphaned") > 0 && value(r, "wasted_worker_seconds") <= 5*value(r, "orphaned")
	}},
}

func TestOrphanedWorkShows(t *testing.T) { shows(t, "orphaned-work", orphanedWorkShows) }

// TestALeaseIsNotFewerOrphans: the same users leave; what their jobs do then is another thing.
func TestALeaseIsNotFewerOrphans(t *testing.T) {
	for seed := range showSeeds() {
		without := value(run(t, "orphaned-work", seed+1, nil), "orphaned_share")
		with := value(run(t, "orphaned-work", seed+1, []string{"lease=5"}), "orphaned_share")
		if with != without {
			t.Errorf("seed %d: a share of %g with a lease, %g without", seed+1, with, without)
		}
	}
}

// TestOrphanedShareAgainstTheory: of two exponential times, the user's patience is the shorter with the
// probability leave_rate*job_time/(1+leave_rate*job_time).
func TestOrphanedShareAgainstTheory(t *testing.T) {
	longRun(t, func(seed uint64) {
		got := value(run(t, "orphaned-work", seed, []string{"duration=12000"}), "orphaned_share")
		if want := .4 / 1.4; math.Abs(got/want-1) > .05 {
			t.Errorf("seed %d: orphaned share %.5f, theory %.5f", seed, got, want)
		}
	})
}

// TestOrphansBalance: with jobs that wait, leases that end in line, and changes under way.
func TestOrphansBalance(t *testing.T) {
	s, _ := Lookup("orphaned-work")
	for _, settings := range [][]string{nil, {"lease=5"}, {"lease=2", "workers=40", "leave_rate=0.1"}} {
		m := newOrphans(newSettings(s, request(t, "orphaned-work", 1, settings, "200s:lease=3", "300s:workers=60", "400s:lease=0", "500s:leave_rate=0")))
		runBalanced(t, m.world)
		if under := m.workers.busy + m.workers.waiting(); int64(under) != m.ledger.InFlightAttempts || int64(m.workers.busy) != m.busy.level {
			t.Errorf("%v: %d jobs are under way, %d workers busy: %+v", settings, under, m.busy.level, *m.ledger)
		}
	}
}

func TestOrphansAllocateNothing(t *testing.T) { allocatesNothing(t, "orphaned-work") }
