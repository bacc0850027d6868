package scenarios

import "fmt"

// record says what the run's series count.
func (m *errands) record() {
	m.came, m.asked, m.noticed = m.series("jobs"), m.series("asked"), m.series("noticed")
	m.sample("running", func() int { return m.running })
	m.sample("unseen", func() int { return m.unseen })
	m.sample("connections", func() int { return int(m.open.level) })
}

// sayNoticed names the first user who knows.
func (m *errands) sayNoticed(e *errand) {
	if m.delay.n > 1 {
		return
	}
	if waited := (m.now() - e.ended).Seconds(); waited > 0 {
		m.moment("noticed", fmt.Sprintf("the first user knows, %s s after the end", thousands(significantTo(waited, 2))))
		return
	}
	m.moment("noticed", "the first user knows, at once")
}

// sayUnseen names how many jobs are done whose users do not know.
func (m *errands) sayUnseen() {
	switch m.unseen {
	case 10, 100, 1000:
		m.moment(fmt.Sprint("unseen-", m.unseen), thousands(float64(m.unseen))+" jobs are done, and their users do not know")
	}
}

func (m *errands) report() *Result {
	r := m.result()
	l := r.Ledger
	r.Summary = []Figure{
		{"jobs", float64(l.Requests)}, {"mean_notice_delay", m.delay.mean()},
		{"requests_per_job", quotient(float64(l.Attempts), float64(l.Requests))}, {"wasted_polls", float64(l.Refused)},
		{"never_noticed", float64(l.Failed)}, {"connection_seconds_per_job", quotient(m.open.seconds(m.now()), float64(l.Requests))},
	}
	r.Sentence = m.sentence(l)
	r.Observers = m.observers(r)
	return r
}

func (m *errands) sentence(l Ledger) string {
	done := howMany(l.Requests, "job was done", "jobs were done")
	if l.Requests == 0 || l.Succeeded == 0 {
		return done + ", and nobody learned of it."
	}
	said := done + ", and their users learned of it " + m.later() + "."
	if l.Failed > 0 {
		said = fmt.Sprintf("%s. The users of %s never learned of it, the others %s.", done, thousands(float64(l.Failed)), m.later())
	}
	said += " That took " + requestsEach(significantTo(float64(l.Attempts)/float64(l.Requests), 3))
	switch {
	case l.Refused > 0:
		return fmt.Sprintf("%s: %s asked in vain.", said, thousands(float64(l.Refused)))
	case l.Lost > 0:
		return fmt.Sprintf("%s: %s dropped and were opened again.", said, howMany(l.Lost, "stream", "streams"))
	}
	return said + "."
}

// later says how long after the end users know, on average.
func (m *errands) later() string {
	mean := m.delay.mean().(float64)
	if mean == 0 {
		return "at once"
	}
	return thousands(significantTo(mean, 2)) + " s later on average"
}

func requestsEach(n float64) string {
	if n == 1 {
		return "one request for each"
	}
	return thousands(n) + " requests for each"
}
