package scenarios

import "fmt"

// record says what the run's series count.
func (m *locking) record() {
	m.begun, m.commits, m.attempts = m.series("begun"), m.series("commits"), m.series("attempts")
	m.sample("waiting", func() int { return m.waiting })
	m.sample("rows_locked", func() int { return m.locked })
	m.sample("deadlocks", func() int { return m.deadlocks })
}

func (m *locking) report() *Result {
	r := m.result()
	r.slots["rows"] = m.among
	committed := float64(r.Ledger.Succeeded)
	r.Summary = []Figure{
		{"transactions", committed}, {"deadlocks", float64(m.deadlocks)}, {"throughput", committed / m.end.Seconds()}, {"p99", m.spent.percentile(.99)},
	}
	r.Sentence = m.sentence(r)
	return r
}

func (m *locking) sentence(r *Result) string {
	done := howMany(r.Ledger.Succeeded, "transaction", "transactions") + " committed"
	slow, ok := m.spent.percentile(.99).(float64)
	if !ok {
		return "No transaction committed."
	}
	within := fmt.Sprintf("99%% of them took at most %s s.", thousands(significantTo(slow, 2)))
	if m.deadlocks == 0 {
		return done + ", and none of them met a deadlock. " + within
	}
	return done + ". They met " + howMany(int64(m.deadlocks), "deadlock", "deadlocks") + ", and no transaction was wrong by itself. " + within
}
