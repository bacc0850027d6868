package scenarios

// serve is what a worker of checkout does with a call: its own work on a core, the database, the tax API, the
// queue.
func (m *bounded) serve(id uint32) { m.cores.enter(id) }

// work gives a call's worker a core.
func (m *bounded) work(id uint32) bool {
	c := m.calls.at(id)
	m.coresBusy.add(m.now(), 1)
	m.afterSeconds(m.draw.Exponential(drawCores, c.request, c.key)*m.ownTime, m.worked, id)
	return true
}

// ask is the end of a worker's own work: it asks the database.
func (m *bounded) ask(id uint32) {
	m.coresBusy.add(m.now(), -1)
	m.cores.release()
	m.toDB.ask(id)
}

// tax asks the tax API, unless half of the workers wait for it already and the bulkhead is in.
func (m *bounded) tax(id uint32) {
	if m.bulkhead && m.taxing >= max(m.checkout.slots/2, 1) {
		m.reply(id, true)
		return
	}
	m.taxing++
	m.toTax.ask(id)
}

// taxed is the end of a call at the tax API: its answer, or that there is none in time.
func (m *bounded) taxed(id uint32, ok bool) {
	m.taxing--
	if m.toTax.hasBreaker && m.toTax.breaker.open {
		m.moment("open", "the breaker to the tax API opens")
	}
	m.reply(m.calls.at(id).parent, !ok)
}

// reply puts a message into the queue and answers the client, with an estimated tax if it must be.
func (m *bounded) reply(id uint32, estimated bool) {
	c := m.calls.at(id)
	m.place(c.request)
	if !c.gone {
		m.answers[m.phase].add(m.now() - c.entered)
		if estimated {
			m.estimates[m.phase]++
			m.rec.add(m.estimatedSeries, m.now(), 1)
		}
	}
	m.checkout.finish(id, true)
}

// answering is checkout as its clients see it: those who give up count with their full patience.
type answering struct {
	*server
	m *bounded
}

func (a answering) abandon(id uint32) bool {
	a.m.answers[a.m.phase].add(a.m.clients.timeout)
	return a.server.abandon(id)
}

// placed is a message in the queue.
type placed struct {
	request uint64
	token   int
}

// place puts a message into the queue.
func (m *bounded) place(request uint64) {
	p := placed{request, -1}
	if m.tokens.follows(request) {
		now := milli(m.now())
		p.token = m.tokens.begin(request, 1, Leg{"checkout->queue", now, now})
		m.leg(p.token, m.queue.lined)
	}
	m.queue.enter(m.messages.add(p))
	m.deepest[m.phase] = max(m.deepest[m.phase], m.queue.waiting())
}

// consume gives a message to a consumer.
func (m *bounded) consume(id uint32) bool {
	p := m.messages.at(id)
	m.leg(p.token, m.queue.place)
	m.afterSeconds(m.draw.Exponential(drawConsume, p.request, 0)*consumeTime, m.consumed, id)
	return true
}

// forget is the end of a message.
func (m *bounded) forget(id uint32) {
	m.endToken(m.messages.at(id).token, "ok")
	m.messages.remove(id)
	m.queue.release()
}
