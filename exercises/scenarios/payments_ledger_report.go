package scenarios

// record says what the run's series count.
func (m *payments) record() {
	m.sent, m.attempts, m.booked = m.series("sent"), m.series("attempts"), m.series("booked")
	m.sample("dropped", func() int { return m.dropped })
	m.sample("doubled", func() int { return m.doubled })
	m.sample("unacknowledged", m.open.len)
}

// finish is the sender being done with a payment: it knows that it was booked, or has stopped asking.
func (m *payments) finish(i uint32) {
	p := m.open.at(i)
	m.ledger.InFlight--
	if p.acked {
		m.ledger.Succeeded++
	} else {
		m.ledger.Failed++
	}
	if p.booked == 0 {
		m.dropped++
		m.moment("first-dropped", "first payment that is never booked")
	}
	who := m.payers.at(p.payer)
	if who.payments--; who.payments == 0 {
		m.payers.remove(p.payer)
	}
	m.open.remove(i)
}

func (m *payments) report() *Result {
	r := m.result()
	sent := r.Ledger.Requests
	r.Summary = []Figure{
		{"sent", float64(sent)}, {"dropped", float64(m.dropped)}, {"doubled", float64(m.doubled)},
		{"right_share", quotient(float64(sent-int64(m.dropped+m.doubled)), float64(sent))},
	}
	r.Sentence = m.sentence(sent)
	return r
}

func (m *payments) sentence(sent int64) string {
	said := "Of " + howMany(sent, "payment", "payments") + ", "
	switch {
	case m.dropped+m.doubled == 0 && m.byKey:
		return said + "each was booked once. Messages were lost as before; both sides now use one key."
	case m.dropped+m.doubled == 0:
		return said + "each was booked once."
	}
	return said + was(m.dropped) + " never booked and " + was(m.doubled) + " booked more than once."
}

func was(n int) string {
	if n == 0 {
		return "none was"
	}
	return howMany(int64(n), "was", "were")
}
