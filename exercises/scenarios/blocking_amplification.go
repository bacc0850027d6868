package scenarios

import "context"

var blockingAmplification = &Scenario{
	ID: "blocking-amplification", Title: "What waiting holds", Version: 1, Axis: TimeAxis,
	Lead:  "Ten threads, and each request holds one for a tenth of a second. There is room for 100 a second: watch what the last few of them cost.",
	Model: "One service with so many threads. A request holds a thread for its whole service time, whether the thread works or waits for somebody else. When all threads are held, requests wait in one line, first come, first served. With a timeout the caller gives up, waiting included; the service does not know and does the work when its turn comes. Requests arrive by themselves, at random, whether or not earlier ones were answered. Left out: retries, and any cost of having many threads. The numbers are round ones: 10 threads of 0.1 s carry 100 requests a second. The mean wait is the one that Erlang's formula gives (the M/M/c queue), and with a constant service time and one thread that of the M/D/1 queue.",
	Params: []Param{
		rate("arrival_rate", "Requests", 80, 20_000).slider(10, 130, 1),
		integer("workers", "Threads", 10, 1, 10_000, 30),
		secondsParam("service_time", "Service time", .1, .0001, 60).slider(.02, .3, .01),
		{Name: "distribution", Label: "Service times", Kind: Option, DefaultOption: "exponential", Options: []string{"exponential", "constant"}, Control: true},
		{Name: "queue_limit", Label: "Places in line", Kind: Integer, Default: 0, Min: 0, Max: 1_000_000, SliderMin: 0, SliderMax: 200, SliderStep: 5, Control: true, Help: "0: unbounded", Named: map[string]string{"0": "unbounded"}},
		secondsParam("timeout", "Timeout", 0, 0, 600).slider(0, 5, .1).help("0: the caller never gives up").named("0", "never"),
		secondsParam("duration", "Duration", 120, 1, 1_000_000),
	},
	SummaryNames: []string{"utilisation", "mean_wait", "mean_latency", "p50", "p95", "p99", "throughput", "goodput", "mean_in_system", "timed_out"},
	Series: []SeriesInfo{
		{Name: "offered", Label: "requests per second", Unit: "/s", Chart: LoadChart, Look: "offered"},
		{Name: "throughput", Label: "done per second", Unit: "/s", Chart: LoadChart, Look: "retry"},
		{Name: "goodput", Label: "useful answers per second", Unit: "/s", Chart: LoadChart, Look: "good", Area: true},
		{Name: "timeouts", Label: "timeouts per second", Unit: "/s"},
		{Name: "threads_held", Label: "threads held"},
		{Name: "threads_wasted", Label: "working for nobody"},
		{Name: "queue_length", Label: "waiting in line", Chart: LineChart, Look: "line", Area: true},
	},
	Stations: []Station{
		{ID: "clients", Kind: Node, Label: "clients"}, {ID: "clients->service", Kind: Link},
		{ID: "service.line", Kind: Line, Label: "line", WaitingSeries: "queue_length"},
		{ID: "service", Kind: Pool, Label: "threads", BusySeries: "threads_held", WastedSeries: "threads_wasted"},
	},
	Offers: []Offer{
		{"arrival_rate", "98", "Send 98 a second"}, {"arrival_rate", "120", "Send 120 a second"},
		{"timeout", "0.5", "Let callers give up after 0.5 s"}, {"queue_limit", "20", "Bound the line at 20"},
	},
	run: runBlocking,
}

// blocking is clients -> service.
type blocking struct {
	*world
	arrivals *source
	clients  *link
	service  *server
	done     uint32

	inside, held, threads gauge // in line or served; threads in use; threads in all
	latency               latencies
	gaveUp                int64
	throughput            []float64
}

func runBlocking(ctx context.Context, s *settings) (*Result, error) {
	m := newBlocking(s)
	if err := m.run(ctx); err != nil {
		return nil, err
	}
	return m.report(), nil
}

func newBlocking(s *settings) *blocking {
	m := &blocking{world: newWorld(s)}
	m.service = m.newServer("service")
	m.service.waited, m.service.work = &latencies{}, m.hold
	m.clients = m.newLink("clients->service", entrance{m.service, m})
	m.clients.ended = m.ended
	m.done = m.handle(m.letGo)
	m.arrivals = m.newSource(drawArrival, m.clients.request)
	m.read(m.set)
	m.record()
	return m
}

// set takes the parameters as they stand.
func (m *blocking) set() {
	m.arrivals.rate = m.numbers["arrival_rate"]
	m.clients.callPolicy = m.callPolicy()
	m.service.mean, m.service.slow = m.numbers["service_time"], 1
	m.service.constant = m.options["distribution"] == "constant"
	m.service.limit = int(m.numbers["queue_limit"])
	m.service.resize(int(m.numbers["workers"]))
	m.threads.add(m.now(), int64(m.service.slots)-m.threads.level)
}

// entrance is the service's door: it counts who comes in.
type entrance struct {
	*server
	m *blocking
}

func (e entrance) accept(id uint32) {
	e.m.inside.add(e.m.now(), 1)
	e.server.accept(id)
}

// hold gives a thread to a request for its service time.
func (m *blocking) hold(id uint32) {
	m.held.add(m.now(), 1)
	m.after(m.service.serviceTime(m.calls.at(id)), m.done, id)
}

func (m *blocking) letGo(id uint32) {
	m.held.add(m.now(), -1)
	m.inside.add(m.now(), -1)
	m.rec.add(m.throughput, m.now(), 1)
	m.service.finish(id, true)
}

// ended measures a request that was answered or whose caller gave up; one that was refused has waited for
// nothing.
func (m *blocking) ended(id uint32, ok bool) {
	took := m.now() - m.calls.at(id).began
	if !ok && took == 0 {
		m.moment("refused", "the line is full: a request is refused")
		return
	}
	m.latency.add(took)
	if !ok {
		m.gaveUp++
	}
}
