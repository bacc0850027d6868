package scenarios

import (
	"context"

	"arrowbook/exercises/simulation"
)

var enqueueBeforeCommit = &Scenario{
	ID: "enqueue-before-commit", Title: "The job and the row", Version: 1, Axis: TimeAxis,
	Lead:  "A request writes a row and sends a job that reads it. These are two steps in two systems. Now and then only one of them happens.",
	Model: "Each request writes a row to a database and sends a job to a queue; a worker picks the job up after a while and reads the row. The commit and the pickup take exponential times. Some commits fail, and the row is rolled back. With before, the job is sent first: a worker may look before the commit, or for a row that never comes. A process that crashes between the two steps has sent the job and never commits. With after, the job is sent when the row is committed: a process that crashes between the two has a row and sends no job. With outbox, the job is written in the same transaction as the row. Every 0.1 s a relay sends what it finds there and marks it as sent. A relay that crashes between sending and marking is started again at once, and sends that job again in its next round. A job that finds no row is not tried again. Requests arrive by themselves; what is under way at the end is finished. Left out: jobs that the queue loses or delivers twice by itself, and the relay's own time. The numbers are chosen so that a commit is ten times as fast as a pickup, and faults are rare.",
	Params: []Param{
		rate("arrival_rate", "Requests", 50, 5000).slider(5, 200, 5),
		{Name: "enqueue", Label: "The job is sent", Kind: Option, DefaultOption: "before", Options: []string{"before", "after", "outbox"}, Control: true, Help: "before or after the commit, or by a relay from an outbox"},
		secondsParam("commit_time", "A commit takes", .005, 0, 60).slider(0, .1, .005),
		secondsParam("pickup_time", "A job waits for", .05, 0, 60).slider(0, .5, .01),
		share("rollback_share", "Commits that fail", .02).slider(0, .2, .01),
		{Name: "crash_share", Label: "Crashes between two steps", Default: .01, Max: .9, SliderMax: .2, SliderStep: .01, Control: true},
		secondsParam("duration", "Duration", 300, 1, 36_000),
	},
	SummaryNames: []string{"requests", "jobs_without_row", "rows_without_job", "duplicates", "too_early", "mean_delay"},
	Series: []SeriesInfo{
		{Name: "requests", Label: "requests per second", Unit: "/s", Chart: LoadChart, Look: "offered"},
		{Name: "done", Label: "requests done per second", Unit: "/s", Chart: LoadChart, Look: "good", Area: true},
		{Name: "jobs", Label: "jobs sent per second", Unit: "/s"},
		{Name: "jobs_without_row", Label: "jobs without a row, so far", Chart: LineChart, Look: "bad", Area: true},
		{Name: "rows_without_job", Label: "rows without a job, so far", Chart: LineChart, Look: "line"},
		{Name: "duplicates", Label: "jobs sent again, so far", Chart: LineChart, Look: "retry"},
		{Name: "in_outbox", Label: "waiting in the outbox"},
	},
	Stations: []Station{
		{ID: "service", Kind: Node, Label: "service"}, {ID: "service->database", Kind: Link}, {ID: "database", Kind: Node, Label: "database"},
		{ID: "service->queue", Kind: Link}, {ID: "database.line", Kind: Line, Label: "outbox", WaitingSeries: "in_outbox"},
		{ID: "database->queue", Kind: Link, Label: "relay"}, {ID: "queue", Kind: Node, Label: "queue"},
		{ID: "queue->worker", Kind: Link}, {ID: "worker", Kind: Node, Label: "worker", Figure: "jobs_without_row", FigureWords: "jobs without a row"},
	},
	Offers: []Offer{
		{"enqueue", "after", "Send the job after the commit"}, {"enqueue", "outbox", "Send the job from an outbox"},
		{"pickup_time", "0.2", "Let workers come later"},
	},
	run: runEnqueue,
}

const (
	relayEvery   = simulation.Second / 10
	drawRollback = drawOwn     // whether a commit fails
	drawPickup   = drawOwn + 1 // how long a job waits
)

// row is what a request writes, from its arrival until its last job has run.
type row struct {
	id        uint64
	began     simulation.Time
	mode      string // how its job is sent
	sent      uint32 // jobs, so far
	jobs      int    // of them on their way
	committed bool
	over      bool // the request has ended, well or not
	waits     bool // in the outbox
	writing   bool // its commit is under way
	found     bool // a job has read it
	token     int
}

// sentJob is one on its way to a worker.
type sentJob struct {
	row   uint32
	token int
}

// enqueuing is service -> database and service -> queue -> worker.
type enqueuing struct {
	*world
	arrivals       *source
	rows           slab[row]
	queue          slab[sentJob]
	outbox         fifo
	relay          *periodic
	ledger         *Ledger // attempts are jobs
	mode           string
	commit, pickup float64 // seconds
	rollback       float64 // shares
	crash          float64
	jobless        int // rows without a job
	rowless        int // jobs without a row
	early          int // of them those whose row was committed later
	delay          latencies
	// kinds of events
	written, picked uint32
	// series
	requests, done, jobs []float64
}

func runEnqueue(ctx context.Context, s *settings) (*Result, error) {
	m := newEnqueuing(s)
	if err := m.run(ctx); err != nil {
		return nil, err
	}
	return m.report(), nil
}

func newEnqueuing(s *settings) *enqueuing {
	m := &enqueuing{world: newWorld(s)}
	m.ledger = m.newLedger()
	m.written, m.picked = m.handle(m.endCommit), m.handle(m.work)
	m.relay = m.newPeriodic(m.round)
	m.relay.period = relayEvery
	m.arrivals = m.newSource(drawArrival, m.request)
	m.start(func() { m.relay.begin(0) })
	m.drain(func() bool { return m.rows.len() == 0 })
	m.read(m.set)
	m.record()
	return m
}

// set takes the parameters as they stand. A request keeps the way that it began with.
func (m *enqueuing) set() {
	m.arrivals.rate = m.numbers["arrival_rate"]
	m.mode = m.options["enqueue"]
	m.commit, m.pickup = m.numbers["commit_time"], m.numbers["pickup_time"]
	m.rollback, m.crash = m.numbers["rollback_share"], m.numbers["crash_share"]
}
