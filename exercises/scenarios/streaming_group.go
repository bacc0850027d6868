package scenarios

import "arrowbook/exercises/simulation"

// consumer is a member of the group.
type consumer struct {
	working   bool
	stuck     bool
	partition int               // whose message it works on
	turn      int               // which of its partitions comes next
	end       simulation.Handle // of its work
	committed simulation.Time   // when it last was, or when the partitions were dealt
}

// owner is the consumer that a partition is dealt to.
func (m *stream) owner(partition int) int { return (partition + m.dealt) % m.group.slots }

// dealtTo are the partitions of a consumer: the first, and how many; each is as far from the next as there
// are consumers.
func (m *stream) dealtTo(who int) (first, n int) {
	first = (who - m.dealt%m.group.slots + m.group.slots) % m.group.slots
	return first, max(0, (len(m.partitions)-first+m.group.slots-1)/m.group.slots)
}

// work lets a consumer that does nothing take its next message.
func (m *stream) work(who int) {
	c := &m.consumers[who]
	if c.working {
		return
	}
	first, n := m.dealtTo(who)
	for passed := 0; passed < n; {
		which := first + c.turn%n*m.group.slots
		p := &m.partitions[which]
		switch {
		case p.next == p.end():
			c.turn++
			passed++
		case m.isAside(p):
			p.pass(m.now())
		default:
			c.turn++
			m.deliver(who, which)
			return
		}
	}
}

// isAside says whether the next message of a partition is a dead letter, now or since an earlier delivery.
func (m *stream) isAside(p *partitionLog) bool {
	e := p.at(p.next)
	if e.aside || e.expelled < mostDeliveries || !m.deadLetter {
		return e.aside
	}
	e.aside = true
	m.aside++
	m.moment("aside", "a message is put aside, after three deliveries")
	if p.next == p.high { // else it was processed once, and threw consumers out when it was to be again
		m.lag--
		m.ledger.InFlight--
		m.ledger.Failed++
	}
	return true
}

// deliver begins a consumer's work on the next message of a partition.
func (m *stream) deliver(who, which int) {
	c, p := &m.consumers[who], &m.partitions[which]
	e := p.at(p.next)
	e.tries++
	m.count(e)
	m.carry(e, p.next < p.high)
	c.working, c.partition = true, which
	m.busy++
	took := simulation.FromSeconds(m.draw.Exponential(drawService, e.id, e.tries) * m.mean)
	if e.id != m.poison && took < m.timeout {
		c.end = m.after(took, m.finished, uint32(who))
		return
	}
	c.stuck = true
	m.stuck++
	c.end = m.after(m.timeout, m.expelled, uint32(who))
	m.sayStuck(who)
}

// count counts a delivery.
func (m *stream) count(e *streamed) {
	m.ledger.Attempts++
	m.ledger.InFlightAttempts++
	if e.tries == 1 {
		m.ledger.First++
		return
	}
	m.ledger.Retries++
}

// finish is a message processed, for the first time or again. Between it and the next one, the consumer may
// commit.
func (m *stream) finish(who uint32) {
	c := &m.consumers[who]
	p := &m.partitions[c.partition]
	e := p.at(p.next)
	m.busy--
	c.working = false
	m.ledger.InFlightAttempts--
	if p.pass(m.now()) {
		m.process(e)
	} else {
		m.rec.add(m.again, m.now(), 1)
		m.ledger.Wasted++
		m.endToken(e.token, "wasted")
	}
	if m.now()-c.committed >= m.every {
		m.commit(int(who))
	}
	m.work(int(who))
	m.makeRoom()
	m.sayCaughtUp()
}

// process is a message's first effect.
func (m *stream) process(e *streamed) {
	m.lag--
	m.rec.add(m.processed, m.now(), 1)
	m.age.add(m.now() - e.made)
	m.ledger.InFlight--
	m.ledger.Succeeded++
	m.ledger.Useful++
	m.endToken(e.token, "ok")
}

// commit keeps how far a consumer is in its partitions.
func (m *stream) commit(who int) {
	m.consumers[who].committed = m.now()
	first, n := m.dealtTo(who)
	for i := range n {
		m.partitions[first+i*m.group.slots].commit()
	}
}

// expel throws out a consumer that was not heard of.
func (m *stream) expel(who uint32) {
	p := &m.partitions[m.consumers[who].partition]
	p.at(p.next).expelled++
	m.rebalance(who)
}

// rebalance deals the partitions anew, one consumer further on: all work is broken off, and each partition
// goes on from its last commit. out is who was thrown out; none: the group itself has changed.
func (m *stream) rebalance(out uint32) {
	m.rebalances++
	for who := range m.consumers {
		m.breakOff(who)
	}
	back := 0
	for i := range m.partitions {
		back += m.partitions[i].next - m.partitions[i].committed
		m.partitions[i].next = m.partitions[i].committed
	}
	m.sayRebalance(out, back)
	m.dealt++
	for who := range m.group.slots {
		m.work(who)
	}
	m.makeRoom()
}

// breakOff ends a consumer's work unfinished; it begins anew with what it will be dealt.
func (m *stream) breakOff(who int) {
	c := &m.consumers[who]
	if c.working {
		m.engine.Cancel(c.end)
		p := &m.partitions[c.partition]
		m.endToken(p.at(p.next).token, "abandoned")
		m.ledger.InFlightAttempts--
		m.ledger.Abandoned++
		m.busy--
	}
	if c.stuck {
		m.stuck--
	}
	*c = consumer{committed: m.now()}
}
