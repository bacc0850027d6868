package scenarios

import (
	"context"
	"fmt"
	"math"
)

var availabilityCoupling = &Scenario{
	ID: "availability-coupling", Title: "Five others must be up", Version: 1, Axis: TimeAxis,
	Lead:  "A service needs five others for each answer. Each of them is up 99% of the time: see how often all five are.",
	Model: "A service asks its dependencies one after the other for each request. Each dependency is up and down by itself, both for exponential times, with a given share of the time up. Inline, a request fails when any of them is down. With a fallback the service answers from what it last knew: the answer is there, and stale. Queued, the service accepts the request and finishes it when all are up again; what still waits at the end counts with its wait so far. Left out: the time that calls take, load, retries, and dependencies that fail together. All start up. The numbers are chosen so that each dependency looks good by itself: 99% with failures of a minute on average. If they fail independently, all are up for the product of their shares.",
	Params: []Param{
		integer("depth", "Dependencies", 5, 0, maxDepth, 10),
		share("availability", "Each is up", .99).slider(.9, 1, .005),
		secondsParam("mean_down", "A failure lasts", 60, .1, 1e6).slider(10, 600, 10),
		{Name: "mode", Label: "When one is down", Kind: Option, DefaultOption: "inline", Options: []string{"inline", "fallback", "queued"}, Control: true,
			Help: "inline: fail; fallback: answer with what was last known; queued: accept now, finish later"},
		rate("arrival_rate", "Requests", 1, 1000).slider(.1, 5, .1),
		secondsParam("duration", "Duration", 86_400, 60, 1e8),
	},
	SummaryNames: []string{"availability_seen", "availability_predicted", "mean_extra_delay", "stale_share"},
	Series: []SeriesInfo{
		{Name: "offered", Label: "requests per second", Unit: "/s", Chart: LoadChart, Look: "offered"},
		{Name: "goodput", Label: "answered per second", Unit: "/s", Chart: LoadChart, Look: "good", Area: true},
		{Name: "failed", Label: "failed per second", Unit: "/s", Chart: LineChart, Look: "bad", Area: true},
		{Name: "stale", Label: "stale per second", Unit: "/s", Chart: LineChart, Look: "retry"},
		{Name: "deferred", Label: "put off per second", Unit: "/s", Chart: LineChart, Look: "line"},
		{Name: "queue_length", Label: "accepted, not yet finished"},
		{Name: "dependencies_down", Label: "dependencies down"},
	},
	Stations: []Station{
		{ID: "clients", Kind: Node, Label: "clients"}, {ID: "clients->service", Kind: Link},
		{ID: "service.line", Kind: Line, Label: "backlog", WaitingSeries: "queue_length"}, {ID: "service", Kind: Node, Label: "service"},
		{ID: "service->dependencies", Kind: Link}, {ID: "dependencies", Kind: Node, Label: "dependencies", Figure: "dependencies_down", FigureWords: "down"},
	},
	Offers: []Offer{
		{"mode", "fallback", "Answer with what was last known"}, {"mode", "queued", "Accept now, finish later"}, {"depth", "1", "Depend on one"},
	},
	run: runCoupled,
}

// maxDepth is how many dependencies there are at most. All of them live, whether or not they are asked, so
// that another depth meets the same failures.
const maxDepth = 20

// coupled is clients -> service -> dependencies; the service is the link's callee.
type coupled struct {
	*world
	arrivals     *source
	clients      *link
	dependencies [maxDepth]*upDown
	depth        int
	mode         string
	accepted     fifo // waits until all are up
	stale        int64
	delay        latencies // beyond an answer at once

	failures, stales, deferrals []float64
}

func runCoupled(ctx context.Context, s *settings) (*Result, error) {
	m := newCoupled(s)
	if err := m.run(ctx); err != nil {
		return nil, err
	}
	return m.report(), nil
}

func newCoupled(s *settings) *coupled {
	m := &coupled{world: newWorld(s)}
	for i := range m.dependencies {
		m.dependencies[i] = m.newUpDown(uint64(i+1), m.numbers["availability"], m.numbers["mean_down"])
		m.dependencies[i].changed = m.changed
	}
	m.clients = m.newLink("clients->service", m)
	m.arrivals = m.newSource(drawArrival, m.clients.request)
	m.read(m.set)
	m.record()
	return m
}

// set takes the parameters as they stand; a failure or repair that is already on its way keeps its time.
func (m *coupled) set() {
	m.arrivals.rate = m.numbers["arrival_rate"]
	m.depth, m.mode = int(m.numbers["depth"]), m.options["mode"]
	for _, d := range m.dependencies {
		d.set(m.numbers["availability"], m.numbers["mean_down"])
	}
	m.finish()
}

// down is how many of the dependencies that are asked are down.
func (m *coupled) down() int {
	n := 0
	for _, d := range m.dependencies[:m.depth] {
		if !d.up {
			n++
		}
	}
	return n
}

// changed is a failure or a repair.
func (m *coupled) changed() {
	switch m.down() {
	case 0:
		m.finish()
	case 1:
		m.moment("first-down", fmt.Sprintf("one of the %d dependencies is down", m.depth))
	case 2:
		m.moment("two-down", "two are down at the same time")
	}
}

// admit fails a request that needs a dependency which is down.
func (m *coupled) admit(bool, float64) bool {
	if m.mode != "inline" || m.down() == 0 {
		return true
	}
	m.rec.add(m.failures, m.now(), 1)
	m.moment("first-failed", "the service is up, and a request fails")
	return false
}

// accept answers a request: at once, with what was last known, or when all are up again.
func (m *coupled) accept(id uint32) {
	switch {
	case m.down() == 0:
		m.answer(id)
	case m.mode == "fallback":
		m.stale++
		m.rec.add(m.stales, m.now(), 1)
		m.moment("first-stale", "a request gets what was last known")
		m.answer(id)
	default:
		m.rec.add(m.deferrals, m.now(), 1)
		m.moment("first-deferred", "a request is accepted and put off")
		c := m.calls.at(id)
		c.state = callInLine
		m.leg(c.token, "service.line")
		m.accepted.push(id)
	}
}

func (m *coupled) abandon(uint32) bool { return false } // callers have no patience to lose

func (m *coupled) answer(id uint32) {
	m.delay.add(m.now() - m.calls.at(id).entered)
	m.clients.answer(id, true)
}

// finish answers what was put off, once all are up.
func (m *coupled) finish() {
	for m.accepted.n > 0 && m.down() == 0 {
		id, _ := m.accepted.pop()
		m.answer(id)
	}
}

// record says what the run's series count.
func (m *coupled) record() {
	m.clients.offered, m.clients.goodput = m.series("offered"), m.series("goodput")
	m.failures, m.stales, m.deferrals = m.series("failed"), m.series("stale"), m.series("deferred")
	m.sample("queue_length", func() int { return m.accepted.n })
	m.sample("dependencies_down", m.down)
}

func (m *coupled) report() *Result {
	r := m.result()
	l := r.Ledger
	for id, ok := m.accepted.pop(); ok; id, ok = m.accepted.pop() {
		m.delay.add(m.end - m.calls.at(id).entered)
	}
	seen := quotient(float64(l.Requests-l.Failed), float64(l.Requests))
	r.Summary = []Figure{
		{"availability_seen", seen}, {"availability_predicted", power(m.numbers["availability"], m.depth)},
		{"mean_extra_delay", m.delay.mean()}, {"stale_share", quotient(float64(m.stale), float64(l.Succeeded))},
	}
	r.Sentence = m.sentence(l, seen)
	return r
}

// power is a share to a whole power, with the same bits everywhere.
func power(share float64, n int) float64 {
	product := 1.0
	for range n {
		product *= share
	}
	return product
}

func (m *coupled) sentence(l Ledger, seen any) string {
	share, ok := seen.(float64)
	if !ok {
		return "Nobody asked."
	}
	asked := fmt.Sprintf("Each dependency is up %s%% of the time; clients got through %s%% of the time.", hundredths(m.numbers["availability"]), hundredths(share))
	switch {
	case m.mode == "fallback" && m.stale > 0:
		return fmt.Sprintf("%s The price: %s of %s answers were stale.", asked, thousands(float64(m.stale)), thousands(float64(l.Succeeded)))
	case m.mode == "queued" && m.delay.sum > 0:
		return fmt.Sprintf("%s The price: a request was finished %s s later on average.", asked, thousands(significantTo(m.delay.mean().(float64), 2)))
	case l.Failed > 0:
		return fmt.Sprintf("%s %s of %s requests failed, and the service itself was never down.", asked, thousands(float64(l.Failed)), thousands(float64(l.Requests)))
	}
	return asked
}

// hundredths writes a share as a percentage with two decimals, or as many as it takes to show what is missing of
// all, rounded down: 100 means all.
func hundredths(share float64) string {
	decimals := 2
	for missing := 1 - share; missing > 1e-12 && missing*math.Pow10(decimals+2) < 1-1e-6; {
		decimals++
	}
	unit := math.Pow10(decimals)
	return thousands(math.Floor(float64(100*unit*share)+1e-6) / unit)
}
