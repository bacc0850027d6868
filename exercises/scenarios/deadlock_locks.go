package scenarios

// try is an attempt at a transaction, from its first lock on.
func (m *locking) try(t transaction) {
	m.rec.add(m.attempts, m.now(), 1)
	t.token = -1
	if m.tokens.follows(t.number) {
		now := milli(m.now())
		t.token = m.tokens.begin(t.number, t.attempt, Leg{"transactions->rows", now, now})
	}
	m.ask(m.open.add(t))
}

// ask asks for a transaction's next lock. Who has to wait may close a circle.
func (m *locking) ask(id uint32) {
	t := m.open.at(id)
	t.waits = true
	m.waiting++
	if m.rows[t.rows[t.locks]].enter(id) {
		return
	}
	m.leg(t.token, "rows.line")
	if m.closesCircle(id) {
		t.victim = true
		m.deadlocks++
		m.moment("first-deadlock", "first deadlock: they wait for each other, and none can go on")
		m.after(m.detectAfter, m.kill, id)
	}
	if m.waiting == m.running {
		m.moment("standstill", "every transaction waits, and nothing moves until the detector comes")
	}
}

// closesCircle follows who waits for whom, from the one who has begun to wait: nothing else makes a circle. The
// walk may come to a circle that stands already, and ends at its victim. It is never longer than there are
// transactions.
func (m *locking) closesCircle(id uint32) bool {
	t := m.open.at(id)
	for range m.running {
		holder := m.rows[t.rows[t.locks]].holder
		if holder == id {
			return true
		}
		if t = m.open.at(holder); !t.waits || t.victim {
			return false
		}
	}
	return false
}

// lock gives a row to the transaction whose turn has come, unless it has been killed.
func (m *locking) lock(row *rowLock, id uint32) bool {
	t := m.open.at(id)
	if t.dead {
		row.left--
		m.open.remove(id)
		return false
	}
	t.waits = false
	m.waiting--
	row.holder = id
	m.locked++
	t.locks++
	m.leg(t.token, "rows")
	m.afterSeconds(m.draw.Exponential(drawHold, t.number, 2*t.attempt+uint32(t.locks))*m.hold, m.workedKind, id)
	return true
}

// worked is the end of the work with a lock: the other one is needed, or all is done.
func (m *locking) worked(id uint32) {
	t := m.open.at(id)
	if t.locks < 2 {
		m.ask(id)
		return
	}
	m.ledger.serve()
	m.rec.add(m.commits, m.now(), 1)
	m.spent.add(m.now() - t.began)
	m.endToken(t.token, "ok")
	m.unlock(id)
	m.open.remove(id)
	if m.running > m.limit {
		m.running--
		return
	}
	m.next()
}

// unlock frees what a transaction has locked, for the next in line.
func (m *locking) unlock(id uint32) {
	t := m.open.at(id)
	for _, row := range t.rows[:t.locks] {
		m.locked--
		m.rows[row].holder = none
		m.rows[row].release()
	}
}

// killed is the end of a victim, which leaves its line, and its retry.
func (m *locking) killed(id uint32) {
	t := m.open.at(id)
	m.moment("first-victim", "the detector kills the first victim, which retries at once")
	t.dead, t.waits, t.victim = true, false, false
	m.waiting--
	m.rows[t.rows[t.locks]].left++
	m.ledger.Abandoned++
	m.ledger.Attempts++
	m.ledger.Retries++
	m.endToken(t.token, "abandoned")
	again := *t
	m.unlock(id)
	again.attempt++
	again.locks, again.dead = 0, false
	m.try(again)
}
