package scenarios

import (
	"context"
	"fmt"

	"arrowbook/exercises/simulation"
)

var boundedQueue = &Scenario{
	ID: "bounded-queue", Title: "The bound of a queue", Version: 1, Axis: TimeAxis,
	Lead:  "For a minute a producer is a fifth faster than its consumer. Something has to give: the line, some messages, or the producer's time.",
	Model: "A producer makes messages by itself, at random; one consumer takes them in the order of their queue, each for an exponential time. While the burst lasts, the producer makes more than the consumer can serve; afterwards it makes 0.8 times as much as that. The limit is how many may wait. A message that finds the queue full is dropped, or takes the place of the oldest one, or keeps the producer waiting until there is room. A producer that waits makes nothing: its later messages come that much later. The burst ends by the clock, however long the producer waited. A message's age counts from when it was made, its wait at the door included. With unbounded there is no limit. Left out: what memory costs, the network's time, and producers who give up or send again. The numbers are round ones: 20 messages a second too many for 60 s are 1,200, more than twice the limit.",
	Params: []Param{
		rate("arrival_rate", "Messages in the burst", 120, 20_000).slider(20, 240, 5),
		rate("service_rate", "Served at most", 100, 20_000).slider(20, 240, 5),
		integer("limit", "Places in the queue", 500, 1, 1_000_000, 2000).slider(10, 2000, 10),
		{Name: "overflow", Label: "When it is full", Kind: Option, DefaultOption: "unbounded", Options: []string{"unbounded", "block", "drop-newest", "drop-oldest"}, Control: true, Help: "unbounded: it is never full"},
		secondsParam("burst_for", "The burst lasts", 60, 0, 1e6).slider(0, 120, 5),
		secondsParam("duration", "Duration", 180, 1, 36_000),
	},
	SummaryNames: []string{"peak_queue", "dropped", "blocked_seconds", "oldest_served_age", "throughput"},
	Series: []SeriesInfo{
		{Name: "produced", Label: "messages per second", Unit: "/s", Chart: LoadChart, Look: "offered"},
		{Name: "served", Label: "served per second", Unit: "/s", Chart: LoadChart, Look: "good", Area: true},
		{Name: "dropped", Label: "dropped per second", Unit: "/s", Chart: LoadChart, Look: "bad"},
		{Name: "queue_length", Label: "waiting in the queue", Chart: LineChart, Look: "line", Area: true},
		{Name: "age", Label: "age of the last one served, in seconds", Unit: "s"},
		{Name: "blocked", Label: "1 while the producer waits"},
	},
	Stations: []Station{
		{ID: "producer", Kind: Node, Label: "producer"}, {ID: "producer->queue", Kind: Link},
		{ID: "queue", Kind: Node, Label: "queue"}, {ID: "queue->consumer", Kind: Link},
		{ID: "consumer.line", Kind: Line, Label: "queue", WaitingSeries: "queue_length"},
		{ID: "consumer", Kind: Node, Label: "consumer", Figure: "age", FigureWords: "s old when served"},
	},
	Offers: []Offer{
		{"overflow", "block", "Let the producer wait"}, {"overflow", "drop-newest", "Drop what finds the queue full"},
		{"overflow", "drop-oldest", "Drop the oldest"}, {"limit", "100", "Bound the queue at 100"},
	},
	run: runBuffer,
}

// afterBurst is the producer's rate after the burst, in service rates.
const afterBurst = .8

// product is a message from when it was made until it is served or dropped.
type product struct {
	id    uint64
	made  simulation.Time
	token int
}

// buffer is producer -> queue -> consumer.
type buffer struct {
	*world
	consumer *pool
	products slab[product]
	ledger   *Ledger
	overflow string
	limit    int
	burst    bool
	rate     float64 // of the producer, now
	service  float64 // mean, in seconds
	made     uint64
	held     uint32 // what the producer waits with; none: it does not wait
	blocked  gauge
	peak     int
	oldest   simulation.Time // age of the oldest one served
	last     simulation.Time // and of the last one
	// kinds of events
	produced, served uint32
	// series
	madeSeries, servedSeries, dropped []float64
}

func runBuffer(ctx context.Context, s *settings) (*Result, error) {
	m := newBuffer(s)
	if err := m.run(ctx); err != nil {
		return nil, err
	}
	return m.report(), nil
}

func newBuffer(s *settings) *buffer {
	m := &buffer{world: newWorld(s), held: none, burst: s.numbers["burst_for"] > 0}
	m.ledger = m.newLedger()
	m.consumer = m.newPool("consumer", m.consume)
	m.consumer.slots = 1
	m.produced, m.served = m.handle(m.produce), m.handle(m.done)
	m.window("burst", 0, m.numbers["burst_for"], m.turn)
	m.start(m.next)
	m.read(m.set)
	m.record()
	return m
}

// set takes the parameters as they stand. A producer that waits goes on when there is room now.
func (m *buffer) set() {
	m.overflow, m.limit = m.options["overflow"], int(m.numbers["limit"])
	m.service = 1 / m.numbers["service_rate"]
	m.setRate()
	if m.held != none && (m.overflow != "block" || !m.full()) {
		m.letGo()
	}
}

func (m *buffer) turn(on bool) {
	m.burst = on
	m.setRate()
	if !on {
		m.moment("over", fmt.Sprintf("the burst is over: %s are waiting", howMany(int64(m.consumer.waiting()), "message", "messages")))
	}
}

func (m *buffer) setRate() {
	m.rate = float64(afterBurst * m.numbers["service_rate"])
	if m.burst {
		m.rate = m.numbers["arrival_rate"]
	}
}

// next makes the next message some time from now.
func (m *buffer) next() {
	m.made++
	m.afterSeconds(m.draw.Exponential(drawArrival, m.made, 0)/m.rate, m.produced, 0)
}

// produce makes a message. A producer that has to wait with it makes no other one.
func (m *buffer) produce(uint32) {
	m.rec.add(m.madeSeries, m.now(), 1)
	m.ledger.Requests++
	m.ledger.InFlight++
	m.ledger.First++
	m.ledger.Attempts++
	m.ledger.InFlightAttempts++
	id := m.products.add(product{id: m.made, made: m.now(), token: m.trace()})
	if m.full() && m.overflow == "block" {
		m.moment("blocked", "the queue is full: the producer waits")
		m.held = id
		m.blocked.add(m.now(), 1)
		return
	}
	m.put(id)
	m.next()
}
