package scenarios

import (
	"fmt"
	"math"
)

// record says what the run's series and summary count.
func (m *degradation) record() {
	for _, d := range []*side{m.a, m.b} {
		d.clients.tally, d.reached = m.newTally(), make([]float64, int(math.Ceil(m.rec.end-1e-9)))
		d.clients.timeouts = m.series("timeouts")
	}
	m.a.calls = m.series("calls_a")
	m.a.clients.offered, m.b.clients.offered = m.series("offered_a"), m.series("offered_b")
	m.a.clients.goodput, m.b.clients.goodput = m.series("goodput_a"), m.series("goodput_b")
	m.sample("threads_busy", m.gateway.inUse)
	m.sample("threads_wasted", m.gateway.inVain)
	m.sample("queue_length", m.gateway.waiting)
	m.sample("service_a_busy", m.a.service.inUse)
	m.sample("service_b_busy", m.b.service.inUse)
	m.sample("dependency_busy", m.a.dependency.inUse)
	m.sample("dependency_wasted", m.a.dependency.inVain)
	m.sample("dependency_queue", m.a.dependency.waiting)
	m.sample("dependency_b_queue", m.b.dependency.waiting)
	m.gateway.parts[0].firstWait = m.nameFull
}

// nameFull names the first time that a request finds no thread.
func (m *degradation) nameFull() {
	threads := fmt.Sprintf("all %d threads of the gateway taken", gatewayThreads)
	if m.gateway.split {
		threads = fmt.Sprintf("all %d threads for service A taken", m.gateway.parts[0].slots)
	}
	m.moment("full", threads)
}

func (m *degradation) report() *Result {
	a, b := m.a.clients.tally, m.b.clients.tally
	o := m.outage(a.plus(b))
	o.peakAmplification = peak(m.a.reached, a.requests, a.end)
	m.nameEnding(o)
	ratio(m.series("amplification"), m.a.calls, m.a.clients.offered)
	r := m.result()
	r.Ledger.add(*m.b.clients.ledger)
	r.slots[m.gateway.place] = gatewayThreads
	r.Summary = []Figure{
		{"goodput_a", perSecond(a.successes, max(a.end-afterWindow, 0), a.end)}, {"goodput_b", perSecond(b.successes, max(b.end-afterWindow, 0), b.end)},
		{"goodput_b_during", m.in(duringPhase, b.successes)}, {"peak_amplification", o.peakAmplification},
		{"recovered", o.recovered}, {"recovery_seconds", o.recoverySeconds},
		{"goodput_a_during", m.in(duringPhase, a.successes)}, {"load_a_during", m.in(duringPhase, a.requests)}, {"load_b_during", m.in(duringPhase, b.requests)},
	}
	r.Sentence = m.sentence(o, r)
	return r
}

func (m *degradation) sentence(o outage, r *Result) string {
	if m.trigger == nil {
		return m.world.sentence(o, "")
	}
	load, _ := r.Figure("load_b_during").(float64)
	good, _ := r.Figure("goodput_b_during").(float64)
	said := fmt.Sprintf("While A's dependency was slow, service B answered %s of %s requests a second in time.", figure(good), figure(load))
	if o.recoverySeconds == 0.0 {
		return said + " From its end on, useful answers kept up."
	}
	if seconds, ok := o.recoverySeconds.(float64); ok {
		return fmt.Sprintf("%s Useful answers kept up again %s s after that.", said, thousands(seconds))
	}
	return said + " The platform is still down when the run ends."
}
