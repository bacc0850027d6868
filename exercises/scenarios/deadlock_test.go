package scenarios

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"
)

var deadlockShows = []line{
	{"in the same order there is none", []string{"lock_order=same"}, nil, noDeadlock},
	{"nor with more at once on fewer rows", []string{"lock_order=same", "concurrency=100", "rows=5", "duration=30"}, nil, noDeadlock},
	{"alone no transaction meets one", []string{"concurrency=1"}, nil, noDeadlock},
}

func noDeadlock(r *Result) bool {
	return value(r, "deadlocks") == 0 && r.Ledger.Retries == 0 && value(r, "transactions") > 100
}

func TestDeadlockShows(t *testing.T) { shows(t, "deadlock", deadlockShows) }

func TestDeadlocksGrowFasterThanTheLoad(t *testing.T) {
	t.Parallel()
	for seed := range showSeeds() {
		many := value(run(t, "deadlock", seed+1, nil), "deadlocks")
		if few := value(run(t, "deadlock", seed+1, []string{"concurrency=5"}), "deadlocks"); many <= 4*few {
			t.Errorf("seed %d: %g deadlocks of 20 at once, %g of 5", seed+1, many, few)
		}
	}
}

// TestATransactionAlone takes two hold times: of n commits the throughput has a relative error of 1/sqrt(2n).
func TestATransactionAlone(t *testing.T) {
	alone := run(t, "deadlock", 1, []string{"concurrency=1"})
	if got := value(alone, "throughput"); math.Abs(got/25-1) > 4/math.Sqrt(2*25*120) {
		t.Errorf("alone, %g transactions commit a second, theory 25", got)
	}
}

// TestTransactionsKeepCommitting: however crowded it is, the detector lets every transaction finish, and fewer
// at once means that some are not followed by another.
func TestTransactionsKeepCommitting(t *testing.T) {
	for seed := range uint64(3) {
		r := run(t, "deadlock", seed+1, []string{"rows=2", "concurrency=30"}, "40s:concurrency=3", "80s:rows=9")
		if last := overLast(r, "commits", 10); last == 0 || r.Ledger.InFlight != 3 || value(r, "deadlocks") == 0 {
			t.Errorf("seed %d: %g commits a second at the end, %+v", seed+1, last, r.Ledger)
		}
	}
}

// TestLocksUnderAnyRules: whatever is set, and changed under way, the run ends, everything is accounted for at
// each instant, and a standstill is never without a victim.
func TestLocksUnderAnyRules(t *testing.T) {
	scenario, _ := Lookup("deadlock")
	rapid.Check(t, func(rt *rapid.T) {
		settings := func() (all []Setting) {
			number := func(name string, least, most int) {
				all = append(all, Setting{name, fmt.Sprint(rapid.IntRange(least, most).Draw(rt, name))})
			}
			number("concurrency", 1, 40)
			number("rows", 2, 30)
			all = append(all, Setting{"lock_order", rapid.SampledFrom([]string{"opposite", "same"}).Draw(rt, "order")})
			return append(all, Setting{"detect_after", rapid.SampledFrom([]string{"0", "0.05", "1", "3600"}).Draw(rt, "detector")})
		}
		var at []string
		for _, s := range settings() {
			at = append(at, fmt.Sprintf("%ds:%s=%s", rapid.IntRange(0, 12).Draw(rt, "when"), s.Name, s.Value))
		}
		r, err := scenario.Parse(append(settings(), Setting{"duration", "12"}), fmt.Sprint(rapid.Uint64Range(1, 99).Draw(rt, "seed")), at)
		if err != nil {
			rt.Fatal(err)
		}
		holdLocks(rt, newLocking(newSettings(scenario, r)))
	})
}

func holdLocks(t *rapid.T, m *locking) {
	check := balanced(t, m.world)
	m.ticks = append(m.ticks, func() {
		waiting, locks, victims := m.census()
		if waiting != m.waiting || locks != m.locked || int(m.ledger.InFlight) != m.running {
			t.Fatalf("%g s: %d wait, not %d; %d are locked, not %d; %+v", m.now().Seconds(), waiting, m.waiting, locks, m.locked, *m.ledger)
		}
		if waiting == m.running && victims == 0 {
			t.Fatalf("%g s: all %d wait, and no victim is found", m.now().Seconds(), waiting)
		}
	})
	if err := m.run(background); err != nil {
		t.Fatal(err)
	}
	check()
}

// census counts from the rows what the model keeps in figures: who holds a row, and who waits for one.
func (m *locking) census() (waiting, locks, victims int) {
	for _, row := range m.rows {
		waiting += row.waiting()
		if row.busy == 1 {
			locks++
		}
		for i := range row.line.n {
			if t := m.open.at(row.line.ring[(row.line.head+i)&(len(row.line.ring)-1)]); t.victim {
				victims++
			}
		}
	}
	return waiting, locks, victims
}
