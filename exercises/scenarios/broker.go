package scenarios

// broker is a queue that delivers at least once: a message is handed to a worker, and again when it is not
// acknowledged before its visibility timeout, counted from the delivery, even while the first worker is still
// busy with it. A late acknowledgement still ends the message.
type broker struct {
	w          *world
	place      string // the arrow on the stage that deliveries take
	workers    *pool
	visibility *leases
	messages   slab[message]
	deliveries slab[delivery]
	ledger     *Ledger // requests are messages, attempts are deliveries
	repeating  int     // workers that hold a message which has had its effect
	// What is counted; nil: not counted.
	published, delivered []float64
	// work begins a worker's work on a delivery; finish ends it.
	work func(d uint32)
}

// message is one on its way from its arrival until it is acknowledged and no worker holds it any more.
type message struct {
	id      uint64
	tries   uint32 // deliveries so far
	working int    // workers that hold it
	effect  bool   // it has happened at least once
	acked   bool
	queued  bool
	visible lease
}

// delivery is one worker's hold of a message.
type delivery struct {
	message uint32
	try     uint32
	repeats bool // the message had had its effect when it was delivered
	token   int
}

// newBroker makes a broker and its workers, at the stage's places.
func (w *world) newBroker(place, workers string) *broker {
	b := &broker{w: w, place: place, ledger: w.newLedger()}
	b.workers = w.newPool(workers, b.deliver)
	b.visibility = w.newLeases(b.enqueue)
	return b
}

// publish puts a new message into the queue.
func (b *broker) publish(id uint64) {
	b.w.rec.add(b.published, b.w.now(), 1)
	b.ledger.Requests++
	b.ledger.InFlight++
	b.enqueue(b.messages.add(message{id: id}))
}

// enqueue makes a message visible, for the first time or again.
func (b *broker) enqueue(slot uint32) {
	if !b.workers.enter(slot) {
		b.messages.at(slot).queued = true
	}
}

// deliver hands a message to a free worker. One that was acknowledged while it waited is dropped.
func (b *broker) deliver(slot uint32) bool {
	m := b.messages.at(slot)
	m.queued = false
	if m.acked {
		b.forget(slot)
		return false
	}
	m.tries++
	m.working++
	b.count(m)
	if m.effect {
		b.repeating++
	}
	d := b.deliveries.add(delivery{message: slot, try: m.tries, repeats: m.effect, token: b.trace(m)})
	b.visibility.renew(&m.visible, slot)
	b.work(d)
	return true
}

func (b *broker) count(m *message) {
	b.w.rec.add(b.delivered, b.w.now(), 1)
	b.ledger.Attempts++
	b.ledger.InFlightAttempts++
	if m.tries == 1 {
		b.ledger.First++
		return
	}
	b.ledger.Retries++
	b.w.moment("first-redelivery", "first message delivered again")
}

func (b *broker) trace(m *message) int {
	if !b.w.tokens.follows(m.id) {
		return -1
	}
	now := milli(b.w.now())
	token := b.w.tokens.begin(m.id, m.tries, Leg{b.place, now, now})
	b.w.tokens.tokens[token].Dup = m.tries > 1
	b.w.leg(token, b.workers.place)
	return token
}

// take is a delivery with its message. The pointers are good until the next message.
func (b *broker) take(d uint32) (*delivery, *message) {
	held := b.deliveries.at(d)
	return held, b.messages.at(held.message)
}

// effect notes that a delivery's message has its effect now. The first time it is useful; again it is wasted.
func (b *broker) effect(d uint32) (first bool) {
	held, m := b.take(d)
	if m.effect {
		b.ledger.Wasted++
		b.w.endToken(held.token, "wasted")
		return false
	}
	m.effect = true
	b.ledger.Useful++
	b.ledger.Succeeded++
	b.ledger.InFlight--
	b.w.endToken(held.token, "ok")
	return true
}

// acknowledge ends a delivery's message: it is not delivered again.
func (b *broker) acknowledge(d uint32) {
	_, m := b.take(d)
	m.acked = true
	b.visibility.release(&m.visible)
}

// finish ends a worker's hold and frees the worker.
func (b *broker) finish(d uint32) {
	held, m := b.take(d)
	m.working--
	if held.repeats {
		b.repeating--
	}
	b.ledger.InFlightAttempts--
	slot := held.message
	b.deliveries.remove(d)
	b.forget(slot)
	b.workers.release()
}

// forget frees a message that nobody can meet any more.
func (b *broker) forget(slot uint32) {
	if m := b.messages.at(slot); m.acked && m.working == 0 && !m.queued {
		b.messages.remove(slot)
	}
}

// inUse and inVain are levels for series.

func (b *broker) inUse() int  { return b.workers.busy }
func (b *broker) inVain() int { return b.repeating }
