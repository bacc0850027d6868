package scenarios

import (
	"fmt"
	"slices"
)

// record says what the run's series and summary count.
func (m *stampede) record() {
	m.clients.offered, m.clients.goodput = m.series("offered"), m.series("goodput")
	m.loads.attempts = m.series("loads")
	m.loads.tally = m.newTally()
	m.sample("origin_busy", m.origin.inUse)
	m.sample("queue_length", m.origin.waiting)
	m.sample("fresh", m.freshEntries)
	m.ticks = append(m.ticks, m.nameEmptyLine)
}

// freshEntries is how many keys have an entry that has not expired.
func (m *stampede) freshEntries() int {
	n := 0
	for i := range m.entries[:m.keys] {
		if m.now() < m.entries[i].expires {
			n++
		}
	}
	return n
}

// nameExpiry names the first multiple of the time to live, when nothing spreads the entries.
func (m *stampede) nameExpiry(on bool) {
	if on && m.jitter == 0 && !m.early {
		m.moment("expiry", "the entries that were filled together expire together")
	}
}

// nameEmptyLine names the first bucket after a full line at whose end nobody waits.
func (m *stampede) nameEmptyLine() {
	if m.origin.firstWait == nil && m.origin.waiting() == 0 {
		m.moment("drained", "no load waits at the origin any more")
	}
}

// answered notes how long a request took, by when it came.
func (m *stampede) answered(id uint32, _ bool) {
	began := m.calls.at(id).began
	if began >= m.ttl && began%m.ttl < afterExpiry {
		m.expiry.add(m.now() - began)
		return
	}
	m.otherwise.add(m.now() - began)
}

func (m *stampede) report() *Result {
	r := m.result()
	perExpiry := quotient(float64(m.loads.ledger.Requests), float64(m.expiries))
	r.Summary = []Figure{
		{"origin_peak_rate", slices.Max(m.loads.tally.attempts)}, {"origin_queue_peak", float64(m.queuePeak)},
		{"misses_per_expiry", perExpiry}, {"p99_expiry", m.expiry.percentile(.99)}, {"p99_outside", m.otherwise.percentile(.99)},
		{"hit_share", quotient(float64(m.hits), float64(r.Ledger.Requests))},
	}
	r.Sentence = m.sentence(r)
	return r
}

func (m *stampede) sentence(r *Result) string {
	perExpiry, expired := r.Figure("misses_per_expiry").(float64)
	slow, seen := r.Figure("p99_expiry").(float64)
	usual, ok := r.Figure("p99_outside").(float64)
	if !expired || !seen || !ok {
		return fmt.Sprintf("%s were answered. The run is over before the entries grow old.", howMany(r.Ledger.Succeeded, "request", "requests"))
	}
	line := "The origin's line was never longer than " + howMany(int64(m.queuePeak), "load", "loads")
	if m.queuePeak == 0 {
		line = "No load ever waited at the origin"
	}
	cost := "one load, which is enough"
	if perExpiry > 1 {
		cost = thousands(significantTo(perExpiry, 2)) + " loads on average where one is enough"
	}
	return fmt.Sprintf("An expired entry cost %s. %s. In the ten seconds after an expiry 99%% of the requests were answered within %s s, at other times within %s s.",
		cost, line, thousands(significantTo(slow, 2)), thousands(significantTo(usual, 2)))
}
