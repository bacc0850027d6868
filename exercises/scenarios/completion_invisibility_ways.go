package scenarios

// ask counts a request that asks for a job's end.
func (m *errands) ask(e *errand) {
	e.asks++
	m.rec.add(m.asked, m.now(), 1)
	m.ledger.Attempts++
	m.ledger.InFlightAttempts++
	if e.asks == 1 {
		m.ledger.First++
		return
	}
	m.ledger.Retries++
}

// notYet answers a request that came too early.
func (m *errands) notYet() {
	m.ledger.InFlightAttempts--
	m.ledger.Refused++
	m.moment("vain", "the first question that is asked in vain")
}

// poll is a question that is answered at once; it goes on until the job is done.
func (m *errands) poll(i uint32) bool {
	e := m.all.at(i)
	m.ask(e)
	asking := m.trace(e.id, e.asks+1)
	if !e.done {
		m.notYet()
		m.endToken(asking, "refused")
		return true
	}
	m.endToken(asking, "ok")
	m.notice(i)
	return false
}

// hold is a question that the service keeps until it can answer, or for one interval.
func (m *errands) hold(i uint32) {
	e := m.all.at(i)
	m.ask(e)
	m.endToken(m.trace(e.id, e.asks+1), "ok")
	e.open = true
	m.open.add(m.now(), 1)
	e.held = m.after(m.polls.period, m.expired, i)
}

// expire is a held question whose interval is over: not yet.
func (m *errands) expire(i uint32) {
	m.close(m.all.at(i))
	m.notYet()
	m.hold(i)
}

// connect opens a stream. What was missed is sent again.
func (m *errands) connect(i uint32) {
	e := m.all.at(i)
	m.ask(e)
	m.endToken(m.trace(e.id, e.asks+1), "ok")
	e.open = true
	m.open.add(m.now(), 1)
	if rate := m.numbers["drop_rate"]; rate > 0 {
		e.held = m.afterSeconds(m.draw.Exponential(drawDrop, e.id, e.asks)/rate, m.dropped, i)
	}
	if e.done {
		m.send(i)
	}
}

// close ends what is held.
func (m *errands) close(e *errand) {
	m.engine.Cancel(e.held)
	e.open = false
	m.open.add(m.now(), -1)
}

// send puts the end of a job on its way to the user.
func (m *errands) send(i uint32) {
	e := m.all.at(i)
	m.leg(e.token, "service->users")
	e.push = m.after(pushTime, m.pushed, i)
}

// arrived is a push that has come.
func (m *errands) arrived(i uint32) {
	m.close(m.all.at(i))
	m.notice(i)
}

// drop is a connection that breaks, and a push that is lost with it.
func (m *errands) drop(i uint32) {
	e := m.all.at(i)
	m.close(e)
	m.ledger.InFlightAttempts--
	m.ledger.Lost++
	m.moment("dropped", "the first stream that drops")
	if m.engine.Cancel(e.push) {
		m.leg(e.token, "users.line")
	}
	m.after(resumeAfter, m.resumed, i)
}

// trace opens the token of a followed user's request: the first hands the job in, the others ask.
func (m *errands) trace(id uint64, n uint32) int {
	if !m.tokens.follows(id) {
		return -1
	}
	now := milli(m.now())
	return m.tokens.begin(id, n, Leg{"users->service", now, now})
}
