package scenarios

import (
	"context"
	"fmt"

	"arrowbook/exercises/simulation"
)

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
		{ID: "workers->ledger", Kind: Link}, {ID: "ledger", Kind: Node, Label: "ledger"},
	},
	Offers: []Offer{
		{"idempotency_key", "on", "Give each message an idempotency key"}, {"visibility_timeout", "8", "Wait 8 s for the ack"},
	},
	run: func(ctx context.Context, s *settings) (*Result, error) { return newQueueRun(s).run(ctx) },
}

// The series of duplicate execution, in the order of its Series.
const (
	queueMessages = iota
	queueDeliveries
	queueExecutions
	queueDuplicates
	queueBusy
	queueRepeating
	queueWaiting
)

// The events of duplicate execution.
const (
	queueArrival uint32 = iota
	queueProcessed
	queueVisible
	queueTick
	queueChange
	queueChangeNow
)

// queueRun is a run of duplicate execution.
type queueRun struct {
	*settings
	engine     *simulation.Engine
	rec        *recorder
	tokens     tokenLog
	messages   []message
	freed      []uint32
	deliveries []delivery
	spare      []uint32
	line       fifo
	waiting    int
	busy       int
	repeating  int
	arrived    uint64
	executions int64
	duplicates int64
	bucket     int
	end        simulation.Time
}

// message is one on its way from its arrival until it is acknowledged and no worker holds it any more.
type message struct {
	id      uint64
	tries   uint32 // deliveries so far
	working int    // workers that hold it
	effect  bool   // it has happened at least once
	acked   bool
	queued  bool
	visible simulation.Handle
}

// delivery is one worker's hold of a message.
type delivery struct {
	message uint32
	try     uint32
	repeats bool // the message had had its effect when it was delivered
	token   int
}

func newQueueRun(s *settings) *queueRun {
	duration := s.numbers["duration"]
	var names []string
	for _, info := range s.scenario.Series {
		names = append(names, info.Name)
	}
	return &queueRun{
		settings: s, engine: simulation.NewEngine(1024), rec: newRecorder(duration, names), end: s.time("duration"),
		tokens: newTokenLog(s.draw, s.numbers["arrival_rate"]*duration),
	}
}

func (m *queueRun) run(ctx context.Context) (*Result, error) {
	m.schedule(simulation.FromSeconds(m.rec.step), queueTick, 0)
	for i, change := range m.request.At {
		m.schedule(change.At, queueChange, uint32(i))
	}
	m.nextArrival()
	for {
		event, ok := m.engine.Next()
		if !ok || m.now() >= m.end {
			break
		}
		m.happen(event)
		if err := checkRun(ctx, m.engine.Ran()); err != nil {
			return nil, err
		}
	}
	return m.finish(), nil
}

func (m *queueRun) now() simulation.Time { return m.engine.Now() }

func (m *queueRun) schedule(at simulation.Time, kind, who uint32) simulation.Handle {
	return m.engine.Schedule(at, simulation.Event{Kind: kind, Who: who})
}

func (m *queueRun) happen(e simulation.Event) {
	switch e.Kind {
	case queueArrival:
		m.arrive()
	case queueProcessed:
		m.processed(e.Who)
	case queueVisible:
		m.visibleAgain(e.Who)
	case queueTick:
		m.tick()
	case queueChange: // after everything else of this instant, so that the past stays as it was
		m.schedule(m.now(), queueChangeNow, e.Who)
	case queueChangeNow:
		i := m.request.At[e.Who]
		m.change(i)
		m.rec.moment(m.now(), "change-"+i.Name+"-"+i.Value, fmt.Sprintf("%s set to %s", i.Name, i.Value))
		m.deliver()
	}
}

func (m *queueRun) nextArrival() {
	m.arrived++
	gap := m.draw.Exponential(drawArrival, m.arrived, 0) / m.numbers["arrival_rate"]
	m.schedule(m.now()+simulation.FromSeconds(gap), queueArrival, 0)
}

func (m *queueRun) arrive() {
	id := m.arrived
	m.nextArrival()
	m.rec.add(queueMessages, m.now(), 1)
	m.rec.ledger.Requests++
	m.rec.ledger.InFlight++
	slot := m.newMessage()
	m.messages[slot] = message{id: id}
	m.enqueue(slot)
	m.deliver()
}

func (m *queueRun) newMessage() uint32 {
	if n := len(m.freed); n > 0 {
		slot := m.freed[n-1]
		m.freed = m.freed[:n-1]
		return slot
	}
	m.messages = append(m.messages, message{})
	return uint32(len(m.messages) - 1)
}

func (m *queueRun) enqueue(slot uint32) {
	m.messages[slot].queued = true
	m.waiting++
	m.line.push(slot)
}

// deliver hands waiting messages to free workers. One that was acknowledged while it waited is dropped.
func (m *queueRun) deliver() {
	for m.busy < int(m.numbers["workers"]) {
		slot, ok := m.line.pop()
		if !ok {
			return
		}
		m.waiting--
		m.messages[slot].queued = false
		if m.messages[slot].acked {
			m.forget(slot)
			continue
		}
		m.hand(slot)
	}
}

func (m *queueRun) hand(slot uint32) {
	msg := &m.messages[slot]
	msg.tries++
	msg.working++
	m.busy++
	m.count(msg)
	d := m.newDelivery()
	m.deliveries[d] = delivery{message: slot, try: msg.tries, repeats: msg.effect, token: -1}
	if msg.effect {
		m.repeating++
	}
	m.trace(d)
	m.engine.Cancel(msg.visible)
	msg.visible = m.schedule(m.now()+m.time("visibility_timeout"), queueVisible, slot)
	work := m.draw.Exponential(drawService, msg.id, msg.tries) * m.numbers["processing_time"]
	m.schedule(m.now()+simulation.FromSeconds(work), queueProcessed, d)
}

func (m *queueRun) count(msg *message) {
	m.rec.add(queueDeliveries, m.now(), 1)
	l := &m.rec.ledger
	l.Attempts++
	l.InFlightAttempts++
	if msg.tries == 1 {
		l.First++
		return
	}
	l.Retries++
	m.rec.moment(m.now(), "first-redelivery", "first message delivered again")
}

func (m *queueRun) newDelivery() uint32 {
	if n := len(m.spare); n > 0 {
		d := m.spare[n-1]
		m.spare = m.spare[:n-1]
		return d
	}
	m.deliveries = append(m.deliveries, delivery{})
	return uint32(len(m.deliveries) - 1)
}

// processed is the end of a worker's work: the effect, then the acknowledgement, unless it crashes between.
func (m *queueRun) processed(d uint32) {
	held := m.deliveries[d]
	msg := &m.messages[held.message]
	m.busy--
	msg.working--
	if held.repeats {
		m.repeating--
	}
	m.rec.ledger.InFlightAttempts--
	m.takeEffect(msg, held)
	if m.draw.Hit(m.numbers["crash_share"], drawCrash, msg.id, held.try) {
		m.rec.moment(m.now(), "first-crash", "a worker crashes between effect and ack")
	} else {
		m.acknowledge(msg)
	}
	m.spare = append(m.spare, d)
	m.forget(held.message)
	m.deliver()
}

// takeEffect makes the effect happen, again when nothing recognises that it has.
func (m *queueRun) takeEffect(msg *message, held delivery) {
	if msg.effect && m.on("idempotency_key") {
		m.rec.ledger.Wasted++
		m.endToken(held, "wasted")
		return
	}
	m.executions++
	m.rec.add(queueExecutions, m.now(), 1)
	if msg.effect {
		m.duplicates++
		m.rec.ledger.Wasted++
		m.rec.moment(m.now(), "first-duplicate", "first effect that happens twice")
		m.endToken(held, "wasted")
		return
	}
	msg.effect = true
	m.rec.ledger.Useful++
	m.rec.ledger.Succeeded++
	m.rec.ledger.InFlight--
	m.endToken(held, "ok")
}

func (m *queueRun) acknowledge(msg *message) {
	msg.acked = true
	m.engine.Cancel(msg.visible)
}

// visibleAgain is the visibility timeout: the queue hands the message out once more.
func (m *queueRun) visibleAgain(slot uint32) {
	m.enqueue(slot)
	m.deliver()
}

// forget frees a message that nobody can meet any more.
func (m *queueRun) forget(slot uint32) {
	if msg := &m.messages[slot]; msg.acked && msg.working == 0 && !msg.queued {
		m.freed = append(m.freed, slot)
	}
}

func (m *queueRun) tick() {
	m.rec.level(queueDuplicates, m.bucket, float64(m.duplicates))
	m.rec.level(queueBusy, m.bucket, float64(m.busy))
	m.rec.level(queueRepeating, m.bucket, float64(m.repeating))
	m.rec.level(queueWaiting, m.bucket, float64(m.waiting))
	m.bucket++
	if m.bucket < len(m.rec.buckets[0]) { // the last bucket ends with the run
		m.schedule(min(simulation.FromSeconds(float64(m.bucket+1)*m.rec.step), m.end-1), queueTick, 0)
	}
}

func (m *queueRun) finish() *Result {
	m.tokens.settle(m.end)
	m.rec.perBucket(queueMessages, queueDeliveries, queueExecutions)
	r := m.rec.result()
	r.Events, r.tokens, r.stations = m.engine.Ran(), m.tokens, m.scenario.Stations
	r.slots["workers"] = int(m.numbers["workers"])
	l := r.Ledger
	r.Summary = []Figure{
		{"messages", float64(l.Requests)}, {"deliveries", float64(l.Attempts)}, {"executions", float64(m.executions)},
		{"duplicate_effects", float64(m.duplicates)}, {"redelivery_share", quotient(float64(l.Retries), float64(l.Requests))},
		{"lost", float64(l.Failed)},
	}
	r.Sentence = m.sentence(l)
	return r
}

func (m *queueRun) sentence(l Ledger) string {
	delivered := howMany(l.Requests, "message", "messages") + ", " + howMany(l.Attempts, "delivery", "deliveries")
	if m.duplicates == 0 {
		return delivered + ", and no effect happened twice."
	}
	return delivered + ": " + howMany(m.duplicates, "effect", "effects") + " happened twice. Nothing was lost, and nobody made a mistake."
}

func (m *queueRun) trace(d uint32) {
	held := &m.deliveries[d]
	msg := &m.messages[held.message]
	if !m.tokens.follows(msg.id) {
		return
	}
	now := milli(m.now())
	held.token = m.tokens.begin(msg.id, held.try, Leg{"queue->workers", now, now})
	m.tokens.tokens[held.token].Dup = held.try > 1
	m.tokens.tokens[held.token].leg("workers", m.now())
}

func (m *queueRun) endToken(held delivery, end string) {
	if held.token >= 0 {
		m.tokens.tokens[held.token].finish(end, m.now())
	}
}
