package scenarios

import (
	"context"

	"arrowbook/exercises/simulation"
)

var deadlock = &Scenario{
	ID: "deadlock", Title: "Two rows, two orders", Version: 1, Axis: TimeAxis,
	Lead:  "Each transaction locks two rows. Alone, none of them can go wrong. Let twenty of them run at once.",
	Model: "A fixed number of transactions run at once; when one commits, the next begins. Each takes two different rows at random. It locks one, works for a hold time, locks the other, works for another hold time, commits and frees both. Hold times are exponential and drawn for each lock by itself. A lock that is taken is waited for in the order of coming. With opposite orders a transaction locks its rows as they come; with the same order, always the row with the lower number first. When a transaction waits for one that waits, and so on, for itself, none of them can go on: a deadlock. A detector finds it after a while and kills the transaction that closed the circle. That one frees its lock and retries at once, with the same rows. Left out: locks that can be shared, transactions of more than two rows, victims that wait before they retry, and clients who give up. The numbers are chosen so that a third of all locks are waited for; every row is as likely as any other.",
	Params: []Param{
		integer("concurrency", "Transactions at once", 20, 1, 10_000, 60),
		integer("rows", "Rows", 50, 2, 100_000, 200),
		secondsParam("hold_time", "Hold time of a lock", .02, .0001, 60).slider(.005, .1, .005),
		{Name: "lock_order", Label: "Order of locking", Kind: Option, DefaultOption: "opposite", Options: []string{"opposite", "same"}, Control: true, Help: "opposite: as the rows come; same: the lower number first"},
		secondsParam("detect_after", "A deadlock is found after", .2, 0, 3600).slider(0, 2, .05),
		secondsParam("duration", "Duration", 120, 1, 36_000),
	},
	SummaryNames: []string{"transactions", "deadlocks", "throughput", "p99"},
	Series: []SeriesInfo{
		{Name: "begun", Label: "transactions begun per second", Unit: "/s"},
		{Name: "commits", Label: "commits per second", Unit: "/s", Chart: LoadChart, Look: "good", Area: true},
		{Name: "attempts", Label: "attempts per second", Unit: "/s"},
		{Name: "waiting", Label: "waiting for a lock", Chart: LineChart, Look: "line"},
		{Name: "rows_locked", Label: "rows locked"},
		{Name: "deadlocks", Label: "deadlocks, so far", Chart: LineChart, Look: "bad", Area: true},
	},
	Stations: []Station{
		{ID: "transactions", Kind: Node, Label: "transactions"}, {ID: "transactions->rows", Kind: Link},
		{ID: "rows.line", Kind: Line, Label: "line", WaitingSeries: "waiting"},
		{ID: "rows", Kind: Pool, Label: "rows", BusySeries: "rows_locked", Busy: "locked"},
	},
	Offers: []Offer{
		{"lock_order", "same", "Lock in the same order"}, {"detect_after", "0", "Detect at once"}, {"concurrency", "5", "Let five run at once"},
	},
	run: runDeadlock,
}

const (
	drawRows = drawOwn     // which rows a transaction takes
	drawHold = drawOwn + 1 // how long it works with a lock
)

// transaction is one attempt at one. It is killed at most once, as the victim; who retries is a new one.
type transaction struct {
	number  uint64
	attempt uint32
	began   simulation.Time // its first attempt
	rows    [2]uint32       // in the order of locking
	locks   int             // that it has
	waits   bool
	victim  bool // it has closed a circle and waits for the detector
	dead    bool // killed: its place in the line is skipped
	token   int
}

// rowLock is a row: a pool of one slot, and who has it.
type rowLock struct {
	pool
	holder uint32
}

// locking is transactions -> rows.
type locking struct {
	*world
	open             slab[transaction]
	rows             []*rowLock
	ledger           *Ledger
	spent            *latencies
	limit, running   int
	among            int // so many rows
	number           uint64
	same             bool
	hold             float64
	detectAfter      simulation.Time
	waiting, locked  int
	deadlocks        int
	begun, commits   []float64
	attempts         []float64
	workedKind, kill uint32
}

func runDeadlock(ctx context.Context, s *settings) (*Result, error) {
	m := newLocking(s)
	if err := m.run(ctx); err != nil {
		return nil, err
	}
	return m.report(), nil
}

func newLocking(s *settings) *locking {
	m := &locking{world: newWorld(s), spent: &latencies{}}
	m.tokens = newTokenLog(m.draw, m.numbers["concurrency"]*m.numbers["duration"]/(2*m.numbers["hold_time"]))
	m.ledger = m.newLedger()
	m.workedKind, m.kill = m.handle(m.worked), m.handle(m.killed)
	m.record()
	m.start(func() { m.read(m.set) })
	return m
}

// set takes the parameters as they stand. Transactions that are too many end by committing.
func (m *locking) set() {
	m.same, m.hold, m.detectAfter = m.options["lock_order"] == "same", m.numbers["hold_time"], m.time("detect_after")
	m.among = int(m.numbers["rows"])
	for len(m.rows) < m.among {
		m.addRow()
	}
	for m.limit = int(m.numbers["concurrency"]); m.running < m.limit; {
		m.running++
		m.next()
	}
}

func (m *locking) addRow() {
	row := &rowLock{pool: pool{slots: 1}, holder: none}
	row.start = func(id uint32) bool { return m.lock(row, id) }
	m.rows = append(m.rows, row)
}

// next begins a transaction of two different rows.
func (m *locking) next() {
	m.number++
	a := uint32(m.draw.Uniform(drawRows, m.number, 0) * float64(m.among))
	b := uint32(m.draw.Uniform(drawRows, m.number, 1) * float64(m.among-1))
	if b >= a {
		b++
	}
	if m.same && b < a {
		a, b = b, a
	}
	m.ledger.begin()
	m.rec.add(m.begun, m.now(), 1)
	m.try(transaction{number: m.number, attempt: 1, began: m.now(), rows: [2]uint32{a, b}})
}
