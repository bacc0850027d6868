package scenarios

// record says what the run's series and summary count.
func (m *storm) record() {
	m.api.tally = m.newTally()
	m.api.offered, m.api.attempts = m.series("offered"), m.series("attempts")
	m.api.goodput, m.api.timeouts = m.series("goodput"), m.series("timeouts")
	m.watched = m.newWatch(m.db, m.api)
	m.sample("connections_in_use", m.db.inUse)
	m.sample("connections_wasted", m.db.inVain)
	m.sample("queue_length", m.db.waiting)
	m.ticks = append(m.ticks, m.nameAmplification)
}

// nameAmplification names the first bucket in which each request costs two, three, … attempts.
func (m *storm) nameAmplification() {
	requests, attempts := m.api.offered[m.bucket], m.api.attempts[m.bucket]
	if requests < 20 {
		return // too few to speak of
	}
	for i, word := range []string{"two", "three", "four"} {
		if attempts/requests >= float64(i+2)-.1 {
			m.moment("amplified-"+word, word+" attempts for each request")
		}
	}
}

func (m *storm) report() *Result {
	o := m.outage(m.api.tally)
	m.nameEnding(o)
	ratio(m.series("amplification"), m.api.attempts, m.api.offered)
	r := m.result()
	r.Summary = []Figure{
		{"goodput_before", o.before}, {"goodput_during", o.during}, {"goodput_after", o.after},
		{"peak_amplification", o.peakAmplification}, {"recovered", o.recovered}, {"recovery_seconds", o.recoverySeconds},
		{"outage_seconds", o.outageSeconds}, {"wasted_share", quotient(float64(r.Ledger.Wasted), float64(r.Ledger.Attempts))},
	}
	r.Sentence = m.sentence(o, "The stall")
	r.Observers = m.watched.observers("The dashboard of the database", "Its callers", "connections")
	return r
}
