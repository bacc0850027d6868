package scenarios

import (
	"context"
	"fmt"
)

var retryStorm = &Scenario{
	ID: "retry-storm", Title: "A retry storm", Version: 1, Axis: TimeAxis,
	Lead:  "A database stalls for five seconds. Nothing else goes wrong. Watch what is left of the service afterwards.",
	Model: "Clients call an API, which asks a database. A call holds one of the database's connections for its service time and waits in one line when all are taken. The caller gives up after the timeout, waiting included, and tries again at most so many times. A call that is still in line leaves it when its caller gives up; a query that is already on a connection runs to its end, for nobody. Requests arrive by themselves, whether or not earlier ones were answered. Left out: the API's own threads, the network's time, and any slowing of the database by load. The numbers are those of the task: 100 connections of 50 ms each carry 2,000 calls a second, twice what is asked.",
	Params: []Param{
		rate("arrival_rate", "Requests", 1000, 20_000).slider(100, 2000, 50),
		integer("retries", "Retries", 3, 0, 20, 6),
		secondsParam("timeout", "Timeout", 2, 0, 600).slider(.25, 10, .25).help("0: the caller never gives up").named("0", "never"),
		share("retry_budget", "Retry budget", 1).slider(0, 1, .05).help("retries that the link lets through per request; 1: no limit").named("1", "none"),
		{Name: "backoff", Label: "Backoff", Kind: Option, DefaultOption: "none", Options: []string{"none", "fixed", "exponential", "full-jitter"}, Control: true},
		secondsParam("backoff_base", "Backoff base", .1, .001, 60).slider(.1, 4, .1),
		toggle("breaker", "Circuit breaker"),
		toggle("shed", "Refuse when the line is long"),
		integer("connections", "Connections", 100, 1, 10_000, 400),
		secondsParam("service_time", "Service time", .05, .0001, 60),
		{Name: "slow_factor", Label: "Slowed by", Default: 10, Min: 1, Max: 1000},
		secondsParam("slow_from", "Slow from", 20, 0, 1e6),
		secondsParam("slow_for", "Slow for", 5, 0, 1e6).slider(0, 20, .5),
		share("shed_share", "Turned away at the door", 0),
		secondsParam("duration", "Duration", 120, 1, 36_000),
	},
	SummaryNames: []string{"goodput_before", "goodput_during", "goodput_after", "peak_amplification", "recovered", "recovery_seconds", "outage_seconds", "wasted_share"},
	Series: []SeriesInfo{
		{Name: "offered", Label: "requests per second", Unit: "/s"},
		{Name: "attempts", Label: "attempts per second", Unit: "/s", Chart: LoadChart, Look: "retry"},
		{Name: "goodput", Label: "useful answers per second", Unit: "/s", Chart: LoadChart, Look: "good", Area: true},
		{Name: "timeouts", Label: "timeouts per second", Unit: "/s"},
		{Name: "connections_in_use", Label: "connections in use"},
		{Name: "connections_wasted", Label: "working for nobody"},
		{Name: "queue_length", Label: "waiting in line", Chart: LineChart, Look: "line", Area: true},
		{Name: "amplification", Label: "attempts for each request"},
	},
	Stations: []Station{
		{ID: "clients", Kind: Node, Label: "clients"}, {ID: "clients->api", Kind: Link}, {ID: "api", Kind: Node, Label: "api"},
		{ID: "api->db", Kind: Link}, {ID: "db.line", Kind: Line, Label: "line", WaitingSeries: "queue_length"},
		{ID: "db", Kind: Pool, Label: "connections", BusySeries: "connections_in_use", WastedSeries: "connections_wasted"},
	},
	Offers: []Offer{
		{"retries", "0", "Turn retries off"}, {"retry_budget", "0.1", "Give retries a budget of 10%"},
		{"shed_share", "0.4", "Turn 40% away at the door"}, {"connections", "200", "Double the connections"},
	},
	run: runStorm,
}

// storm is clients -> api -> db: one link, for the api only passes calls on.
type storm struct {
	*world
	arrivals *source
	api      *link
	db       *server
	watched  *watch
	stalled  bool
}

func runStorm(ctx context.Context, s *settings) (*Result, error) {
	m := newStorm(s)
	if err := m.run(ctx); err != nil {
		return nil, err
	}
	return m.report(), nil
}

func newStorm(s *settings) *storm {
	m := &storm{world: newWorld(s)}
	m.db = m.newServer("db")
	m.db.leaves = true
	m.db.firstWait = func() { m.moment("full", fmt.Sprintf("all %d connections taken", m.db.slots)) }
	m.api = m.newLink("clients->api", m.db)
	m.arrivals = m.newSource(drawArrival, m.api.request)
	if m.numbers["slow_factor"] > 1 {
		m.window("slow", m.numbers["slow_from"], m.numbers["slow_for"], m.stall)
	}
	m.read(m.set)
	m.record()
	return m
}

// set takes the parameters as they stand.
func (m *storm) set() {
	m.arrivals.rate = m.numbers["arrival_rate"]
	m.api.callPolicy = m.callPolicy()
	m.db.mean = m.numbers["service_time"]
	m.setSpeed()
	m.db.resize(int(m.numbers["connections"]))
}

// stall is the trigger.
func (m *storm) stall(on bool) {
	m.stalled = on
	m.setSpeed()
	if on {
		m.moment("slow", fmt.Sprintf("the database takes %s times as long", thousands(m.numbers["slow_factor"])))
		return
	}
	m.moment("well", "the database is well again")
}

func (m *storm) setSpeed() {
	m.db.slow = 1
	if m.stalled {
		m.db.slow = m.numbers["slow_factor"]
	}
}
