package scenarios

import "fmt"

// record says what the run's series and summary count. All of it is the boundary's.
func (m *ordering) record() {
	m.boundary.tally = m.newTally()
	m.boundary.offered, m.boundary.attempts = m.series("offered"), m.series("attempts")
	m.boundary.goodput, m.boundary.timeouts = m.series("goodput"), m.series("timeouts")
	m.watched = m.newWatch(m.inventory, m.boundary)
	m.sample("inventory_busy", m.inventory.inUse)
	m.sample("inventory_wasted", m.inventory.inVain)
	m.sample("queue_length", m.inventory.waiting)
	m.sampleMean("own_time", &m.own)
	m.ticks = append(m.ticks, m.nameFullLine)
}

// nameFullLine names the first bucket at whose end the line is full.
func (m *ordering) nameFullLine() {
	if m.inventory.full() {
		m.moment("full", fmt.Sprintf("the line is full: %s calls wait", thousands(float64(m.inventory.waiting()))))
	}
}

func (m *ordering) report() *Result {
	t := m.boundary.tally
	o := m.outage(t)
	m.nameEnding(o)
	ratio(m.series("amplification"), m.boundary.attempts, m.boundary.offered)
	r := m.result()
	r.Summary = []Figure{
		{"orders_await_share", quotient(m.awaited[afterPhase].Seconds(), m.ordered[afterPhase].Seconds())},
		{"inventory_own_time_normal", m.own[beforePhase].mean()}, {"inventory_own_time_incident", m.own[afterPhase].mean()},
		{"retry_rate", m.retryRate(afterPhase)}, {"retry_rate_normal", m.retryRate(beforePhase)},
		{"success_rate", quotient(m.succeeded[afterPhase], m.ended[afterPhase])}, {"success_rate_normal", quotient(m.succeeded[beforePhase], m.ended[beforePhase])},
		{"offered_over_baseline", over(m.in(afterPhase, t.attempts), m.in(beforePhase, t.attempts))},
		{"recovered", o.recovered}, {"recovery_seconds", o.recoverySeconds},
		{"goodput_before", o.before}, {"goodput_during", o.during}, {"goodput_after", o.after},
	}
	r.Sentence = m.sentence(o, r)
	r.Observers = m.watched.observers("The dashboard of inventory", "Orders, which calls it", "workers")
	return r
}

// retryRate is retries for each request in a phase.
func (m *ordering) retryRate(p phase) any {
	attempts, ok := m.shareIn(p, m.boundary.tally.attempts, m.boundary.tally.requests).(float64)
	if !ok {
		return nil
	}
	return attempts - 1
}

func (m *ordering) sentence(o outage, r *Result) string {
	retries, ok := r.Figure("retry_rate").(float64)
	if !ok || o.recovered == true {
		return m.world.sentence(o, "The slow spell")
	}
	awaits, _ := r.Figure("orders_await_share").(float64)
	own, _ := r.Figure("inventory_own_time_incident").(float64)
	normal, _ := r.Figure("inventory_own_time_normal").(float64)
	success, _ := r.Figure("success_rate").(float64)
	return fmt.Sprintf("Inventory was slow for %s s and has been well since. Orders now waits %s%% of its time, inventory works %s s on each call as it did before (%s s), and %s%% of the requests are answered: each request makes %s calls.",
		thousands(m.trigger.To-m.trigger.From), inHundredths(awaits, 3), thousands(significantTo(own, 2)), thousands(significantTo(normal, 2)),
		inHundredths(success, 2), thousands(significantTo(1+retries, 2)))
}
