package scenarios

import "context"

// The sizes and timeouts of the platform, which nobody turns.
const (
	gatewayThreads  = 200
	serviceThreads  = 400
	dependencySlots = 20
	dependencyTime  = .02
	clientTimeout   = 1.0 // in seconds, as the next two
	gatewayTimeout  = .5
	serviceTimeout  = .25
)

var gracefulDegradation = &Scenario{
	ID: "graceful-degradation", Title: "One slow dependency", Version: 1, Axis: TimeAxis,
	Lead:  "Two services behind one gateway. The dependency of one of them turns slow. Watch the other.",
	Model: "Clients call a gateway of 200 threads with one line. It passes each request on to service A or service B, of 400 threads each, and each service asks a dependency of its own: 20 workers of 0.02 s, which carry 1,000 calls a second. For a minute the dependency of A takes many times as long. A thread is held while it waits for an answer. Clients wait 1 s and do not try again; the gateway gives a service 0.5 s, and a service gives its dependency 0.25 s, and both try again. Without a deadline a call that its caller has abandoned is still done when its turn comes; with it, the call is dropped, and nothing is tried again for it. With the bulkhead each service has half of the gateway's threads and a line of its own; what was in line before it was put in stays in the line of A. A breaker stands on each link inside the platform: 10 failures of the last 20 calls open it for 5 s, then one call probes. Shedding reckons with the dependency's usual time. Amplification is the calls that reach the dependency of A for each request for A; a call that a breaker stops does not reach it. Left out: the services' own work, the network's time, and clients who try again.",
	Params: []Param{
		rate("arrival_rate", "Requests", 400, 20_000).slider(40, 600, 20),
		share("share_a", "Requests for service A", .5).slider(0, 1, .05),
		integer("retries_per_layer", "Retries of each layer", 2, 0, 10, 4),
		share("retry_budget", "Retry budget", 1).slider(0, 1, .05).help("retries that a link lets through per request; 1: no limit").named("1", "none"),
		{Name: "backoff", Label: "Backoff", Kind: Option, DefaultOption: "none", Options: []string{"none", "fixed", "exponential", "full-jitter"}, Control: true},
		secondsParam("backoff_base", "Backoff base", .1, .001, 60).slider(.1, 4, .1),
		toggle("deadline", "Drop what nobody waits for"),
		toggle("breaker", "Circuit breakers"),
		toggle("bulkhead", "Bulkhead in the gateway"),
		toggle("shed", "Refuse when the line is long"),
		{Name: "slow_factor", Label: "Slowed by", Default: 20, Min: 1, Max: 1000},
		secondsParam("slow_from", "Slow from", 30, 0, 1e6),
		secondsParam("slow_for", "Slow for", 60, 0, 1e6).slider(0, 90, 5),
		secondsParam("duration", "Duration", 180, 1, 36_000),
	},
	SummaryNames: []string{"goodput_a", "goodput_b", "goodput_b_during", "peak_amplification", "recovered", "recovery_seconds", "goodput_a_during", "load_a_during", "load_b_during"},
	Series: []SeriesInfo{
		{Name: "offered_a", Label: "requests for A per second", Unit: "/s"},
		{Name: "offered_b", Label: "requests for B per second", Unit: "/s", Chart: LoadChart, Look: "offered"},
		{Name: "calls_a", Label: "calls at A's dependency per second", Unit: "/s", Chart: LoadChart, Look: "retry"},
		{Name: "goodput_a", Label: "useful answers of A per second", Unit: "/s"},
		{Name: "goodput_b", Label: "useful answers of B per second", Unit: "/s", Chart: LoadChart, Look: "good", Area: true},
		{Name: "timeouts", Label: "clients who gave up per second", Unit: "/s"},
		{Name: "threads_busy", Label: "threads of the gateway in use"},
		{Name: "threads_wasted", Label: "working for nobody"},
		{Name: "queue_length", Label: "waiting for a thread of the gateway", Chart: LineChart, Look: "line", Area: true},
		{Name: "service_a_busy", Label: "threads of service A in use"}, {Name: "service_b_busy", Label: "threads of service B in use"},
		{Name: "dependency_busy", Label: "workers of A's dependency busy"}, {Name: "dependency_wasted", Label: "of them for nobody"},
		{Name: "dependency_queue", Label: "waiting for A's dependency"}, {Name: "dependency_b_queue", Label: "waiting for B's dependency"},
		{Name: "amplification", Label: "calls at A's dependency for each request for A"},
	},
	Stations: []Station{
		{ID: "clients", Kind: Node, Label: "clients"}, {ID: "clients->gateway", Kind: Link},
		{ID: "gateway->service-a", Kind: Link}, {ID: "service-a.line", Kind: Line, Label: "line"}, {ID: "service-a", Kind: Node, Label: "service A"},
		{ID: "gateway->service-b", Kind: Link}, {ID: "service-b.line", Kind: Line, Label: "line"}, {ID: "service-b", Kind: Node, Label: "service B"},
		{ID: "service-a->dependency-a", Kind: Link}, {ID: "dependency-a.line", Kind: Line, Label: "line", WaitingSeries: "dependency_queue"},
		{ID: "dependency-a", Kind: Node, Label: "dependency of A"},
		{ID: "service-b->dependency-b", Kind: Link}, {ID: "dependency-b.line", Kind: Line, Label: "line", WaitingSeries: "dependency_b_queue"},
		{ID: "dependency-b", Kind: Node, Label: "dependency of B"},
		{ID: "gateway.line", Kind: Line, Label: "line", WaitingSeries: "queue_length"},
		{ID: "gateway", Kind: Pool, Label: "threads", BusySeries: "threads_busy", WastedSeries: "threads_wasted"},
	},
	Offers: []Offer{
		{"bulkhead", "on", "Give each service half of the threads"}, {"deadline", "on", "Drop what nobody waits for"},
		{"retries_per_layer", "0", "Turn retries off"}, {"retry_budget", "0.1", "Give retries a budget of 10%"},
		{"breaker", "on", "Put breakers on the links"},
	},
	run: runDegradation,
}

// drawSide is whether a request is for service A.
const drawSide = drawOwn

// degradation is clients -> gateway -> two services -> a dependency each.
type degradation struct {
	*world
	arrivals *source
	gateway  *compartments
	a, b     *side
	shareA   float64
	stalled  bool
}

func runDegradation(ctx context.Context, s *settings) (*Result, error) {
	m := newDegradation(s)
	if err := m.run(ctx); err != nil {
		return nil, err
	}
	return m.report(), nil
}

func newDegradation(s *settings) *degradation {
	m := &degradation{world: newWorld(s)}
	m.gateway = m.newCompartments("gateway", gatewayThreads, func(id uint32) { m.sideOf(id).outer.ask(id) })
	m.a, m.b = m.newSide("a"), m.newSide("b")
	m.arrivals = m.newSource(drawArrival, m.request)
	m.tokens.share /= 4 // a request is a token on each of three links, and more with retries
	if m.numbers["slow_factor"] > 1 {
		m.window("slow", m.numbers["slow_from"], m.numbers["slow_for"], m.stall)
	}
	m.read(m.set)
	m.record()
	return m
}

// set takes the parameters as they stand.
func (m *degradation) set() {
	m.arrivals.rate, m.shareA = m.numbers["arrival_rate"], m.numbers["share_a"]
	policy := m.callPolicy()
	policy.retries = uint32(m.numbers["retries_per_layer"])
	m.gateway.set(m.on("bulkhead"), m.on("deadline"))
	for _, d := range []*side{m.a, m.b} {
		d.clients.callPolicy = callPolicy{budgetShare: 1, shed: policy.shed}.within(clientTimeout)
		d.outer.callPolicy, d.inner.callPolicy = policy.within(gatewayTimeout), policy.within(serviceTimeout)
		d.outer.deadline, d.inner.deadline = m.on("deadline"), m.on("deadline")
		d.service.leaves, d.dependency.leaves = m.on("deadline"), m.on("deadline")
	}
	m.setSpeed()
}

// request sends a client's request to its service.
func (m *degradation) request(id uint64) {
	if m.draw.Hit(m.shareA, drawSide, id, 0) {
		m.a.clients.request(id)
		return
	}
	m.b.clients.request(id)
}

// sideOf is the service that a call at the gateway is for.
func (m *degradation) sideOf(id uint32) *side {
	if m.calls.at(id).link == m.a.clients {
		return m.a
	}
	return m.b
}

// stall is the trigger.
func (m *degradation) stall(on bool) {
	m.stalled = on
	m.setSpeed()
	if on {
		m.moment("slow", "A's dependency takes "+thousands(m.numbers["slow_factor"])+" times as long")
		return
	}
	m.moment("well", "A's dependency is well again")
}

func (m *degradation) setSpeed() {
	m.a.dependency.slow = 1
	if m.stalled {
		m.a.dependency.slow = m.numbers["slow_factor"]
	}
}
