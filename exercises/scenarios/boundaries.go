package scenarios

import "context"

// What nobody turns: a worker of checkout comes with its part of the cores and of the queue's consumers.
const (
	workersPerCore     = 50
	workersPerConsumer = 50
	consumeTime        = .02 // in seconds, as the next
	taxPatience        = 1.0 // with the breaker
)

var boundaries = &Scenario{
	ID: "boundaries", Title: "Three boundaries", Version: 1, Axis: TimeAxis,
	Lead:  "Checkout is slow. Its processors idle, its database is quick, its queue is short. Watch who comes back.",
	Model: "Clients call checkout. One of its workers does a little work of its own, asks the database, asks a third party's tax API, puts a message into a queue and answers; it is held all the while. For a minute the tax API takes ten times as long. A client gives up after the timeout, waiting included, and tries again at most so many times. A call in line for a worker leaves when its client gives up; a call that a worker has is done to its end, for nobody. With the bulkhead at most half of the workers wait for the tax API; with the breaker checkout gives the tax API 1 s, 10 slow calls of the last 20 open the breaker for 5 s, and then one call probes. Where the tax API is not asked or does not answer in time, the answer has an estimated tax, and it counts. A message waits for one of the queue's consumers, 0.02 s each. There is a core for each 50 workers, and a consumer too, so that more workers meet the same. Left out: waiting for the database, which has room to spare, and orders that are placed twice because a client came back. The figures are of the slow minute; those that end in before are from the warm-up to its beginning.",
	Params: []Param{
		rate("arrival_rate", "Requests", 100, 20_000).slider(10, 200, 5),
		integer("retries", "Retries of the clients", 2, 0, 20, 5),
		secondsParam("timeout", "Timeout of the clients", 3, 0, 600).slider(.5, 15, .5).help("0: a client never gives up").named("0", "never"),
		toggle("bulkhead", "Half of the workers for the tax API"),
		toggle("breaker", "Circuit breaker to the tax API"),
		integer("checkout_workers", "Workers of checkout", 150, 1, 10_000, 600),
		secondsParam("checkout_time", "Checkout's own work", .005, 0, 60),
		secondsParam("db_time", "Time of the database", .01, 0, 60),
		secondsParam("tax_time", "Time of the tax API", .15, .0001, 60),
		{Name: "slow_factor", Label: "Slowed by", Default: 10, Min: 1, Max: 1000},
		secondsParam("slow_from", "Slow from", 60, 0, 1e6),
		secondsParam("slow_for", "Slow for", 60, 0, 1e6).slider(0, 120, 5),
		secondsParam("duration", "Duration", 210, 1, 36_000),
	},
	SummaryNames: []string{
		"goodput_before", "goodput_during", "checkout_cpu_share", "checkout_p99", "db_p99", "queue_depth_peak", "tax_p99", "client_retry_rate",
		"checkout_cpu_share_before", "checkout_p99_before", "db_p99_before", "queue_depth_peak_before", "tax_p99_before", "client_retry_rate_before", "estimated_share",
	},
	Series: []SeriesInfo{
		{Name: "offered", Label: "requests per second", Unit: "/s"},
		{Name: "attempts", Label: "calls at checkout per second", Unit: "/s", Chart: LoadChart, Look: "retry"},
		{Name: "goodput", Label: "useful answers per second", Unit: "/s", Chart: LoadChart, Look: "good", Area: true},
		{Name: "estimated", Label: "of them with an estimated tax", Unit: "/s"},
		{Name: "timeouts", Label: "timeouts per second", Unit: "/s"},
		{Name: "cores_busy", Label: "A: share of checkout's cores in use"},
		{Name: "workers_busy", Label: "A: workers of checkout held"},
		{Name: "workers_wasted", Label: "working for nobody"},
		{Name: "checkout_line", Label: "waiting for a worker", Chart: LineChart, Look: "line", Area: true},
		{Name: "db_time", Label: "B: seconds for a call at the database"},
		{Name: "queue_depth", Label: "B: messages in the queue"},
		{Name: "tax_time", Label: "C: seconds for a call at the tax API"},
		{Name: "amplification", Label: "C: calls for each request"},
	},
	Stations: []Station{
		{ID: "clients", Kind: Node, Label: "clients"}, {ID: "clients->checkout", Kind: Link}, {ID: "checkout.line", Kind: Line, Label: "line", WaitingSeries: "checkout_line"},
		{ID: "checkout", Kind: Pool, Label: "workers", BusySeries: "workers_busy", WastedSeries: "workers_wasted"},
		{ID: "checkout->db", Kind: Link}, {ID: "db", Kind: Node, Label: "db"},
		{ID: "checkout->queue", Kind: Link}, {ID: "queue.line", Kind: Line, Label: "line", WaitingSeries: "queue_depth"}, {ID: "queue", Kind: Node, Label: "queue"},
		{ID: "checkout->tax-api", Kind: Link}, {ID: "tax-api", Kind: Node, Label: "tax API"},
	},
	Offers: []Offer{
		{"retries", "0", "Turn the clients' retries off"}, {"bulkhead", "on", "Let half of the workers wait for the tax API"},
		{"breaker", "on", "Put a breaker before the tax API"}, {"checkout_workers", "300", "Double the workers"},
	},
	run: runBoundaries,
}

// drawCores is how long checkout works on a call itself, drawConsume how long a message takes its consumer.
const (
	drawCores = drawOwn + iota
	drawConsume
)

// bounded is clients -> checkout -> db, queue, tax API.
type bounded struct {
	*world
	arrivals             *source
	clients, toDB, toTax *link
	checkout, db, taxAPI *server
	cores, queue         *pool
	messages             slab[placed]
	worked, consumed     uint32 // kinds of events
	ownTime              float64
	bulkhead             bool
	taxing               int // workers that wait for the tax API
	stalled              bool
	boxes
}

func runBoundaries(ctx context.Context, s *settings) (*Result, error) {
	m := newBounded(s)
	if err := m.run(ctx); err != nil {
		return nil, err
	}
	return m.report(), nil
}

func newBounded(s *settings) *bounded {
	m := &bounded{world: newWorld(s)}
	m.checkout, m.db, m.taxAPI = m.newServer("checkout"), m.newServer("db"), m.newServer("tax-api")
	m.checkout.leaves, m.checkout.work = true, m.serve
	m.checkout.firstWait = func() { m.moment("full", "all "+thousands(float64(m.checkout.slots))+" workers of checkout held") }
	m.db.slots, m.taxAPI.slots = unbounded, unbounded
	m.clients = m.newLink("clients->checkout", answering{m.checkout, m})
	m.toDB, m.toTax = m.newLink("checkout->db", m.db), m.newLink("checkout->tax-api", m.taxAPI)
	m.toDB.callPolicy = callPolicy{budgetShare: 1}
	m.toTax.timedOut = true // the first timeout that is named is a client's
	m.cores, m.worked = m.newPool("cores", m.work), m.handle(m.ask)
	m.toDB.ended = func(id uint32, _ bool) { m.tax(m.calls.at(id).parent) }
	m.toTax.ended = m.taxed
	m.queue, m.consumed = m.newPool("queue", m.consume), m.handle(m.forget)
	m.arrivals = m.newSource(drawArrival, m.clients.request)
	m.tokens.share /= 4 // a request is a token on each of four links
	if m.numbers["slow_factor"] > 1 {
		m.window("slow", m.numbers["slow_from"], m.numbers["slow_for"], m.stall)
	}
	m.phases(m.enter)
	m.read(m.set)
	m.record()
	return m
}

// set takes the parameters as they stand.
func (m *bounded) set() {
	m.arrivals.rate = m.numbers["arrival_rate"]
	m.clients.callPolicy = m.callPolicy()
	m.clients.hasBreaker = false // it stands before the tax API
	m.toTax.callPolicy = callPolicy{budgetShare: 1}
	if m.on("breaker") {
		m.toTax.callPolicy = callPolicy{budgetShare: 1, hasBreaker: true}.within(taxPatience)
	}
	m.db.mean, m.taxAPI.mean = m.numbers["db_time"], m.numbers["tax_time"]
	m.setSpeed()
	m.ownTime, m.bulkhead = m.numbers["checkout_time"], m.on("bulkhead")
	m.checkout.resize(int(m.numbers["checkout_workers"]))
	m.cores.resize(max(m.checkout.slots/workersPerCore, 1))
	m.coresThere.add(m.now(), int64(m.cores.slots)-m.coresThere.level)
	m.queue.resize(max(m.checkout.slots/workersPerConsumer, 1))
}

// stall is the trigger.
func (m *bounded) stall(on bool) {
	m.stalled = on
	m.setSpeed()
	if on {
		m.moment("slow", "the tax API takes "+thousands(m.numbers["slow_factor"])+" times as long")
		return
	}
	m.moment("well", "the tax API is well again")
}

func (m *bounded) setSpeed() {
	m.taxAPI.slow = 1
	if m.stalled {
		m.taxAPI.slow = m.numbers["slow_factor"]
	}
}

// enter begins a phase: what each box shows is kept for each.
func (m *bounded) enter(p phase) {
	m.next(p, m.now())
	m.db.worked, m.taxAPI.worked = &m.inDB[p], &m.inTax[p]
}
