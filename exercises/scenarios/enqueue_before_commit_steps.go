package scenarios

// request begins: it sends its job, or not yet, and writes its row.
func (m *enqueuing) request(id uint64) {
	m.rec.add(m.requests, m.now(), 1)
	m.ledger.Requests++
	m.ledger.InFlight++
	who := m.rows.add(row{id: id, began: m.now(), mode: m.mode, writing: true, token: m.trace(id, 1, "service->database")})
	m.leg(m.rows.at(who).token, "database")
	if m.mode == "before" {
		m.send(who, "service->queue")
	}
	m.afterSeconds(m.commit*m.draw.Exponential(drawService, id, 0), m.written, who)
}

// endCommit is a commit, or its failure. A process that sent its job and crashes fails to commit, too.
func (m *enqueuing) endCommit(who uint32) {
	r := m.rows.at(who)
	r.writing = false
	crashed := r.mode != "outbox" && m.draw.Hit(m.crash, drawCrash, r.id, 0)
	if m.draw.Hit(m.rollback, drawRollback, r.id, 0) || crashed && r.mode == "before" {
		m.endToken(r.token, "refused")
		m.end(r, false)
		m.forget(who)
		return
	}
	r.committed = true
	m.endToken(r.token, "ok")
	switch {
	case r.mode == "before" && r.jobs == 0: // its job came too early
		m.early++
		m.end(r, false)
	case r.mode == "after" && crashed:
		m.jobless++
		m.moment("jobless", "a row is committed, and its job is never sent")
		m.end(r, false)
	case r.mode == "after":
		m.send(who, "service->queue")
	case r.mode == "outbox":
		r.waits = true
		m.outbox.push(who)
	}
	m.forget(who)
}

// round is the relay's: it sends what it finds in the outbox, and keeps what it does not come to mark.
func (m *enqueuing) round(uint32) bool {
	for range m.outbox.n {
		who, _ := m.outbox.pop()
		m.send(who, "database->queue")
		r := m.rows.at(who)
		if m.draw.Hit(m.crash, drawCrash, r.id, r.sent) {
			m.moment("relay", "the relay crashes between sending and marking")
			m.outbox.push(who)
			continue
		}
		r.waits = false
	}
	return true
}

// send puts a job into the queue.
func (m *enqueuing) send(who uint32, link string) {
	r := m.rows.at(who)
	r.sent++
	r.jobs++
	m.rec.add(m.jobs, m.now(), 1)
	m.ledger.Attempts++
	m.ledger.InFlightAttempts++
	if r.sent == 1 {
		m.ledger.First++
	} else {
		m.ledger.Retries++
		m.moment("again", "a job is sent again")
	}
	sent := m.queue.add(sentJob{who, m.trace(r.id, r.sent, link)})
	m.leg(m.queue.at(sent).token, "queue")
	m.afterSeconds(m.pickup*m.draw.Exponential(drawPickup, r.id, r.sent), m.picked, sent)
}

// work is a worker's, on a job that it has picked up: it reads the row.
func (m *enqueuing) work(sent uint32) {
	j := *m.queue.at(sent)
	m.queue.remove(sent)
	r := m.rows.at(j.row)
	r.jobs--
	m.leg(j.token, "worker")
	m.ledger.InFlightAttempts--
	switch {
	case !r.committed:
		m.rowless++
		m.ledger.Refused++
		m.moment("rowless", "a job looks for a row that is not there")
		m.endToken(j.token, "refused")
	case r.found:
		m.ledger.Wasted++
		m.endToken(j.token, "wasted")
	default:
		r.found = true
		m.ledger.Useful++
		m.delay.add(m.now() - r.began)
		m.endToken(j.token, "ok")
		m.end(r, true)
	}
	m.forget(j.row)
}

// end is a request's, the first time.
func (m *enqueuing) end(r *row, ok bool) {
	if r.over {
		return
	}
	r.over = true
	m.ledger.InFlight--
	if !ok {
		m.ledger.Failed++
		return
	}
	m.ledger.Succeeded++
	m.rec.add(m.done, m.now(), 1)
}

// forget frees a row that nobody can meet any more.
func (m *enqueuing) forget(who uint32) {
	if r := m.rows.at(who); !r.writing && !r.waits && r.jobs == 0 {
		m.rows.remove(who)
	}
}
