package scenarios

// record says what the run's series count.
func (m *orphans) record() {
	m.came, m.taken, m.unread = m.series("jobs"), m.series("read"), m.series("unread")
	m.sample("workers_busy", func() int { return int(m.busy.level) })
	m.sample("workers_orphaned", func() int { return int(m.forNobody.level) })
	m.sample("queue_length", m.workers.waiting)
}

func (m *orphans) report() *Result {
	r := m.result()
	jobs := float64(r.Ledger.Requests)
	worked, wasted := m.busy.seconds(m.end), m.forNobody.seconds(m.end)
	r.Summary = []Figure{
		{"jobs", jobs}, {"orphaned", float64(m.orphaned)}, {"orphaned_share", quotient(float64(m.orphaned), jobs)},
		{"wasted_worker_seconds", wasted}, {"wasted_share", quotient(wasted, worked)}, {"results_never_read", float64(m.neverRead)},
	}
	r.Sentence = m.sentence(r.Ledger, wasted, worked)
	r.Observers = m.observers(r, wasted, worked)
	return r
}

func (m *orphans) sentence(l Ledger, wasted, worked float64) string {
	if m.orphaned == 0 {
		return "Nobody left before one of " + howMany(l.Requests, "job", "jobs") + " was done."
	}
	said := "The users of " + thousands(float64(m.orphaned)) + " of " + howMany(l.Requests, "job", "jobs") + " left before it was done. "
	return said + "The workers spent " + percent(wasted, worked) + " of their time for nobody, and " + howMany(m.neverRead, "result is", "results are") + " never read."
}

// percent is a share in hundredths, to two digits.
func percent(part, whole float64) string {
	return inHundredths(part/max(whole, 1e-12), 2) + "%"
}
