package scenarios

import (
	"fmt"

	"arrowbook/exercises/simulation"
)

// record says what the run's series count.
func (m *buffer) record() {
	m.madeSeries, m.servedSeries, m.dropped = m.series("produced"), m.series("served"), m.series("dropped")
	m.sample("queue_length", m.consumer.waiting)
	m.sample("blocked", func() int { return int(m.blocked.level) })
	age := m.series("age")
	m.ticks = append(m.ticks, func() {
		age[m.bucket] = m.last.Seconds()
		if m.last >= 5*simulation.Second {
			m.moment("old", "a message is 5 s old when its turn comes")
		}
		if m.trigger != nil && !m.burst && m.consumer.waiting() == 0 {
			m.moment("drained", "the queue is empty again")
		}
	})
}

func (m *buffer) report() *Result {
	r := m.result()
	l := r.Ledger
	dropped := l.Refused + l.Abandoned
	blocked := m.blocked.seconds(m.end)
	r.Summary = []Figure{
		{"peak_queue", float64(m.peak)}, {"dropped", float64(dropped)}, {"blocked_seconds", blocked},
		{"oldest_served_age", m.oldest.Seconds()}, {"throughput", float64(l.Useful) / m.end.Seconds()},
	}
	cost := "No message was dropped, and the producer never waited."
	switch {
	case dropped > 0 && blocked > 0:
		cost = fmt.Sprintf("%s dropped, and the producer waited %s s.", wereDropped(dropped), thousands(significantTo(blocked, 3)))
	case dropped > 0:
		cost = wereDropped(dropped) + " dropped."
	case blocked > 0:
		cost = fmt.Sprintf("No message was dropped: the producer waited %s s.", thousands(significantTo(blocked, 3)))
	}
	r.Sentence = fmt.Sprintf("At most %s waited, and the oldest message was %s s old when its turn came. %s",
		thousands(float64(m.peak)), thousands(significantTo(m.oldest.Seconds(), 3)), cost)
	return r
}

func wereDropped(n int64) string {
	if n == 1 {
		return "1 message was"
	}
	return howMany(n, "message", "messages") + " were"
}
