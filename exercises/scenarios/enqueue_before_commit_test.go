package scenarios

import (
	"math"
	"testing"
)

var enqueueShows = []line{
	{"before, jobs find no row", nil, nil, func(r *Result) bool { return value(r, "jobs_without_row") > 0 }},
	{"after, rows get no job", []string{"enqueue=after"}, nil, func(r *Result) bool {
		return value(r, "rows_without_job") > 0 && value(r, "jobs_without_row") == 0
	}},
	{"an outbox has neither, and sends some jobs twice", []string{"enqueue=outbox"}, nil, func(r *Result) bool {
		return value(r, "jobs_without_row") == 0 && value(r, "rows_without_job") == 0 && value(r, "duplicates") > 0
	}},
}

func TestEnqueueBeforeCommitShows(t *testing.T) { shows(t, "enqueue-before-commit", enqueueShows) }

// TestEnqueueAgainstTheory: a job comes before the commit with the probability commit/(commit+pickup), and
// else finds no row when the commit fails or the process crashes. After the commit, a crash loses the job.
func TestEnqueueAgainstTheory(t *testing.T) {
	const early, fails = .005 / .055, 1 - .98*.99
	for seed := range showSeeds() {
		before, after := run(t, "enqueue-before-commit", seed+1, nil), run(t, "enqueue-before-commit", seed+1, []string{"enqueue=after"})
		for _, c := range []struct{ got, of, want float64 }{
			{value(before, "jobs_without_row"), value(before, "requests"), early + (1-early)*fails},
			{value(before, "too_early"), value(before, "requests"), early * (1 - fails)},
			{value(after, "rows_without_job"), value(after, "requests"), .98 * .01},
		} {
			if off := 4 * math.Sqrt(c.want*(1-c.want)/c.of); math.Abs(c.got/c.of-c.want) > off {
				t.Errorf("seed %d: %g of %g, theory %.4f", seed+1, c.got, c.of, c.want)
			}
		}
	}
}

// TestEnqueueBalances: at each tick, and nothing is left when the run has drained.
func TestEnqueueBalances(t *testing.T) {
	for _, at := range [][]string{nil, {"20s:enqueue=after", "40s:enqueue=outbox", "60s:crash_share=0.9", "70s:enqueue=before"}} {
		scenario, _ := Lookup("enqueue-before-commit")
		m := newEnqueuing(newSettings(scenario, request(t, scenario.ID, 1, []string{"duration=80", "rollback_share=0.2", "crash_share=0.2"}, at...)))
		m.ticks = append(m.ticks, func() {
			if !m.ledger.Balances() || m.ledger.InFlightAttempts != int64(m.queue.len()) {
				t.Fatalf("%g s: %+v", m.now().Seconds(), *m.ledger)
			}
		})
		if err := m.run(background); err != nil {
			t.Fatal(err)
		}
		if m.rows.len()+m.queue.len()+m.outbox.n != 0 || m.ledger.InFlight != 0 || !m.ledger.Balances() {
			t.Errorf("%v: %d rows and %d jobs are left: %+v", at, m.rows.len(), m.queue.len(), *m.ledger)
		}
	}
}

func TestEnqueuingAllocatesNothing(t *testing.T) {
	short, long := allocations(t, "enqueue-before-commit", "duration=600"), allocations(t, "enqueue-before-commit", "duration=2400")
	if events := long.events - short.events; (long.mallocs-short.mallocs)*1000 > events {
		t.Errorf("%d more events cost %d allocations", events, long.mallocs-short.mallocs)
	}
}
