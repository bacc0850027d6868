package scenarios

import (
	"context"
	"fmt"
)

var metastable = &Scenario{
	ID: "metastable", Title: "The deploy that was rolled back", Version: 1, Axis: TimeAxis,
	Lead:  "A deploy makes each call a little slower. Four minutes later it is rolled back, and everything is as it was. Except that it is not.",
	Model: "Clients call a platform, which asks a dependency with so many workers. A deploy adds a little to each call for a while. Calls wait in one bounded line; a call that finds it full is refused. The caller gives up after the timeout, waiting included, and tries again at most so many times. The dependency does not know who has given up: a call in line is done when its turn comes, whether or not anybody still waits for it. Requests arrive by themselves. Left out: the platform's own threads, the network's time, and people who go away for good. The numbers are chosen so that the service is vulnerable and not overloaded: 30 workers of 0.1 s carry 300 calls a second, enough for 210 requests but not for 210 requests that are each made twice; during the deploy they carry 200.",
	Params: []Param{
		rate("arrival_rate", "Requests", 210, 20_000).slider(60, 300, 5),
		integer("retries", "Retries", 1, 0, 20, 4),
		secondsParam("timeout", "Timeout", .3, 0, 600).slider(.1, 3, .1).help("0: the caller never gives up").named("0", "never"),
		share("retry_budget", "Retry budget", 1).slider(0, 1, .05).help("retries that the link lets through per request; 1: no limit").named("1", "none"),
		toggle("shed", "Refuse when the line is long"),
		integer("workers", "Workers", 30, 1, 10_000, 90),
		integer("queue_limit", "Places in line", 300, 0, 1_000_000, 600).help("0: unbounded").named("0", "unbounded"),
		secondsParam("service_time", "Service time", .1, .0001, 60),
		secondsParam("bump", "Added by the deploy", .05, 0, 60).slider(0, .2, .01),
		secondsParam("bump_from", "Deployed at", 60, 0, 1e6),
		secondsParam("bump_for", "Rolled back after", 240, 0, 1e6).slider(0, 480, 10),
		share("shed_share", "Turned away at the door", 0),
		secondsParam("duration", "Duration", 900, 1, 36_000),
	},
	SummaryNames: []string{"goodput_before", "goodput_during", "goodput_after", "recovered", "recovery_seconds", "peak_amplification", "wasted_share"},
	Series: []SeriesInfo{
		{Name: "offered", Label: "requests per second", Unit: "/s"},
		{Name: "attempts", Label: "attempts per second", Unit: "/s", Chart: LoadChart, Look: "retry"},
		{Name: "goodput", Label: "useful answers per second", Unit: "/s", Chart: LoadChart, Look: "good", Area: true},
		{Name: "timeouts", Label: "timeouts per second", Unit: "/s"},
		{Name: "workers_busy", Label: "workers busy"},
		{Name: "workers_wasted", Label: "working for nobody"},
		{Name: "queue_length", Label: "waiting in line", Chart: LineChart, Look: "line", Area: true},
		{Name: "amplification", Label: "attempts for each request"},
	},
	Stations: []Station{
		{ID: "clients", Kind: Node, Label: "clients"}, {ID: "clients->platform", Kind: Link}, {ID: "platform", Kind: Node, Label: "platform"},
		{ID: "platform->dependency", Kind: Link}, {ID: "dependency.line", Kind: Line, Label: "line", WaitingSeries: "queue_length"},
		{ID: "dependency", Kind: Pool, Label: "workers", BusySeries: "workers_busy", WastedSeries: "workers_wasted"},
	},
	Offers: []Offer{
		{"retries", "0", "Turn retries off"}, {"shed_share", "0.1", "Turn 10% away at the door"},
		{"shed_share", "0.4", "Turn 40% away at the door"}, {"retry_budget", "0.1", "Give retries a budget of 10%"},
	},
	run: runMetastable,
}

// bumped is clients -> platform -> dependency: one link, for the platform only passes calls on.
type bumped struct {
	*world
	arrivals   *source
	platform   *link
	dependency *server
	watched    *watch
	deployed   bool
}

func runMetastable(ctx context.Context, s *settings) (*Result, error) {
	m := newBumped(s)
	if err := m.run(ctx); err != nil {
		return nil, err
	}
	return m.report(), nil
}

func newBumped(s *settings) *bumped {
	m := &bumped{world: newWorld(s)}
	m.dependency = m.newServer("dependency")
	m.platform = m.newLink("clients->platform", m.dependency)
	m.arrivals = m.newSource(drawArrival, m.platform.request)
	if m.numbers["bump"] > 0 {
		m.window("deployed", m.numbers["bump_from"], m.numbers["bump_for"], m.deploy)
	}
	m.read(m.set)
	m.record()
	return m
}

// set takes the parameters as they stand.
func (m *bumped) set() {
	m.arrivals.rate = m.numbers["arrival_rate"]
	m.platform.callPolicy = m.callPolicy()
	m.dependency.mean = m.numbers["service_time"]
	m.dependency.limit = int(m.numbers["queue_limit"])
	m.addBump()
	m.dependency.resize(int(m.numbers["workers"]))
}

// deploy is the trigger; its end is the roll-back.
func (m *bumped) deploy(on bool) {
	m.deployed = on
	m.addBump()
	if on {
		m.moment("deploy", "the deploy adds "+thousands(m.numbers["bump"])+" s to each call")
		return
	}
	m.moment("rollback", "the deploy is rolled back")
}

func (m *bumped) addBump() {
	m.dependency.extra = 0
	if m.deployed {
		m.dependency.extra = m.numbers["bump"]
	}
}

// record says what the run's series and summary count.
func (m *bumped) record() {
	m.platform.tally = m.newTally()
	m.platform.offered, m.platform.attempts = m.series("offered"), m.series("attempts")
	m.platform.goodput, m.platform.timeouts = m.series("goodput"), m.series("timeouts")
	m.watched = m.newWatch(m.dependency, m.platform)
	m.sample("workers_busy", m.dependency.inUse)
	m.sample("workers_wasted", m.dependency.inVain)
	m.sample("queue_length", m.dependency.waiting)
	m.ticks = append(m.ticks, m.nameFullLine)
}

// nameFullLine names the first bucket at whose end the line is full.
func (m *bumped) nameFullLine() {
	if m.dependency.full() {
		m.moment("full", fmt.Sprintf("the line is full: %d calls wait", m.dependency.waiting()))
	}
}

func (m *bumped) report() *Result {
	o := m.outage(m.platform.tally)
	m.nameEnding(o)
	ratio(m.series("amplification"), m.platform.attempts, m.platform.offered)
	r := m.result()
	r.Summary = []Figure{
		{"goodput_before", o.before}, {"goodput_during", o.during}, {"goodput_after", o.after},
		{"recovered", o.recovered}, {"recovery_seconds", o.recoverySeconds}, {"peak_amplification", o.peakAmplification},
		{"wasted_share", quotient(float64(r.Ledger.Wasted), float64(r.Ledger.Attempts))},
	}
	r.Sentence = m.sentence(o, "The deploy")
	r.Observers = m.watched.observers("The dashboard of the service", "Its callers", "workers")
	return r
}
