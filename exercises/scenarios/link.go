package scenarios

// callee is the far end of a link. A server is one; a scenario may write its own.
type callee interface {
	// admit says whether a call is let in; shedding refuses when the wait would use up half of the patience,
	// in seconds.
	admit(shed bool, patience float64) bool
	// accept takes a call that was admitted. It ends with link.answer.
	accept(id uint32)
	// abandon tells that a call's caller has given up; true when the call goes too, unserved.
	abandon(id uint32) bool
}

// link is a caller's side of an arrow: its patience, its retries and their bounds. A request on it ends when
// an attempt is answered or the policy allows no more of them.
type link struct {
	callPolicy
	w       *world
	to      callee
	place   string // the arrow on the stage
	ledger  *Ledger
	budget  retryBudget
	breaker breaker
	process uint32 // of its draws

	// What is counted; nil: not counted.
	tally                                *tally
	offered, attempts, goodput, timeouts []float64 // series

	// Who watches its requests; nil: nobody.
	seen *watch

	// loss and answerLoss are the shares of calls and of answers that never arrive. Their callers only learn
	// of it by their timeout.
	loss, answerLoss float64
	// deadline: a call whose own caller has gone makes no more attempts.
	deadline bool
	// ended is told how a request ended, with its last attempt; nil: nobody is told.
	ended func(id uint32, ok bool)

	retryKind, giveUpKind uint32
	timedOut              bool // at least once
}

// newLink makes a link to a callee; place is the arrow of the stage that shows it. The ledger of the first
// link is that of the run.
func (w *world) newLink(place string, to callee) *link {
	l := &link{w: w, to: to, place: place, ledger: w.newLedger(), budget: retryBudget{bucketSize}, process: w.links << 8}
	l.retryKind, l.giveUpKind = w.handle(l.send), w.handle(l.giveUp)
	w.links++
	return l
}

// request begins a client's request; a share of them is turned away at the door.
func (l *link) request(id uint64) {
	l.begin(call{link: l, request: id, parent: none, began: l.w.now()})
}

// ask begins the request that a call needs before it can be answered; ended learns of its end by the parent
// of its call.
func (l *link) ask(parent uint32) {
	p := l.w.calls.at(parent)
	l.begin(call{link: l, request: p.request, parent: parent, key: p.key, began: l.w.now()})
}

func (l *link) begin(c call) {
	now := l.w.now()
	l.w.rec.add(l.offered, now, 1)
	l.tally.arrival(now)
	l.ledger.Requests++
	l.ledger.InFlight++
	l.budget.request(l.budgetShare)
	c.attempt, c.key, c.token = 1, keyOf(c.key, 1), -1
	id := l.w.calls.add(c)
	if l.w.draw.Hit(l.shedShare, drawDoor+l.process, c.request, 0) {
		l.turnAway(id)
		return
	}
	l.tally.letIn(now)
	l.send(id)
}

// turnAway refuses a request at the door: it is an attempt that nobody served, and it is not tried again.
func (l *link) turnAway(id uint32) {
	l.count(1)
	l.ledger.Refused++
	l.end(id, false)
}

// count counts an attempt.
func (l *link) count(n uint32) {
	l.w.rec.add(l.attempts, l.w.now(), 1)
	l.tally.attempt(l.w.now())
	l.ledger.Attempts++
	if n == 1 {
		l.ledger.First++
	} else {
		l.ledger.Retries++
	}
}

// send makes the call's attempt.
func (l *link) send(id uint32) {
	c := l.w.calls.at(id)
	l.count(c.attempt)
	l.w.trace(c, l.place)
	if !l.to.admit(l.shed, l.patience) || l.hasBreaker && !l.breaker.allow(l.w.now()) {
		l.refused(id)
		return
	}
	l.ledger.InFlightAttempts++
	if l.timeout > 0 {
		c.giveUp = l.w.after(l.timeout, l.giveUpKind, id)
	}
	c.entered = l.w.now()
	if l.w.draw.Hit(l.loss, drawLoss+l.process, c.request, c.key) {
		l.lose(c)
		return
	}
	l.to.accept(id)
}

// refused is an attempt that was turned away, or answered with an error.
func (l *link) refused(id uint32) {
	l.ledger.Refused++
	l.w.endToken(l.w.calls.at(id).token, "refused")
	l.retryOrEnd(id)
}

// lose is an attempt or its answer that never arrives.
func (l *link) lose(c *call) {
	c.state = callLost
	l.ledger.Lost++
	l.ledger.InFlightAttempts--
	l.w.endToken(c.token, "lost")
}

// answer ends a call on the callee's side: useful when its caller still waits, wasted when nobody does. An
// answer that is not ok is an error, and may be tried again.
func (l *link) answer(id uint32, ok bool) {
	c := l.w.calls.at(id)
	switch {
	case c.gone:
		l.ledger.InFlightAttempts--
		l.ledger.Wasted++
		l.w.endToken(c.token, "wasted")
		l.w.calls.remove(id)
	case l.w.draw.Hit(l.answerLoss, drawAnswerLoss+l.process, c.request, c.key):
		l.lose(c)
	case ok:
		l.w.engine.Cancel(c.giveUp)
		l.ledger.InFlightAttempts--
		l.succeed(id)
	default:
		l.w.engine.Cancel(c.giveUp)
		l.ledger.InFlightAttempts--
		l.tell(true)
		l.refused(id)
	}
}

func (l *link) succeed(id uint32) {
	now := l.w.now()
	l.ledger.Useful++
	l.w.rec.add(l.goodput, now, 1)
	l.tally.success(now)
	l.tell(false)
	l.w.endToken(l.w.calls.at(id).token, "ok")
	l.end(id, true)
}

// giveUp is a caller's patience ending. What becomes of the call is the callee's to say; the request goes on
// as a call of its own.
func (l *link) giveUp(id uint32) {
	l.w.rec.add(l.timeouts, l.w.now(), 1)
	if !l.timedOut {
		l.timedOut = true
		l.w.moment("first-timeout", "first timeout")
	}
	c := l.w.calls.at(id)
	next := *c
	c.gone = true
	l.w.left(c.token)
	switch {
	case c.state == callLost:
		l.w.calls.remove(id)
	case l.to.abandon(id):
		l.ledger.Abandoned++
		l.ledger.InFlightAttempts--
		l.w.endToken(c.token, "abandoned")
	}
	l.tell(true)
	next.token = -1
	l.retryOrEnd(l.w.calls.add(next))
}

// dropped is a call that leaves the line some time after its caller gave up.
func (l *link) dropped(id uint32) {
	l.ledger.Abandoned++
	l.ledger.InFlightAttempts--
	l.w.endToken(l.w.calls.at(id).token, "abandoned")
	l.w.calls.remove(id)
}

// tell lets the breaker know how a call went.
func (l *link) tell(failed bool) {
	if l.hasBreaker {
		l.breaker.outcome(l.w.now(), failed)
	}
}

// retryOrEnd tries a request again when the policy allows, else ends it.
func (l *link) retryOrEnd(id uint32) {
	c := l.w.calls.at(id)
	if c.attempt > l.retries || l.deadline && l.forsaken(c) || !l.budget.allow(l.budgetShare) {
		l.end(id, false)
		return
	}
	c.attempt++
	c.key++
	c.state = callWaitsToRetry
	l.w.after(l.backoff.wait(l.w.draw, drawBackoff+l.process, c), l.retryKind, id)
}

// forsaken says that the call which needs this one's answer has lost its own caller.
func (l *link) forsaken(c *call) bool { return c.parent != none && l.w.calls.at(c.parent).gone }

func (l *link) end(id uint32, ok bool) {
	l.seen.end(l.w.calls.at(id), ok)
	l.ledger.InFlight--
	if ok {
		l.ledger.Succeeded++
	} else {
		l.ledger.Failed++
	}
	if l.ended != nil {
		l.ended(id, ok)
	}
	l.w.calls.remove(id)
}
