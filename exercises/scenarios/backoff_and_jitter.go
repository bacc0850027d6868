package scenarios

import (
	"context"

	"arrowbook/exercises/simulation"
)

var backoffAndJitter = &Scenario{
	ID: "backoff-and-jitter", Title: "Backoff and jitter", Version: 1, Axis: NoAxis,
	Lead:  "A hundred clients change the same row at the same moment. One of them wins. The others try again: count what that costs.",
	Model: "All clients start at 0 and each wants to change one row once, by optimistic concurrency: it reads the row, and writes if nobody has written in between. A write that comes too late is refused; the client waits for its backoff, reads again and writes again, until it wins. Each message takes the absolute value of a normal time. The backoff doubles with each refusal, from twice the base up to the cap: exponential waits that long; equal-jitter half of it and a drawn share of the other half; full-jitter a drawn share of all of it; decorrelated a time drawn between the base and three times its last wait. Calls are writes. This is the experiment of Marc Brooker, 'Exponential Backoff And Jitter', with its numbers. It leaves out what a call costs: its database answers at once, however many ask. That is why the clients without backoff finish first in it, with the most calls. With a database time, one call at a time, reads and writes alike, of an exponential time, they finish last. Left out too: timeouts, clients who give up, and clients who come later.",
	Params: []Param{
		integer("clients", "Clients", 100, 1, 1000, 200),
		{Name: "backoff", Label: "Backoff", Kind: Option, DefaultOption: "none", Options: []string{"none", "exponential", "equal-jitter", "full-jitter", "decorrelated"}, Control: true},
		secondsParam("backoff_base", "Backoff base", .005, .0001, 60).slider(.001, .05, .001),
		secondsParam("cap", "Longest backoff", 2, .001, 600).slider(.1, 5, .1),
		secondsParam("network_mean", "A message takes", .01, 0, 60),
		secondsParam("network_sd", "Spread of a message's time", .002, 0, 60).slider(0, .01, .001).help("its standard deviation"),
		secondsParam("db_time", "Database time of a call", 0, 0, 60).slider(0, .01, .001).help("one call at a time; 0: calls cost the database nothing").named("0", "nothing"),
	},
	SummaryNames: []string{"calls", "completion_seconds"},
	Stations: []Station{
		{ID: "clients", Kind: Node, Label: "clients"}, {ID: "clients->row", Kind: Link, Figure: "calls", FigureWords: "calls in all"}, {ID: "row", Kind: Node, Label: "row"},
	},
	Offers: []Offer{
		{"backoff", "exponential", "Back off exponentially"}, {"backoff", "full-jitter", "Back off with full jitter"},
		{"db_time", "0.005", "Let each call cost the database 5 ms"},
	},
	run: runContention,
}

// drawMessage is how long a client's message takes; its attempt is the number of the message.
const drawMessage = drawOwn

// contender is a client on its way to its one successful write.
type contender struct {
	attempt uint32  // of the write
	message uint32  // so many were sent and answered
	version int64   // of the row, as it was read
	slept   float64 // its last backoff, in seconds
	writes  bool    // the message under way is a write, or the answer to one
	won     bool
}

// contention is clients -> row: the database serves one message at a time.
type contention struct {
	*world
	clients  []contender
	database *pool
	ledger   *Ledger
	version  int64           // of the row: how often it was written
	halfDone simulation.Time // when half of the clients were done
	kind     string          // of the backoff
	// in seconds
	base, most, mean, deviation, work float64
	// kinds of events
	arrived, served, answered, again uint32
}

func runContention(ctx context.Context, s *settings) (*Result, error) {
	m := newContention(s)
	if err := m.run(ctx); err != nil {
		return nil, err
	}
	return m.report(), nil
}

func newContention(s *settings) *contention {
	m := &contention{world: newWorld(s), clients: make([]contender, int(s.numbers["clients"])), kind: s.options["backoff"]}
	m.base, m.most, m.work = s.numbers["backoff_base"], s.numbers["cap"], s.numbers["db_time"]
	m.mean, m.deviation = s.numbers["network_mean"], s.numbers["network_sd"]
	m.ledger = m.newLedger()
	m.database = m.newPool("row", m.serve)
	m.database.slots = 1
	m.arrived, m.served, m.answered, m.again = m.handle(m.arrive), m.handle(m.serveDone), m.handle(m.answer), m.handle(m.read)
	m.start(func() {
		for who := range m.clients {
			m.clients[who] = contender{attempt: 1, slept: m.base}
			m.ledger.Requests++
			m.ledger.InFlight++
			m.read(uint32(who))
		}
	})
	return m
}

func (m *contention) read(who uint32) {
	m.clients[who].writes = false
	m.travel(who, m.arrived)
}

func (m *contention) write(who uint32) {
	c := &m.clients[who]
	c.writes = true
	m.ledger.Attempts++
	m.ledger.InFlightAttempts++
	if c.attempt == 1 {
		m.ledger.First++
	} else {
		m.ledger.Retries++
	}
	m.travel(who, m.arrived)
}

// travel is a message on the network.
func (m *contention) travel(who, kind uint32) {
	c := &m.clients[who]
	c.message++
	took := m.mean + float64(m.deviation*m.draw.Normal(drawMessage, uint64(who), c.message))
	m.afterSeconds(max(took, -took), kind, who)
}

func (m *contention) arrive(who uint32) { m.database.enter(who) }

func (m *contention) serve(who uint32) bool {
	m.afterSeconds(m.work*m.draw.Exponential(drawService, uint64(who), m.clients[who].message), m.served, who)
	return true
}

// serveDone reads the row, or writes it if it is as it was read.
func (m *contention) serveDone(who uint32) {
	c := &m.clients[who]
	c.won = c.writes && c.version == m.version
	if c.won {
		m.version++
	}
	c.version = m.version
	m.database.release()
	m.travel(who, m.answered)
}

// answer is what a client does with an answer: after a read it writes, after a refused write it backs off.
func (m *contention) answer(who uint32) {
	c := &m.clients[who]
	if !c.writes {
		m.write(who)
		return
	}
	m.ledger.InFlightAttempts--
	if !c.won {
		m.ledger.Refused++
		m.afterSeconds(m.backOff(uint64(who), c), m.again, who)
		c.attempt++
		return
	}
	m.ledger.Useful++
	m.ledger.Succeeded++
	m.ledger.InFlight--
	if 2*m.ledger.Succeeded >= m.ledger.Requests && m.halfDone == 0 {
		m.halfDone = m.now()
	}
}
