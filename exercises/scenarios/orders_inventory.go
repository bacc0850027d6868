package scenarios

import (
	"context"

	"arrowbook/exercises/simulation"
)

var ordersInventory = &Scenario{
	ID: "orders-inventory", Title: "Two healthy services", Version: 1, Axis: TimeAxis,
	Lead:  "Inventory was slow for ten seconds. Since then its team measures what it always has, orders waits, and no order goes through.",
	Model: "Clients call orders. Orders does a little work of its own and asks inventory, which has so many workers and one bounded line; a call that finds the line full is refused. Orders gives up on a call after the timeout, waiting included, and tries again at most so many times. Inventory does not know who has given up: a call in line is done when its turn comes, whether or not orders still waits for it. For ten seconds each call takes inventory six times as long. The incident is the time from the end of that to the end of the run. Own time is what a profiler inside inventory sees: the work on a call, without the wait before it. The share that orders awaits is what a profiler inside orders sees. Left out: the patience of the clients, the threads of orders, and the network's time. The numbers are chosen so that inventory has room to spare: 20 workers of 0.06 s carry 333 calls a second, enough for 200 requests and not for 200 requests that are each made four times.",
	Params: []Param{
		rate("arrival_rate", "Requests", 200, 20_000).slider(20, 320, 10),
		integer("retries", "Retries", 3, 0, 20, 6),
		secondsParam("timeout", "Timeout", 1, 0, 600).slider(.25, 5, .25).help("0: orders never gives up").named("0", "never"),
		share("retry_budget", "Retry budget", 1).slider(0, 1, .05).help("retries that the link lets through per request; 1: no limit").named("1", "none"),
		{Name: "backoff", Label: "Backoff", Kind: Option, DefaultOption: "none", Options: []string{"none", "fixed", "exponential", "full-jitter"}, Control: true},
		secondsParam("backoff_base", "Backoff base", .1, .001, 60).slider(.1, 4, .1),
		toggle("shed", "Refuse when the line is long"),
		integer("inventory_workers", "Workers of inventory", 20, 1, 10_000, 80),
		secondsParam("inventory_time", "Inventory's own time", .06, .0001, 60),
		secondsParam("orders_time", "Orders' own time", .005, 0, 60),
		integer("queue_limit", "Places in line", 1000, 0, 1_000_000, 2000).help("0: unbounded").named("0", "unbounded"),
		{Name: "slow_factor", Label: "Slowed by", Default: 6, Min: 1, Max: 1000},
		secondsParam("slow_from", "Slow from", 20, 0, 1e6),
		secondsParam("slow_for", "Slow for", 10, 0, 1e6).slider(0, 30, 1),
		secondsParam("duration", "Duration", 120, 1, 36_000),
	},
	SummaryNames: []string{"orders_await_share", "inventory_own_time_normal", "inventory_own_time_incident", "retry_rate", "retry_rate_normal", "success_rate", "success_rate_normal", "offered_over_baseline", "recovered", "recovery_seconds", "goodput_before", "goodput_during", "goodput_after"},
	Series: []SeriesInfo{
		{Name: "offered", Label: "requests per second", Unit: "/s"},
		{Name: "attempts", Label: "calls at inventory per second", Unit: "/s", Chart: LoadChart, Look: "retry"},
		{Name: "goodput", Label: "useful answers per second", Unit: "/s", Chart: LoadChart, Look: "good", Area: true},
		{Name: "timeouts", Label: "timeouts per second", Unit: "/s"},
		{Name: "inventory_busy", Label: "workers busy"},
		{Name: "inventory_wasted", Label: "working for nobody"},
		{Name: "queue_length", Label: "waiting in line", Chart: LineChart, Look: "line", Area: true},
		{Name: "amplification", Label: "calls for each request"},
		{Name: "own_time", Label: "inventory's own time for a call, in seconds"},
	},
	Stations: []Station{
		{ID: "clients", Kind: Node, Label: "clients"}, {ID: "clients->orders", Kind: Link}, {ID: "orders", Kind: Node, Label: "orders"},
		{ID: "orders->inventory", Kind: Link}, {ID: "inventory.line", Kind: Line, Label: "line", WaitingSeries: "queue_length"},
		{ID: "inventory", Kind: Pool, Label: "workers", BusySeries: "inventory_busy", WastedSeries: "inventory_wasted"},
	},
	Offers: []Offer{
		{"retries", "0", "Turn retries off"}, {"retry_budget", "0.1", "Give retries a budget of 10%"},
		{"shed", "on", "Refuse when the line is long"}, {"inventory_workers", "40", "Double inventory's workers"},
	},
	run: runOrders,
}

// drawOrdersTime is how long orders works on a request itself.
const drawOrdersTime = drawOwn

// ordering is clients -> orders -> inventory. The boundary, orders -> inventory, is the first link: its
// ledger is the run's.
type ordering struct {
	*world
	arrivals          *source
	clients, boundary *link
	orders, inventory *server
	asked             uint32 // the kind of event: orders asks inventory
	ordersTime        float64
	stalled           bool
	phase             phase
	awaited, ordered  [allPhases]simulation.Time // what requests that ended in a phase awaited, and took in all
	ended, succeeded  [allPhases]float64         // requests
	watched           *watch
	own               phased // inventory's work on a call
}

func runOrders(ctx context.Context, s *settings) (*Result, error) {
	m := newOrdering(s)
	if err := m.run(ctx); err != nil {
		return nil, err
	}
	return m.report(), nil
}

func newOrdering(s *settings) *ordering {
	m := &ordering{world: newWorld(s)}
	m.inventory, m.orders = m.newServer("inventory"), m.newServer("orders")
	m.boundary = m.newLink("orders->inventory", m.inventory)
	m.clients = m.newLink("clients->orders", m.orders)
	m.clients.callPolicy = callPolicy{budgetShare: 1}
	m.orders.slots = unbounded
	m.asked = m.handle(m.boundary.ask)
	m.orders.work = m.order
	m.boundary.ended = m.answered
	m.arrivals = m.newSource(drawArrival, m.clients.request)
	if m.numbers["slow_factor"] > 1 {
		m.window("slow", m.numbers["slow_from"], m.numbers["slow_for"], m.stall)
	}
	m.phases(m.enter)
	m.read(m.set)
	m.record()
	return m
}

// set takes the parameters as they stand.
func (m *ordering) set() {
	m.arrivals.rate = m.numbers["arrival_rate"]
	m.ordersTime = m.numbers["orders_time"]
	m.boundary.callPolicy = m.callPolicy()
	m.inventory.mean = m.numbers["inventory_time"]
	m.inventory.limit = int(m.numbers["queue_limit"])
	m.setSpeed()
	m.inventory.resize(int(m.numbers["inventory_workers"]))
}

// order is what orders does with a request: its own work, then the call.
func (m *ordering) order(id uint32) {
	c := m.calls.at(id)
	m.afterSeconds(m.draw.Exponential(drawOrdersTime, c.request, 0)*m.ordersTime, m.asked, id)
}

// answered is the end of a request's calls at inventory.
func (m *ordering) answered(id uint32, ok bool) {
	c := m.calls.at(id)
	m.awaited[m.phase] += m.now() - c.began
	m.ordered[m.phase] += m.now() - m.calls.at(c.parent).started
	m.ended[m.phase]++
	if ok {
		m.succeeded[m.phase]++
	}
	m.orders.finish(c.parent, ok)
}

// stall is the trigger.
func (m *ordering) stall(on bool) {
	m.stalled = on
	m.setSpeed()
	if on {
		m.moment("slow", "inventory takes "+thousands(m.numbers["slow_factor"])+" times as long")
		return
	}
	m.moment("well", "inventory is well again")
}

func (m *ordering) setSpeed() {
	m.inventory.slow = 1
	if m.stalled {
		m.inventory.slow = m.numbers["slow_factor"]
	}
}

// enter begins a phase: what the profilers see is kept for each.
func (m *ordering) enter(p phase) {
	m.phase = p
	m.inventory.worked = &m.own[p]
}
