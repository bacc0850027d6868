package scenarios

import (
	"context"
	"math"

	"arrowbook/exercises/simulation"
)

var loadCurve = &Scenario{
	ID: "load-curve", Title: "What the benchmark did not say", Version: 1, Axis: LoadAxis,
	Lead:  "A benchmark says 12,000 requests a second. The service is asked for a tenth of that, then for two tenths, and so on to twice as much.",
	Model: "Clients call one service. The same service is run once for each offered load, from a small one to twice its capacity, with the same draws each time; the first third of each run is not counted. Calls wait in one line without a bound. The caller gives up after the timeout, waiting included, and tries again at most so many times. The service does not know who has given up: a call in line is done when its turn comes, so that throughput counts what is done and goodput what is useful. Shedding refuses a call when the line holds more than half a timeout of work; a refusal costs the service a small share of a service time, and a refused call may be tried again. Requests arrive by themselves, at random. Left out: the mix of requests, slowing by load, and clients who go away for good. To be quick it is simulated at 1/40 of its size: the default is six workers of 0.02 s, 300 calls a second, shown as 12,000. A small service feels chance more than a large one, so its line is a little longer just below capacity. The capacity is the task's; the other numbers are chosen so that a timeout is 25 service times.",
	Params: []Param{
		{Name: "capacity", Label: "Capacity", Unit: "/s", Default: 12_000, Min: 400, Max: 120_000},
		secondsParam("service_time", "Service time", .02, .001, 1),
		share("reject_cost", "Cost of a refusal", .01).slider(0, .1, .01).help("in service times"),
		integer("retries", "Retries", 3, 0, 20, 6),
		secondsParam("timeout", "Timeout", .5, .01, 5).slider(.1, 5, .1),
		{Name: "backoff", Label: "Backoff", Kind: Option, DefaultOption: "none", Options: []string{"none", "fixed", "exponential", "full-jitter"}, Control: true},
		secondsParam("backoff_base", "Backoff base", .1, .001, 60).slider(.1, 4, .1),
		share("retry_budget", "Retry budget", 1).slider(0, 1, .05).help("retries that the link lets through per request; 1: no limit").named("1", "none"),
		toggle("shed", "Refuse when the line is long"),
		{Name: "steps", Label: "Loads", Kind: Integer, Default: 20, Min: 4, Max: 200},
		secondsParam("duration", "Duration of each load", 30, 1, 3600),
	},
	SummaryNames: []string{"peak_goodput", "peak_at", "bend_at", "goodput_at_2x", "goodput_at_2x_over_peak"},
	Series: []SeriesInfo{
		{Name: "offered", Label: "requests per second", Chart: LoadChart, Look: "offered"},
		{Name: "goodput", Label: "useful answers per second", Chart: LoadChart, Look: "good", Area: true},
		{Name: "throughput", Label: "done per second", Chart: LoadChart, Look: "retry"},
		{Name: "p99", Label: "99 of 100 took at most (s)", Chart: LineChart, Look: "line", Area: true},
	},
	Stations: []Station{
		{ID: "clients", Kind: Node, Label: "clients"}, {ID: "clients->service", Kind: Link}, {ID: "service", Kind: Node, Label: "service", Figure: "goodput_at_2x", FigureWords: "useful answers/s at twice the load"},
	},
	Offers: []Offer{
		{"shed", "on", "Refuse when the line is long"}, {"retry_budget", "0.1", "Give retries a budget of 10%"}, {"retries", "0", "Turn retries off"},
	},
	run: runLoads,
}

// The sweep goes to so many times the capacity, at one loadScale-th of the size.
const (
	mostLoad  = 2.0
	loadScale = 40.0
)

// loaded is clients -> service at one offered load.
type loaded struct {
	*world
	clients *link
	latency latencies
	warm    Ledger          // as the counting began
	from    simulation.Time // when that was
}

func runLoads(ctx context.Context, s *settings) (*Result, error) {
	r, err := sweep(ctx, s, loads(int(s.numbers["steps"]), mostLoad), func(load float64) (*world, func() []float64) {
		m := newLoaded(s, load)
		return m.world, m.figures
	})
	if err != nil {
		return nil, err
	}
	return reportLoads(s, r), nil
}

func newLoaded(s *settings, load float64) *loaded {
	m := &loaded{world: newWorld(s)}
	capacity := m.numbers["capacity"] / loadScale
	service := m.newServer("service")
	service.slots = max(1, int(math.Round(capacity*m.numbers["service_time"])))
	service.mean, service.slow = float64(service.slots)/capacity, 1 // whole workers that carry the capacity to the letter
	service.refusal = m.numbers["reject_cost"]
	m.clients = m.newLink("clients->service", service)
	m.clients.callPolicy, m.clients.ended = m.callPolicy(), m.ended
	m.newSource(drawArrival, m.clients.request).rate = load * capacity
	m.from = m.end / 3
	m.at(m.from, m.handle(m.count), 0)
	return m
}

// count begins the counting.
func (m *loaded) count(uint32) { m.warm = *m.clients.ledger }

// ended measures a request that was answered or has used up its patience; one that was refused at once has
// waited for nothing.
func (m *loaded) ended(id uint32, ok bool) {
	took := m.now() - m.calls.at(id).began
	if m.now() >= m.from && (ok || took > 0) {
		m.latency.add(took)
	}
}

// figures are the values of the series, at full size.
func (m *loaded) figures() []float64 {
	l, scale := m.clients.ledger, loadScale/(m.end-m.from).Seconds()
	slowest, ok := m.latency.percentile(.99).(float64)
	if !ok {
		slowest = math.NaN()
	}
	return []float64{
		float64(l.Requests-m.warm.Requests) * scale, float64(l.Useful-m.warm.Useful) * scale,
		float64(l.Useful+l.Wasted-m.warm.Useful-m.warm.Wasted) * scale, slowest,
	}
}
