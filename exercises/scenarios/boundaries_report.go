package scenarios

import (
	"fmt"

	"arrowbook/exercises/simulation"
)

// boxes is what each box shows in each phase.
type boxes struct {
	phase                 phase
	coresBusy, coresThere gauge              // at this instant
	busy, there           [allPhases]float64 // core seconds
	busyUntil, thereUntil float64
	deepest               [allPhases]int // the queue
	estimates             [allPhases]float64
	answers, inDB, inTax  phased
	estimatedSeries       []float64
}

// next ends a phase and begins another.
func (b *boxes) next(p phase, now simulation.Time) {
	busy, there := b.coresBusy.seconds(now), b.coresThere.seconds(now)
	b.busy[b.phase] += busy - b.busyUntil
	b.there[b.phase] += there - b.thereUntil
	b.phase, b.busyUntil, b.thereUntil = p, busy, there
}

// record says what the run's series and summary count.
func (m *bounded) record() {
	m.clients.tally = m.newTally()
	m.clients.offered, m.clients.attempts = m.series("offered"), m.series("attempts")
	m.clients.goodput, m.clients.timeouts = m.series("goodput"), m.series("timeouts")
	m.estimatedSeries = m.series("estimated")
	m.sample("workers_busy", m.checkout.inUse)
	m.sample("workers_wasted", m.checkout.inVain)
	m.sample("checkout_line", m.checkout.waiting)
	m.sample("queue_depth", m.queue.waiting)
	m.sampleMean("db_time", &m.inDB)
	m.sampleMean("tax_time", &m.inTax)
	m.sampleCores()
}

// sampleCores lets a series show the share of the cores that were in use during each bucket.
func (m *bounded) sampleCores() {
	into, lastBusy, lastThere := m.series("cores_busy"), 0.0, 0.0
	m.ticks = append(m.ticks, func() {
		busy, there := m.coresBusy.seconds(m.now()), m.coresThere.seconds(m.now())
		into[m.bucket] = (busy - lastBusy) / (there - lastThere)
		lastBusy, lastThere = busy, there
	})
}

func (m *bounded) report() *Result {
	o := m.outage(m.clients.tally)
	m.nameEnding(o)
	ratio(m.series("amplification"), m.clients.attempts, m.clients.offered)
	r := m.result()
	r.Summary = []Figure{{"goodput_before", o.before}, {"goodput_during", o.during}}
	r.Summary = append(r.Summary, m.figures(duringPhase, "")...)
	r.Summary = append(r.Summary, m.figures(beforePhase, "_before")...)
	r.Summary = append(r.Summary, Figure{"estimated_share", m.estimatedShare()})
	r.Sentence = m.sentence(o, r)
	return r
}

// figures is what each box shows in a phase.
func (m *bounded) figures(p phase, suffix string) []Figure {
	from, to := m.span(p)
	var deepest, retries any
	if to > from {
		deepest = float64(m.deepest[p])
	}
	if attempts, ok := m.shareIn(p, m.clients.tally.attempts, m.clients.tally.requests).(float64); ok {
		retries = attempts - 1
	}
	return []Figure{
		{"checkout_cpu_share" + suffix, quotient(m.busy[p], m.there[p])}, {"checkout_p99" + suffix, m.answers[p].percentile(.99)},
		{"db_p99" + suffix, m.inDB[p].percentile(.99)}, {"queue_depth_peak" + suffix, deepest},
		{"tax_p99" + suffix, m.inTax[p].percentile(.99)}, {"client_retry_rate" + suffix, retries},
	}
}

// estimatedShare is how many of the useful answers have an estimated tax while the tax API is slow.
func (m *bounded) estimatedShare() any {
	from, to := m.span(duringPhase)
	return quotient(m.estimates[duringPhase], sum(m.clients.tally.successes, from, to))
}

func (m *bounded) sentence(o outage, r *Result) string {
	if m.trigger == nil {
		return m.world.sentence(o, "")
	}
	percent := func(name string) string {
		v, _ := r.Figure(name).(float64)
		return inHundredths(v, 2)
	}
	requests, _ := m.in(duringPhase, m.clients.tally.requests).(float64)
	said := fmt.Sprintf("While the tax API was slow, %s of %s requests a second were answered in time.", figure(o.during), figure(requests))
	if m.estimates[duringPhase] > 0 {
		said += fmt.Sprintf(" %s%% of these answers had an estimated tax.", percent("estimated_share"))
	}
	return said + fmt.Sprintf(" Checkout had %s%% of its cores in use, as against %s%% before, and for each 100 requests its clients came back %s times.",
		percent("checkout_cpu_share"), percent("checkout_cpu_share_before"), percent("client_retry_rate"))
}
