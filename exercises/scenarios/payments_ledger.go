package scenarios

import (
	"context"

	"arrowbook/exercises/simulation"
)

var paymentsLedger = &Scenario{
	ID: "payments-ledger", Title: "Two teams and one arrow", Version: 1, Axis: TimeAxis,
	Lead:  "One team sends payments, another books them. Each has done what it can on its own side. Now and then a payment is still not booked.",
	Model: "Payments sends each payment over a link to the ledger, which books it and answers with an acknowledgement. The link loses a share of the messages and a share of the acknowledgements; what is not lost takes 0.1 s each way. The sender cannot tell which of the two was lost. With retries it sends the payment again every second until it is acknowledged; without, it sends once. The receiver books whatever comes, or takes what has the payer and the amount of an earlier payment for a duplicate: of any earlier one, or by time of one that it booked within the last 10 s. A share of the payments is followed within 10 s by a second one of the same payer and amount, which is meant. The contract is a key for each payment that both sides use: the sender retries with the same key, and the receiver books each key once. It overrules the other two choices. Dropped is a payment that is never booked, doubled one that is booked more than once. What is under way at the end is finished. Left out: the time that booking takes, restarts, and keys that are forgotten. The numbers are chosen so that each fault is rare, and there are some of each.",
	Params: []Param{
		rate("arrival_rate", "Payments", 50, 5000),
		{Name: "loss", Label: "Messages lost", Default: .02, Max: .9, SliderMax: .2, SliderStep: .01, Control: true},
		{Name: "ack_loss", Label: "Acknowledgements lost", Default: .02, Max: .9, SliderMax: .2, SliderStep: .01, Control: true},
		{Name: "sender_retries", Label: "The sender retries", Kind: Option, DefaultOption: "on", Options: []string{"off", "on"}, Control: true},
		{Name: "receiver_dedup", Label: "The receiver drops duplicates", Kind: Option, DefaultOption: "by-time", Options: []string{"off", "on", "by-time"}, Control: true, Help: "on: of any payment before; by-time: of one in the last 10 s"},
		toggle("contract", "A key that both sides use"),
		share("repeat_share", "Second payments that are meant", .01).slider(0, .1, .01),
		secondsParam("duration", "Duration", 600, 1, 360_000),
	},
	SummaryNames: []string{"sent", "dropped", "doubled", "right_share"},
	Series: []SeriesInfo{
		{Name: "sent", Label: "payments per second", Unit: "/s"},
		{Name: "attempts", Label: "messages per second", Unit: "/s", Chart: LoadChart, Look: "retry"},
		{Name: "booked", Label: "bookings per second", Unit: "/s", Chart: LoadChart, Look: "good", Area: true},
		{Name: "dropped", Label: "payments dropped, so far", Chart: LineChart, Look: "bad", Area: true},
		{Name: "doubled", Label: "payments doubled, so far", Chart: LineChart, Look: "retry"},
		{Name: "unacknowledged", Label: "sent and not acknowledged"},
	},
	Stations: []Station{
		{ID: "payments", Kind: Node, Label: "payments", Figure: "unacknowledged", FigureWords: "not acknowledged"}, {ID: "payments->ledger", Kind: Link},
		{ID: "ledger", Kind: Node, Label: "ledger", Figure: "dropped", FigureWords: "dropped so far"}, {ID: "ledger->payments", Kind: Link},
	},
	Offers: []Offer{
		{"contract", "on", "Agree on a key"}, {"receiver_dedup", "off", "Let the ledger book whatever comes"}, {"sender_retries", "off", "Let payments send once"},
	},
	run: runPayments,
}

const (
	oneWay       = simulation.Second / 10 // of a message, and of an acknowledgement
	resendAfter  = simulation.Second
	sameWithin   = 10 * simulation.Second // by-time: what is taken for a duplicate
	secondWithin = 10.0                   // seconds until a second payment that is meant

	drawMeant = drawOwn     // whether a second payment follows
	drawGap   = drawOwn + 1 // and when
	secondID  = 1 << 40     // added to a payment's number: that of the second
)

// payment is one on its way from its first message until its sender is done with it.
type payment struct {
	id      uint64
	payer   uint32
	attempt uint32
	booked  int // times
	acked   bool
	token   int
	resend  simulation.Handle
}

// payer is who makes a payment and perhaps a second one of the same amount.
type payer struct {
	payments int             // of this amount, that are not over
	booked   bool            // one of them has been
	at       simulation.Time // when one was booked last
	first    uint64          // number of the first payment
}

// payments is payments -> ledger and the acknowledgement's way back.
type payments struct {
	*world
	arrivals         *source
	ledger           *Ledger
	open             slab[payment]
	payers           slab[payer]
	retries, byKey   bool
	dedup            string
	dropped, doubled int
	// kinds of events
	arrived, answered, waited, again uint32
	// series
	sent, attempts, booked []float64
}

func runPayments(ctx context.Context, s *settings) (*Result, error) {
	m := newPayments(s)
	if err := m.run(ctx); err != nil {
		return nil, err
	}
	return m.report(), nil
}

func newPayments(s *settings) *payments {
	m := &payments{world: newWorld(s)}
	m.ledger = m.newLedger()
	m.arrived, m.answered, m.waited, m.again = m.handle(m.arrive), m.handle(m.acknowledged), m.handle(m.resend), m.handle(m.second)
	m.arrivals = m.newSource(drawArrival, m.pay)
	m.drain(func() bool { return m.ledger.InFlight == 0 })
	m.read(m.set)
	m.record()
	return m
}

// set takes the parameters as they stand. The contract overrules what each side chose.
func (m *payments) set() {
	m.arrivals.rate = m.numbers["arrival_rate"]
	m.byKey = m.on("contract")
	m.retries = m.on("sender_retries") || m.byKey
	m.dedup = m.options["receiver_dedup"]
}

// pay is a payment, and perhaps a second one that is meant.
func (m *payments) pay(id uint64) {
	who := m.payers.add(payer{first: id})
	gap := simulation.FromSeconds(m.draw.Uniform(drawGap, id, 0) * secondWithin)
	if m.draw.Hit(m.numbers["repeat_share"], drawMeant, id, 0) && m.now()+gap < m.end {
		m.payers.at(who).payments++
		m.after(gap, m.again, who)
	}
	m.enter(id, who)
}

func (m *payments) second(who uint32) {
	p := m.payers.at(who)
	p.payments--
	m.enter(p.first+secondID, who)
}

func (m *payments) enter(id uint64, who uint32) {
	m.payers.at(who).payments++
	m.ledger.Requests++
	m.ledger.InFlight++
	m.rec.add(m.sent, m.now(), 1)
	m.send(m.open.add(payment{id: id, payer: who, token: -1}))
}

// send is a message.
func (m *payments) send(i uint32) {
	p := m.open.at(i)
	p.attempt++
	m.ledger.Attempts++
	m.ledger.InFlightAttempts++
	if p.attempt == 1 {
		m.ledger.First++
	} else {
		m.ledger.Retries++
	}
	m.rec.add(m.attempts, m.now(), 1)
	p.token = -1
	if m.tokens.follows(p.id) {
		p.token = m.tokens.begin(p.id, p.attempt)
		m.leg(p.token, "payments->ledger")
		m.tokens.tokens[p.token].Dup = p.booked > 0
	}
	p.resend = m.after(resendAfter, m.waited, i)
	m.after(oneWay, m.arrived, i)
}

// arrive is a message at the ledger, or lost on the way. It answers whatever it makes of it.
func (m *payments) arrive(i uint32) {
	p := m.open.at(i)
	if m.draw.Hit(m.numbers["loss"], drawLoss, p.id, p.attempt) {
		m.lose(p)
		return
	}
	m.book(p)
	m.leg(p.token, "ledger->payments")
	m.after(oneWay, m.answered, i)
}

func (m *payments) lose(p *payment) {
	m.ledger.Lost++
	m.ledger.InFlightAttempts--
	m.endToken(p.token, "lost")
}

// book is the ledger's work, unless it takes the payment for a duplicate.
func (m *payments) book(p *payment) {
	who := m.payers.at(p.payer)
	if m.taken(p, who) {
		m.note(p.token, m.recognised(p, who))
		if p.booked == 0 {
			m.moment("first-swallowed", "a second payment that is meant is taken for a duplicate")
		}
		return
	}
	who.booked, who.at = true, m.now()
	p.booked++
	m.note(p.token, Note{What: "booked"})
	m.rec.add(m.booked, m.now(), 1)
	if p.booked == 2 {
		m.doubled++
		m.moment("first-doubled", "first payment booked twice")
	}
}

// recognised is what the ledger takes a message for: the same payment again, or, wrongly, another one.
func (m *payments) recognised(p *payment, who *payer) Note {
	if p.booked > 0 {
		return Note{What: "known"}
	}
	if p.id == who.first {
		return Note{What: "swallowed", Other: p.id + secondID}
	}
	return Note{What: "swallowed", Other: who.first}
}

// taken says whether the ledger takes a payment for one that it has booked.
func (m *payments) taken(p *payment, who *payer) bool {
	switch {
	case m.byKey:
		return p.booked > 0
	case m.dedup == "on":
		return who.booked
	case m.dedup == "by-time":
		return who.booked && m.now()-who.at <= sameWithin
	}
	return false
}

// acknowledged is an acknowledgement at the sender, or lost on the way.
func (m *payments) acknowledged(i uint32) {
	p := m.open.at(i)
	if m.draw.Hit(m.numbers["ack_loss"], drawAnswerLoss, p.id, p.attempt) {
		m.lose(p)
		m.moment("first-ack-lost", "first acknowledgement lost: the sender cannot know that it was booked")
		return
	}
	m.engine.Cancel(p.resend)
	p.acked = true
	m.ledger.InFlightAttempts--
	m.ledger.Useful++
	m.endToken(p.token, "ok")
	m.finish(i)
}

// resend is the end of the sender's patience.
func (m *payments) resend(i uint32) {
	if m.retries {
		m.moment("first-retry", "first payment sent again")
		m.send(i)
		return
	}
	m.finish(i)
}
