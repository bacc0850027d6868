package scenarios

// record says what the run's series count.
func (m *conversations) record() {
	m.arrived, m.ended = m.series("messages"), m.series("done")
	m.sample("workers_busy", func() int { return m.workers.busy })
	m.sample("queue_length", func() int { return m.workers.waiting() + m.held })
	m.sample("out_of_order", func() int { return m.outOfOrder })
}

func (m *conversations) report() *Result {
	r := m.result()
	l := r.Ledger
	r.Summary = []Figure{
		{"messages", float64(l.Requests)}, {"out_of_order", float64(m.outOfOrder)},
		{"out_of_order_share", quotient(float64(m.outOfOrder), float64(l.Requests))},
		{"replies_to_the_future", float64(m.future)}, {"throughput", float64(l.Useful) / m.rec.end}, {"p99", m.spent.percentile(.99)},
	}
	r.Sentence = m.sentence(l)
	return r
}

func (m *conversations) sentence(l Ledger) string {
	done := "Of " + howMany(l.Requests, "message", "messages") + ", " + was(int(l.Useful)) + " done, "
	waiting := ""
	if l.InFlight > l.Requests/20 {
		waiting = " " + howMany(l.InFlight, "still waits.", "still wait.")
	}
	if m.outOfOrder == 0 {
		return done + "all in the order of their conversations." + waiting
	}
	return done + howMany(int64(m.outOfOrder), "of them", "of them") + " before an earlier one of the same conversation." + waiting
}
