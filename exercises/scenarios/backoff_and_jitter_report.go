package scenarios

import "fmt"

func (m *contention) report() *Result {
	r := m.result()
	calls, done := float64(r.Ledger.Attempts), m.now().Seconds()
	r.Summary = []Figure{{"calls", calls}, {"completion_seconds", done}, {"calls_per_client", calls / float64(len(m.clients))}, {"half_done_seconds", m.halfDone.Seconds()}}
	r.Sentence = fmt.Sprintf("%s changed one row with %s: %s for each change. Half were done after %s s, the last after %s s.",
		howMany(r.Ledger.Requests, "client", "clients"), howMany(r.Ledger.Attempts, "write", "writes"), thousands(significantTo(calls/float64(len(m.clients)), 3)),
		thousands(significantTo(m.halfDone.Seconds(), 3)), thousands(significantTo(done, 3)))
	if m.kind == "none" && m.numbers["db_time"] == 0 && len(m.clients) > 1 {
		r.Sentence += " Without backoff that is early, because calls cost this database nothing."
	}
	return r
}

// backOff is how long a client waits after a refused write, in seconds.
func (m *contention) backOff(who uint64, c *contender) float64 {
	grown := min(m.base, m.most)
	for n := uint32(0); n < c.attempt && grown < m.most; n++ {
		grown = min(2*grown, m.most)
	}
	drawn := m.draw.Uniform(drawBackoff, who, c.attempt)
	switch m.kind {
	case "exponential":
		return grown
	case "equal-jitter":
		return grown/2 + float64(drawn*grown/2)
	case "full-jitter":
		return drawn * grown
	case "decorrelated":
		c.slept = min(m.most, m.base+float64(drawn*(float64(3*c.slept)-m.base)))
		return c.slept
	}
	return 0
}
