package scenarios

import (
	"context"

	"arrowbook/exercises/simulation"
)

var orphanedWork = &Scenario{
	ID: "orphaned-work", Title: "The guest has gone", Version: 1, Axis: TimeAxis,
	Lead:  "A guest orders six courses and leaves after the soup. Nobody tells the kitchen, and it cooks on.",
	Model: "Users hand in jobs by themselves. A job waits for a free worker and then runs for an exponential time. While it is under way its user may leave, after an exponential time of the user's own, and does not come back. Orphaned is a job whose user left before it was done. Without a lease it runs to its end, and nobody reads its result. With a lease the user's side sends a heartbeat three times in each lease's length for as long as the user is there. When a lease has passed since the last heartbeat, the job is stopped, and its worker is free. A lease holds for jobs that are handed in while it is set. Left out: users who come back, heartbeats that are lost, and what it takes to stop a job. The numbers are chosen so that the workers have time to spare: 5 jobs a second of 20 s hold 100 of the 150.",
	Params: []Param{
		rate("arrival_rate", "Jobs", 5, 500),
		secondsParam("job_time", "A job takes", 20, .01, 3600).slider(2, 40, 2),
		{Name: "leave_rate", Label: "Users who leave", Unit: "/s", Default: .02, Max: 10, SliderMax: .2, SliderStep: .01, Control: true, Help: "of those who wait, each second"},
		secondsParam("lease", "Lease", 0, 0, 3600).slider(0, 30, 1).help("0: a job runs to its end").named("0", "none"),
		integer("workers", "Workers", 150, 1, 10_000, 300),
		secondsParam("duration", "Duration", 600, 1, 36_000),
	},
	SummaryNames: []string{"jobs", "orphaned", "orphaned_share", "wasted_worker_seconds", "wasted_share", "results_never_read"},
	Series: []SeriesInfo{
		{Name: "jobs", Label: "jobs per second", Unit: "/s", Chart: LoadChart, Look: "offered"},
		{Name: "read", Label: "results read per second", Unit: "/s", Chart: LoadChart, Look: "good", Area: true},
		{Name: "unread", Label: "results that nobody reads, per second", Unit: "/s"},
		{Name: "workers_busy", Label: "workers busy", Chart: LineChart, Look: "line"},
		{Name: "workers_orphaned", Label: "of them for nobody", Chart: LineChart, Look: "bad", Area: true},
		{Name: "queue_length", Label: "waiting in line"},
	},
	Stations: []Station{
		{ID: "users", Kind: Node, Label: "users"}, {ID: "users->workers", Kind: Link},
		{ID: "workers.line", Kind: Line, Label: "line", WaitingSeries: "queue_length"},
		{ID: "workers", Kind: Pool, Label: "workers", BusySeries: "workers_busy", WastedSeries: "workers_orphaned"},
	},
	Offers: []Offer{
		{"lease", "5", "Give jobs a lease of 5 s"}, {"leave_rate", "0.1", "Let users leave five times as often"}, {"workers", "90", "Take away 60 workers"},
	},
	run: runOrphans,
}

const (
	drawLeave     = drawOwn // when a job's user leaves
	beatsPerLease = 3
)

// job is one from its handing in until it is done or stopped.
type job struct {
	id      uint64
	token   int
	gone    bool // its user has left
	running bool
	stopped bool // in line, but not wanted any more
	leave   simulation.Handle
	beat    simulation.Handle
	end     simulation.Handle
	lease   lease
}

// orphans is users -> workers.
type orphans struct {
	*world
	arrivals            *source
	ledger              *Ledger
	workers             *pool
	leases              *leases
	jobs                slab[job]
	done, leaves, beats uint32 // kinds of events
	busy, forNobody     gauge  // workers
	orphaned            int64
	neverRead           int64
	came, taken, unread []float64 // series
}

func runOrphans(ctx context.Context, s *settings) (*Result, error) {
	m := newOrphans(s)
	if err := m.run(ctx); err != nil {
		return nil, err
	}
	return m.report(), nil
}

func newOrphans(s *settings) *orphans {
	m := &orphans{world: newWorld(s)}
	m.ledger = m.newLedger()
	m.workers = m.newPool("workers", m.work)
	m.leases = m.newLeases(m.stop)
	m.done, m.leaves, m.beats = m.handle(m.finish), m.handle(m.leave), m.handle(m.heartbeat)
	m.arrivals = m.newSource(drawArrival, m.arrive)
	m.read(m.set)
	m.record()
	return m
}

// set takes the parameters as they stand.
func (m *orphans) set() {
	m.arrivals.rate = m.numbers["arrival_rate"]
	m.leases.length = m.time("lease")
	m.workers.resize(int(m.numbers["workers"]))
}

// arrive is a user who hands in a job, and waits for it.
func (m *orphans) arrive(id uint64) {
	m.rec.add(m.came, m.now(), 1)
	m.ledger.begin()
	i := m.jobs.add(job{id: id, token: -1})
	j := m.jobs.at(i)
	if m.tokens.follows(id) {
		now := milli(m.now())
		j.token = m.tokens.begin(id, 1, Leg{"users->workers", now, now})
	}
	if rate := m.numbers["leave_rate"]; rate > 0 {
		j.leave = m.afterSeconds(m.draw.Exponential(drawLeave, id, 0)/rate, m.leaves, i)
	}
	m.heartbeat(i)
	if !m.workers.enter(i) {
		m.leg(j.token, m.workers.lined)
	}
}

// heartbeat says that a job's user is still there.
func (m *orphans) heartbeat(i uint32) {
	j := m.jobs.at(i)
	if m.leases.length == 0 { // there are no leases, or no more
		m.leases.release(&j.lease)
		return
	}
	m.leases.renew(&j.lease, i)
	j.beat = m.after(m.leases.length/beatsPerLease, m.beats, i)
}

// work is a worker's work on a job. One that was stopped in line is passed over.
func (m *orphans) work(i uint32) bool {
	j := m.jobs.at(i)
	if j.stopped {
		m.workers.left--
		m.jobs.remove(i)
		return false
	}
	j.running = true
	m.busy.add(m.now(), 1)
	if j.gone {
		m.forNobody.add(m.now(), 1)
	}
	m.leg(j.token, m.workers.place)
	j.end = m.afterSeconds(m.draw.Exponential(drawService, j.id, 0)*m.numbers["job_time"], m.done, i)
	return true
}

// leave is a user who goes: the heartbeats end, and the job does not know.
func (m *orphans) leave(i uint32) {
	j := m.jobs.at(i)
	j.gone = true
	m.engine.Cancel(j.beat)
	m.left(j.token)
	m.orphaned++
	m.ledger.InFlight--
	m.ledger.Failed++
	if j.running {
		m.forNobody.add(m.now(), 1)
	}
	m.moment("first-orphan", "first user who leaves: the job runs on")
}

// stop is a lease that ran out.
func (m *orphans) stop(i uint32) {
	j := m.jobs.at(i)
	m.moment("first-stopped", "first job stopped: its lease ran out")
	m.ledger.InFlightAttempts--
	m.endToken(j.token, "abandoned")
	if j.running {
		m.engine.Cancel(j.end)
		m.ledger.Wasted++
		m.free(i, j)
		return
	}
	m.ledger.Abandoned++
	j.stopped = true
	m.workers.left++
}

// finish is a job that is done.
func (m *orphans) finish(i uint32) {
	j := m.jobs.at(i)
	m.leases.release(&j.lease)
	if j.gone {
		m.neverRead++
		m.rec.add(m.unread, m.now(), 1)
		m.ledger.InFlightAttempts--
		m.ledger.Wasted++
		m.endToken(j.token, "wasted")
		m.moment("first-unread", "first result that nobody reads")
	} else {
		m.engine.Cancel(j.leave)
		m.engine.Cancel(j.beat)
		m.rec.add(m.taken, m.now(), 1)
		m.ledger.serve()
		m.endToken(j.token, "ok")
	}
	m.free(i, j)
}

// free gives a job's worker to the next.
func (m *orphans) free(i uint32, j *job) {
	m.busy.add(m.now(), -1)
	if j.gone {
		m.forNobody.add(m.now(), -1)
	}
	m.jobs.remove(i)
	m.workers.release()
}
