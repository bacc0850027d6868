package scenarios

import "arrowbook/exercises/simulation"

// next makes the next message some time from now.
func (m *stream) next() {
	m.made++
	m.afterSeconds(m.draw.Exponential(drawArrival, m.made, 0)/m.rate, m.produced, 0)
}

// produce makes a message. Producers that have to wait with it make no other one.
func (m *stream) produce(uint32) {
	m.rec.add(m.sent, m.now(), 1)
	m.ledger.Requests++
	m.ledger.InFlight++
	e := streamed{id: m.made, made: m.now(), token: -1}
	if m.poison == 0 && m.poisonFrom > 0 && m.now() >= simulation.FromSeconds(m.poisonFrom) {
		m.poison = e.id
	}
	if m.full() {
		m.moment("held", "the lag is 10 s' worth: producers wait")
		m.held = e
		m.waiting.add(m.now(), 1)
		return
	}
	m.put(e)
	m.next()
}

// full says that backpressure holds the producers.
func (m *stream) full() bool {
	return m.backpressure && float64(m.lag) >= worthOfLag*m.rate
}

// makeRoom ends the producers' wait where there is room: their message goes in, and they make others again.
func (m *stream) makeRoom() {
	if m.waiting.level > 0 && !m.full() {
		m.waiting.add(m.now(), -1)
		m.put(m.held)
		m.next()
	}
}

// put adds a message to its partition.
func (m *stream) put(e streamed) {
	which := int(m.draw.Uniform(drawPartition, e.id, 0) * float64(m.spread))
	e.token = m.trace(e.id, 1, "producers->partitions")
	m.lag++
	m.peak = max(m.peak, m.lag)
	p := &m.partitions[which]
	p.push(e)
	if e.id == m.poison {
		m.sayPoison(which)
	}
	if m.work(m.owner(which)); p.at(p.end()-1).tries == 0 {
		m.leg(e.token, "consumers.line")
	}
}
