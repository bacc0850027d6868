package scenarios

import "context"

var duplicateExecution = &Scenario{
	ID: "duplicate-execution", Title: "Delivered twice", Version: 1, Axis: TimeAxis,
	Lead:  "A queue hands each message out until somebody says it is done. Now and then somebody is done and does not get to say so.",
	Model: "Messages arrive at a queue that delivers at least once. A worker takes a message and has the visibility timeout to acknowledge it, counted from the delivery; a message that is not acknowledged in time is delivered again, even while the first worker is still busy with it. Processing takes an exponential time. A worker may crash after the effect and before the acknowledgement; it is replaced at once. A late acknowledgement still ends the message. With an idempotency key the receiver recognises a message that has had its effect and does nothing the second time; the deliveries stay the same. Left out: lost messages, extended leases, and dead letters. The numbers are chosen so that the workers have time to spare and one message in twenty is delivered twice.",
	Params: []Param{
		rate("arrival_rate", "Messages", 20, 2000).slider(2, 40, 1),
		integer("workers", "Workers", 40, 1, 10_000, 100),
		secondsParam("processing_time", "Processing time", 1, .001, 600).slider(.1, 4, .1),
		secondsParam("visibility_timeout", "Visibility timeout", 3, .01, 3600).slider(.5, 12, .5),
		share("crash_share", "Crash before the ack", .01).slider(0, .2, .01),
		toggle("idempotency_key", "Idempotency key"),
		secondsParam("duration", "Duration", 300, 1, 360_000),
	},
	SummaryNames: []string{"messages", "deliveries", "executions", "duplicate_effects", "redelivery_share", "lost"},
	Series: []SeriesInfo{
		{Name: "messages", Label: "messages per second", Unit: "/s", Chart: LoadChart, Look: "offered"},
		{Name: "deliveries", Label: "deliveries per second", Unit: "/s", Chart: LoadChart, Look: "retry"},
		{Name: "executions", Label: "effects per second", Unit: "/s"},
		{Name: "duplicates", Label: "effects that happened twice, so far", Chart: LineChart, Look: "bad", Area: true},
		{Name: "workers_busy", Label: "workers busy"},
		{Name: "workers_repeating", Label: "repeating what is done"},
		{Name: "queue_length", Label: "waiting"},
	},
	Stations: []Station{
		{ID: "producer", Kind: Node, Label: "producer"}, {ID: "producer->queue", Kind: Link}, {ID: "queue", Kind: Node, Label: "queue"},
		{ID: "queue->workers", Kind: Link}, {ID: "workers", Kind: Pool, Label: "workers", BusySeries: "workers_busy", WastedSeries: "workers_repeating"},
		{ID: "workers->ledger", Kind: Link}, {ID: "ledger", Kind: Node, Label: "ledger", Figure: "duplicates", FigureWords: "done twice so far"},
	},
	Offers: []Offer{
		{"idempotency_key", "on", "Give each message an idempotency key"}, {"visibility_timeout", "8", "Wait 8 s for the ack"},
	},
	run: runDuplicates,
}

// duplicates is producer -> queue -> workers -> ledger.
type duplicates struct {
	*world
	arrivals   *source
	queue      *broker
	processed  uint32
	executions int64
	twice      int64 // effects that happened again
	effects    []float64
}

func runDuplicates(ctx context.Context, s *settings) (*Result, error) {
	m := newDuplicates(s)
	if err := m.run(ctx); err != nil {
		return nil, err
	}
	return m.report(), nil
}

func newDuplicates(s *settings) *duplicates {
	m := &duplicates{world: newWorld(s)}
	m.queue = m.newBroker("queue->workers", "workers")
	m.queue.work = m.process
	m.processed = m.handle(m.done)
	m.arrivals = m.newSource(drawArrival, m.queue.publish)
	m.read(m.set)
	m.record()
	return m
}

// set takes the parameters as they stand.
func (m *duplicates) set() {
	m.arrivals.rate = m.numbers["arrival_rate"]
	m.queue.visibility.length = m.time("visibility_timeout")
	m.queue.workers.resize(int(m.numbers["workers"]))
}

// process is a worker's work on a delivery.
func (m *duplicates) process(d uint32) {
	held, msg := m.queue.take(d)
	m.afterSeconds(m.draw.Exponential(drawService, msg.id, held.try)*m.numbers["processing_time"], m.processed, d)
}

// done is the end of a worker's work: the effect, then the acknowledgement, unless it crashes between.
func (m *duplicates) done(d uint32) {
	held, msg := m.queue.take(d)
	m.execute(d, msg.effect)
	if m.draw.Hit(m.numbers["crash_share"], drawCrash, msg.id, held.try) {
		m.note(held.token, Note{What: "crash"})
		m.moment("first-crash", "a worker crashes between effect and ack")
	} else {
		m.note(held.token, Note{What: "ack"})
		m.queue.acknowledge(d)
	}
	m.queue.finish(d)
}

// execute makes the effect happen, again when nothing recognises that it has.
func (m *duplicates) execute(d uint32, again bool) {
	m.queue.effect(d)
	held, _ := m.queue.take(d)
	if again && m.on("idempotency_key") {
		m.note(held.token, Note{What: "known"})
		return
	}
	m.executions++
	m.rec.add(m.effects, m.now(), 1)
	m.note(held.token, Note{What: "effect"})
	if again {
		m.twice++
		m.moment("first-duplicate", "first effect that happens twice")
	}
}

// record says what the run's series count.
func (m *duplicates) record() {
	m.queue.published, m.queue.delivered, m.effects = m.series("messages"), m.series("deliveries"), m.series("executions")
	m.sample("duplicates", func() int { return int(m.twice) })
	m.sample("workers_busy", m.queue.inUse)
	m.sample("workers_repeating", m.queue.inVain)
	m.sample("queue_length", m.queue.workers.waiting)
}

func (m *duplicates) report() *Result {
	r := m.result()
	l := r.Ledger
	r.Summary = []Figure{
		{"messages", float64(l.Requests)}, {"deliveries", float64(l.Attempts)}, {"executions", float64(m.executions)},
		{"duplicate_effects", float64(m.twice)}, {"redelivery_share", quotient(float64(l.Retries), float64(l.Requests))},
		{"lost", float64(l.Failed)},
	}
	r.Sentence = m.sentence(l)
	r.Observers = m.observers(r)
	return r
}

func (m *duplicates) sentence(l Ledger) string {
	delivered := howMany(l.Requests, "message", "messages") + ", " + howMany(l.Attempts, "delivery", "deliveries")
	if m.twice == 0 {
		return delivered + ", and no effect happened twice."
	}
	return delivered + ": " + howMany(m.twice, "effect", "effects") + " happened twice. Nothing was lost, and nobody made a mistake."
}
