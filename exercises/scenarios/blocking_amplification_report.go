package scenarios

import "fmt"

// record says what the run's series count.
func (m *blocking) record() {
	m.clients.offered, m.clients.goodput = m.series("offered"), m.series("goodput")
	m.clients.timeouts, m.throughput = m.series("timeouts"), m.series("throughput")
	m.sample("threads_held", m.service.inUse)
	m.sample("threads_wasted", m.service.inVain)
	m.sample("queue_length", m.service.waiting)
	m.ticks = append(m.ticks, m.nameLine)
}

// nameLine names the first buckets at whose ends the wait is as long as the work, five times as long, and
// longer than the callers' patience.
func (m *blocking) nameLine() {
	backlog := m.service.backlog()
	for _, long := range []struct {
		id    string
		times float64
	}{{"twice", 1}, {"long", 5}} {
		if backlog >= long.times*m.service.mean {
			m.moment(long.id, fmt.Sprintf("all threads are held and %d wait: about %s s until the next one's turn", m.service.waiting(), thousands(significantTo(backlog, 2))))
		}
	}
	if patience := m.clients.patience; patience > 0 && backlog > patience {
		m.moment("in-vain", "whoever joins the line now will have left before the turn comes")
	}
}

func (m *blocking) report() *Result {
	r := m.result()
	seconds := m.end.Seconds()
	done := float64(r.Ledger.Useful + r.Ledger.Wasted)
	r.Summary = []Figure{
		{"utilisation", quotient(m.held.seconds(m.end), m.threads.seconds(m.end))},
		{"mean_wait", m.service.waited.mean()}, {"mean_latency", m.latency.mean()},
		{"p50", m.latency.percentile(.5)}, {"p95", m.latency.percentile(.95)}, {"p99", m.latency.percentile(.99)},
		{"throughput", done / seconds}, {"goodput", float64(r.Ledger.Useful) / seconds},
		{"mean_in_system", m.inside.mean(m.end)}, {"timed_out", float64(m.gaveUp)},
	}
	r.Sentence = m.sentence(r)
	return r
}

func (m *blocking) sentence(r *Result) string {
	used, _ := r.Figure("utilisation").(float64)
	held := fmt.Sprintf("The threads were held %s%% of the time.", inHundredths(used, 3))
	if wasted := r.Ledger.Wasted; wasted > 0 {
		return fmt.Sprintf("%s They did %s, %s of them for callers who had left.", held, howMany(r.Ledger.Useful+wasted, "request", "requests"), thousands(float64(wasted)))
	}
	slowest, ok := r.Figure("p99").(float64)
	if !ok {
		return held + " Nothing was finished."
	}
	return fmt.Sprintf("%s Half of the requests took under %s s, one in a hundred over %s s, for %s s of work.", held,
		thousands(significantTo(r.Figure("p50").(float64), 2)), thousands(significantTo(slowest, 2)), thousands(m.numbers["service_time"]))
}
