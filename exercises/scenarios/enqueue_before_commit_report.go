package scenarios

import "fmt"

// trace opens the token of a followed request's row or job, on its link.
func (m *enqueuing) trace(id uint64, n uint32, link string) int {
	if !m.tokens.follows(id) {
		return -1
	}
	now := milli(m.now())
	token := m.tokens.begin(id, n, Leg{link, now, now})
	m.tokens.tokens[token].Dup = n > 1
	return token
}

// record says what the run's series count.
func (m *enqueuing) record() {
	m.requests, m.done, m.jobs = m.series("requests"), m.series("done"), m.series("jobs")
	m.sample("jobs_without_row", func() int { return m.rowless })
	m.sample("rows_without_job", func() int { return m.jobless })
	m.sample("duplicates", func() int { return int(m.ledger.Retries) })
	m.sample("in_outbox", func() int { return m.outbox.n })
}

func (m *enqueuing) report() *Result {
	r := m.result()
	l := r.Ledger
	r.Summary = []Figure{
		{"requests", float64(l.Requests)}, {"jobs_without_row", float64(m.rowless)}, {"rows_without_job", float64(m.jobless)},
		{"duplicates", float64(l.Retries)}, {"too_early", float64(m.early)}, {"mean_delay", m.delay.mean()},
	}
	r.Sentence = m.sentence(l)
	return r
}

func (m *enqueuing) sentence(l Ledger) string {
	faults := howMany(l.Requests, "request", "requests") + ": "
	switch {
	case m.rowless+m.jobless == 0:
		faults += "each job found its row, and each row got its job."
	case m.jobless == 0:
		faults += howMany(int64(m.rowless), "job", "jobs") + " found no row."
	case m.rowless == 0:
		faults += howMany(int64(m.jobless), "row", "rows") + " got no job."
	default:
		faults += fmt.Sprintf("%s found no row, and %s got no job.", howMany(int64(m.rowless), "job", "jobs"), howMany(int64(m.jobless), "row", "rows"))
	}
	if m.early > 0 {
		faults += fmt.Sprintf(" Of these jobs %s came too early; the others were for rows that never came.", thousands(float64(m.early)))
	}
	if l.Retries > 0 {
		faults += fmt.Sprintf(" %s sent again: the worker has to know them.", areJobs(l.Retries))
	}
	return faults
}

func areJobs(n int64) string {
	if n == 1 {
		return "1 job was"
	}
	return howMany(n, "job", "jobs") + " were"
}
