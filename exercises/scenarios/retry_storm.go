package scenarios

import (
	"context"
	"fmt"

	"arrowbook/exercises/simulation"
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
	run: func(ctx context.Context, s *settings) (*Result, error) { return newStorm(s).run(ctx) },
}

// The series of a retry storm, in the order of its Series.
const (
	stormOffered = iota
	stormAttempts
	stormGoodput
	stormTimeouts
	stormInUse
	stormWasted
	stormQueue
	stormAmplification
)

// The events of a retry storm.
const (
	stormArrival uint32 = iota
	stormDone
	stormGiveUp
	stormRetry
	stormTick
	stormSlow
	stormWell
	stormChange
	stormChangeNow
)

// stormPolicy is the parameters as they stand, read once for each change and not for each event.
type stormPolicy struct {
	arrivalRate, retries, budget, shedShare, serviceTime, slowFactor, patience float64
	timeout                                                                    simulation.Time
	connections                                                                int
	shed, breaker                                                              bool
}

func (s *settings) stormPolicy() stormPolicy {
	return stormPolicy{
		arrivalRate: s.numbers["arrival_rate"], retries: s.numbers["retries"], budget: s.numbers["retry_budget"],
		shedShare: s.numbers["shed_share"], serviceTime: s.numbers["service_time"], slowFactor: s.numbers["slow_factor"],
		patience: s.numbers["timeout"], timeout: s.time("timeout"), connections: int(s.numbers["connections"]),
		shed: s.on("shed"), breaker: s.on("breaker"),
	}
}

// storm is a run of the retry storm.
type storm struct {
	*settings
	policy  stormPolicy
	engine  *simulation.Engine
	rec     *recorder
	tokens  tokenLog
	calls   []call
	freed   []uint32
	line    fifo
	waiting int // calls in line whose callers still wait
	busy    int // connections in use
	wasted  int // of them, for callers who have gone
	slow    bool
	full    bool // all connections have been taken at least once
	arrived uint64
	budget  retryBudget
	breaker breaker
	trigger *Span
	bucket  int
	end     simulation.Time
}

// call is one attempt on its way, and the request it belongs to.
type call struct {
	request uint64
	attempt uint32
	state   callState
	giveUp  simulation.Handle
	token   int // in the log; -1 when the request is not followed
}

type callState uint8

const (
	callFree callState = iota
	callBackoff
	callInLine
	callServed
	callOrphaned // served for a caller who has gone
	callLeft     // left the line; its place in the ring is skipped
)

func newStorm(s *settings) *storm {
	duration := s.numbers["duration"]
	var names []string
	for _, info := range s.scenario.Series {
		names = append(names, info.Name)
	}
	m := &storm{
		settings: s, policy: s.stormPolicy(), engine: simulation.NewEngine(4096), rec: newRecorder(duration, names), end: s.time("duration"),
		tokens: newTokenLog(s.draw, s.numbers["arrival_rate"]*duration), budget: retryBudget{bucketSize},
	}
	if from, length := s.numbers["slow_from"], s.numbers["slow_for"]; length > 0 && s.numbers["slow_factor"] > 1 && from < duration {
		m.trigger = &Span{From: from, To: min(from+length, duration), Label: "slow"}
	}
	return m
}

func (m *storm) run(ctx context.Context) (*Result, error) {
	m.begin()
	for {
		event, ok := m.engine.Next()
		if !ok || m.engine.Now() >= m.end {
			break
		}
		m.happen(event)
		if err := checkRun(ctx, m.engine.Ran()); err != nil {
			return nil, err
		}
	}
	return m.finish(), nil
}

// checkRun ends a run whose asker has gone or that has used up its budget. It looks now and then.
func checkRun(ctx context.Context, events int64) error {
	if events&4095 != 0 {
		return nil
	}
	if events > EventBudget {
		return paramErrorf("the run needs more than %d events; make it shorter or its rates lower", EventBudget)
	}
	return ctx.Err()
}

func (m *storm) begin() {
	m.schedule(simulation.FromSeconds(m.rec.step), stormTick, 0)
	if m.trigger != nil {
		m.schedule(m.time("slow_from"), stormSlow, 0)
		m.schedule(m.time("slow_from")+m.time("slow_for"), stormWell, 0)
	}
	for i, change := range m.request.At {
		m.schedule(change.At, stormChange, uint32(i))
	}
	m.nextArrival()
}

func (m *storm) schedule(at simulation.Time, kind, who uint32) simulation.Handle {
	return m.engine.Schedule(at, simulation.Event{Kind: kind, Who: who})
}

func (m *storm) now() simulation.Time { return m.engine.Now() }

func (m *storm) happen(e simulation.Event) {
	switch e.Kind {
	case stormArrival:
		m.arrive()
	case stormDone:
		m.done(e.Who)
	case stormGiveUp:
		m.giveUp(e.Who)
	case stormRetry:
		m.send(e.Who)
	case stormTick:
		m.tick()
	case stormSlow:
		m.slow = true
		m.rec.moment(m.now(), "slow", fmt.Sprintf("the database takes %s times as long", thousands(m.numbers["slow_factor"])))
	case stormWell:
		m.slow = false
		m.rec.moment(m.now(), "well", "the database is well again")
	case stormChange: // after everything else of this instant, so that the past stays as it was
		m.schedule(m.now(), stormChangeNow, e.Who)
	case stormChangeNow:
		m.intervene(m.request.At[e.Who])
	}
}

func (m *storm) intervene(i Intervention) {
	m.change(i)
	m.policy = m.stormPolicy()
	m.rec.moment(m.now(), "change-"+i.Name+"-"+i.Value, fmt.Sprintf("%s set to %s", i.Name, i.Value))
	m.fillConnections()
}

// nextArrival keeps the pattern of arrivals whatever the rate: gaps are unit exponentials scaled by it.
func (m *storm) nextArrival() {
	m.arrived++
	gap := m.draw.Exponential(drawArrival, m.arrived, 0) / m.policy.arrivalRate
	m.schedule(m.now()+simulation.FromSeconds(gap), stormArrival, 0)
}

func (m *storm) arrive() {
	request, now := m.arrived, m.now()
	m.nextArrival()
	m.rec.add(stormOffered, now, 1)
	m.rec.count(arrivals, now)
	m.rec.ledger.Requests++
	m.rec.ledger.InFlight++
	m.budget.request(m.policy.budget)
	if m.draw.Hit(m.policy.shedShare, drawDoor, request, 0) {
		m.turnAway()
		return
	}
	m.rec.count(letIn, now)
	id := m.newCall()
	m.calls[id] = call{request: request, attempt: 1, token: -1}
	m.send(id)
}

// turnAway refuses a request at the door: it is an attempt that nobody served, and it is not tried again.
func (m *storm) turnAway() {
	m.attempt(1)
	m.rec.ledger.Refused++
	m.endRequest(false)
}

func (m *storm) newCall() uint32 {
	if n := len(m.freed); n > 0 {
		id := m.freed[n-1]
		m.freed = m.freed[:n-1]
		return id
	}
	m.calls = append(m.calls, call{})
	return uint32(len(m.calls) - 1)
}

func (m *storm) release(id uint32) {
	m.calls[id].state = callFree
	m.freed = append(m.freed, id)
}

func (m *storm) attempt(n uint32) {
	m.rec.add(stormAttempts, m.now(), 1)
	m.rec.count(attempted, m.now())
	m.rec.ledger.Attempts++
	if n == 1 {
		m.rec.ledger.First++
	} else {
		m.rec.ledger.Retries++
	}
}

func (m *storm) endRequest(ok bool) {
	m.rec.ledger.InFlight--
	if ok {
		m.rec.ledger.Succeeded++
		return
	}
	m.rec.ledger.Failed++
}

// send makes the call's attempt: it is refused, waits in line, or takes a connection.
func (m *storm) send(id uint32) {
	c := &m.calls[id]
	m.attempt(c.attempt)
	m.trace(c)
	if m.refuses() {
		m.rec.ledger.Refused++
		m.endToken(c, "refused")
		m.failed(id)
		return
	}
	m.rec.ledger.InFlightAttempts++
	if patience := m.policy.timeout; patience > 0 {
		c.giveUp = m.schedule(m.now()+patience, stormGiveUp, id)
	}
	if m.busy < m.policy.connections {
		m.serve(id)
		return
	}
	c.state = callInLine
	m.waiting++
	m.line.push(id)
	m.legToken(c, "db.line")
	if !m.full {
		m.full = true
		m.rec.moment(m.now(), "full", fmt.Sprintf("all %d connections taken", m.policy.connections))
	}
}

// refuses says whether the breaker or the shedding turns an attempt away.
func (m *storm) refuses() bool {
	if m.policy.shed && m.policy.patience > 0 {
		if wait := float64(m.waiting) * m.policy.serviceTime / float64(m.policy.connections); wait > m.policy.patience/2 {
			return true
		}
	}
	return m.policy.breaker && !m.breaker.allow(m.now())
}

func (m *storm) serve(id uint32) {
	c := &m.calls[id]
	c.state = callServed
	m.busy++
	m.legToken(c, "db")
	work := m.draw.Exponential(drawService, c.request, c.attempt) * m.policy.serviceTime
	if m.slow {
		work *= m.policy.slowFactor
	}
	m.schedule(m.now()+simulation.FromSeconds(work), stormDone, id)
}

// done ends a query: useful when its caller still waits, wasted when nobody does.
func (m *storm) done(id uint32) {
	c := &m.calls[id]
	m.busy--
	m.rec.ledger.InFlightAttempts--
	if c.state == callOrphaned {
		m.wasted--
		m.rec.ledger.Wasted++
		m.endToken(c, "wasted")
		m.release(id)
	} else {
		m.succeed(id)
	}
	m.fillConnections()
}

func (m *storm) succeed(id uint32) {
	c := &m.calls[id]
	m.engine.Cancel(c.giveUp)
	m.rec.ledger.Useful++
	m.rec.add(stormGoodput, m.now(), 1)
	m.rec.count(successes, m.now())
	m.tell(false)
	m.endToken(c, "ok")
	m.endRequest(true)
	m.release(id)
}

// fillConnections gives free connections to those who still wait in line.
func (m *storm) fillConnections() {
	for m.busy < m.policy.connections {
		id, ok := m.line.pop()
		if !ok {
			return
		}
		if m.calls[id].state == callLeft {
			m.release(id)
			continue
		}
		m.waiting--
		m.serve(id)
	}
}

// giveUp is a caller's patience ending: in line the call leaves, on a connection it runs on for nobody.
func (m *storm) giveUp(id uint32) {
	c := &m.calls[id]
	m.rec.add(stormTimeouts, m.now(), 1)
	m.rec.moment(m.now(), "first-timeout", "first timeout")
	retry := *c
	switch c.state {
	case callInLine:
		m.waiting--
		c.state = callLeft
		m.rec.ledger.Abandoned++
		m.rec.ledger.InFlightAttempts--
		m.goneToken(c)
		m.endToken(c, "abandoned")
	case callServed:
		c.state = callOrphaned
		m.wasted++
		m.goneToken(c)
	}
	m.tell(true)
	next := m.newCall()
	m.calls[next] = call{request: retry.request, attempt: retry.attempt, token: -1}
	m.retryOrFail(next)
}

// failed is an attempt that was refused.
func (m *storm) failed(id uint32) { m.retryOrFail(id) }

// tell lets the breaker know how a call went.
func (m *storm) tell(failed bool) {
	if m.policy.breaker {
		m.breaker.outcome(m.now(), failed)
	}
}

// retryOrFail tries a request again when the policy allows, else ends it.
func (m *storm) retryOrFail(id uint32) {
	c := &m.calls[id]
	if float64(c.attempt) > m.policy.retries || !m.budget.allow(m.policy.budget) {
		m.endRequest(false)
		m.release(id)
		return
	}
	c.attempt++
	c.state = callBackoff
	m.schedule(m.now()+m.backoff(c.request, c.attempt), stormRetry, id)
}
