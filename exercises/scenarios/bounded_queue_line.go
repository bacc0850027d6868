package scenarios

import "fmt"

// full says that the queue has no place left.
func (m *buffer) full() bool { return m.overflow != "unbounded" && m.consumer.waiting() >= m.limit }

// put puts a message into the queue, or drops one.
func (m *buffer) put(id uint32) {
	if m.full() {
		m.moment("full", fmt.Sprintf("all %s places are taken: messages are dropped", thousands(float64(m.limit))))
		if m.overflow == "drop-newest" {
			m.drop(id, "refused", &m.ledger.Refused)
			return
		}
		oldest, _ := m.consumer.line.pop()
		m.drop(oldest, "abandoned", &m.ledger.Abandoned)
	}
	if !m.consumer.enter(id) {
		m.leg(m.products.at(id).token, m.consumer.lined)
		m.peak = max(m.peak, m.consumer.waiting())
	}
}

func (m *buffer) drop(id uint32, end string, count *int64) {
	*count++
	m.ledger.Failed++
	m.rec.add(m.dropped, m.now(), 1)
	m.forget(id, end)
}

// letGo ends the producer's wait: its message goes in, and it makes others again.
func (m *buffer) letGo() {
	id := m.held
	m.held = none
	m.blocked.add(m.now(), -1)
	m.put(id)
	m.next()
}

// consume begins the consumer's work on a message whose turn has come.
func (m *buffer) consume(id uint32) bool {
	e := m.products.at(id)
	m.last = m.now() - e.made
	m.oldest = max(m.oldest, m.last)
	m.leg(e.token, m.consumer.place)
	m.afterSeconds(m.service*m.draw.Exponential(drawService, e.id, 0), m.served, id)
	return true
}

// done ends it. The place in the queue that the next one leaves is the waiting producer's.
func (m *buffer) done(id uint32) {
	m.rec.add(m.servedSeries, m.now(), 1)
	m.ledger.Useful++
	m.ledger.Succeeded++
	m.forget(id, "ok")
	m.consumer.release()
	if m.held != none && !m.full() {
		m.letGo()
	}
}

// forget is the end of a message.
func (m *buffer) forget(id uint32, end string) {
	m.ledger.InFlight--
	m.ledger.InFlightAttempts--
	m.endToken(m.products.at(id).token, end)
	m.products.remove(id)
}

func (m *buffer) trace() int {
	if !m.tokens.follows(m.made) {
		return -1
	}
	now := milli(m.now())
	return m.tokens.begin(m.made, 1, Leg{"producer->queue", now, now})
}
