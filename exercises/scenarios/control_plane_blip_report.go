package scenarios

import "fmt"

// record says what the run's series count.
func (m *cluster) record() {
	m.renewals, m.unanswered = m.series("renewals"), m.series("unanswered")
	m.sample("nodes_up", func() int { return m.upNodes })
	m.sample("nodes_stale", func() int { return m.stale })
	m.sample("restarting", func() int { return m.waiting })
	down := m.series("minutes_down")
	m.ticks = append(m.ticks, func() { down[m.bucket] = m.down.seconds(m.now()) / 60 })
}

func (m *cluster) report() *Result {
	r := m.result()
	r.slots["data-plane"] = m.size
	down, blip := m.down.seconds(m.end), m.blip.seconds(m.end)
	r.Summary = []Figure{
		{"blips", float64(m.blips)}, {"outages", float64(m.outages)}, {"availability_seen", 1 - down/m.end.Seconds()},
		{"minutes_down", down / 60}, {"blip_minutes", blip / 60},
	}
	r.Sentence = m.sentence(down/60, blip/60)
	return r
}

func (m *cluster) sentence(down, blip float64) string {
	if m.blips == 0 {
		return "The control plane was there all the time, and so was the data plane."
	}
	away := fmt.Sprintf("The control plane was away %s, for %s min in all.", times(m.blips), thousands(significantTo(blip, 3)))
	if m.outages == 0 {
		return away + " The data plane was never without a node."
	}
	return fmt.Sprintf("%s The data plane was without a node %s, for %s min in all. No node was broken.", away, times(m.outages), thousands(significantTo(down, 3)))
}

// times says how often.
func times(n int) string {
	if n == 1 {
		return "once"
	}
	return thousands(float64(n)) + " times"
}
