package scenarios

import (
	"context"

	"arrowbook/exercises/simulation"
)

var completionInvisibility = &Scenario{
	ID: "completion-invisibility", Title: "The shoes are ready", Version: 1, Axis: TimeAxis,
	Lead:  "The cobbler has done his part, and the shoes stand on the shelf. Their owner comes back every five seconds and asks.",
	Model: "Users hand in jobs by themselves. Each job runs for an exponential time and waits for nothing. The call that handed it in has returned long since, so its end has to be found out. With polling, a user asks one interval after handing in, and again after each interval. With long polling, the service holds the question until the job is done, or for one interval at most; then the user asks again at once. With sse, the service pushes the end over a stream that is open from the start, which takes 0.05 s. A connection drops at random, and what is on its way is lost with it. After 1 s the user connects again and gets what was missed. With none, nobody asks and nobody tells. A question is answered at once. Handing in is not counted as one; opening a stream is. A job keeps the way that it was handed in with. At the end nothing new is handed in, and what is under way is finished. Left out: the limits of a service that holds many connections, answers that get lost, and users who give up. The numbers are round ones: at 5 jobs a second of 8 s, 40 are under way.",
	Params: []Param{
		rate("arrival_rate", "Jobs", 5, 500),
		secondsParam("job_time", "A job takes", 8, .01, 3600).slider(1, 30, 1),
		{Name: "notify", Label: "Notice", Kind: Option, DefaultOption: "polling", Options: []string{"polling", "long-polling", "sse", "none"}, Control: true, Help: "how users learn that a job is done"},
		secondsParam("poll_interval", "Poll interval", 5, .1, 3600).slider(1, 30, 1).help("a long poll is held for as long at most"),
		{Name: "drop_rate", Label: "Streams that drop", Unit: "/s", Default: .01, Max: 10, SliderMax: .5, SliderStep: .01, Control: true, Help: "of those that are open, each second"},
		secondsParam("duration", "Duration", 600, 1, 36_000),
	},
	SummaryNames: []string{"jobs", "mean_notice_delay", "requests_per_job", "wasted_polls", "never_noticed"},
	Series: []SeriesInfo{
		{Name: "jobs", Label: "jobs per second", Unit: "/s", Chart: LoadChart, Look: "offered"},
		{Name: "asked", Label: "requests that ask per second", Unit: "/s", Chart: LoadChart, Look: "retry"},
		{Name: "noticed", Label: "ends noticed per second", Unit: "/s", Chart: LoadChart, Look: "good", Area: true},
		{Name: "running", Label: "jobs under way"},
		{Name: "unseen", Label: "done, and their users do not know", Chart: LineChart, Look: "bad", Area: true},
		{Name: "connections", Label: "connections held open", Chart: LineChart, Look: "line"},
	},
	Stations: []Station{
		{ID: "users", Kind: Node, Label: "users"}, {ID: "users->service", Kind: Link},
		{ID: "service", Kind: Node, Label: "service"}, {ID: "service->users", Kind: Link, Figure: "unseen", FigureWords: "done, unseen"},
		{ID: "users.line", Kind: Line, Label: "line"},
	},
	Offers: []Offer{
		{"notify", "sse", "Push the end over a stream"}, {"notify", "long-polling", "Hold the question until the end"},
		{"poll_interval", "1", "Ask every second"}, {"notify", "none", "Tell nobody"},
	},
	run: runErrands,
}

const (
	drawDrop    = drawOwn // when a connection drops
	pushTime    = 50 * simulation.Millisecond
	resumeAfter = simulation.Second
)

// errand is a job from its handing in until its user knows that it is done.
type errand struct {
	id    uint64
	way   string // how its user learns of it
	token int
	done  bool
	ended simulation.Time
	asks  uint32
	open  bool              // a request for it is held
	held  simulation.Handle // the end of what is held: the interval is over, or the connection drops
	push  simulation.Handle
}

// errands is users -> service, and the way back.
type errands struct {
	*world
	arrivals *source
	ledger   *Ledger // requests are jobs, attempts are requests that ask
	all      slab[errand]
	polls    *periodic
	way      string
	delay    latencies // from a job's end until its user knows
	open     gauge     // connections
	running  int
	unseen   int
	// kinds of events
	finished, expired, dropped, resumed, pushed uint32
	// series
	came, asked, noticed []float64
}

func runErrands(ctx context.Context, s *settings) (*Result, error) {
	m := newErrands(s)
	if err := m.run(ctx); err != nil {
		return nil, err
	}
	return m.report(), nil
}

func newErrands(s *settings) *errands {
	m := &errands{world: newWorld(s)}
	m.ledger = m.newLedger()
	m.polls = m.newPeriodic(m.poll)
	m.finished, m.expired, m.dropped = m.handle(m.finish), m.handle(m.expire), m.handle(m.drop)
	m.resumed, m.pushed = m.handle(m.connect), m.handle(m.arrived)
	m.arrivals = m.newSource(drawArrival, m.arrive)
	m.drain(func() bool { return m.all.len() == 0 })
	m.read(m.set)
	m.record()
	return m
}

// set takes the parameters as they stand. A question that is held and a stream that is open keep theirs.
func (m *errands) set() {
	m.arrivals.rate = m.numbers["arrival_rate"]
	m.polls.period = m.time("poll_interval")
	m.way = m.options["notify"]
}

// arrive is a user who hands in a job.
func (m *errands) arrive(id uint64) {
	m.rec.add(m.came, m.now(), 1)
	m.ledger.Requests++
	m.ledger.InFlight++
	m.running++
	i := m.all.add(errand{id: id, way: m.way, token: m.trace(id, 1)})
	m.leg(m.all.at(i).token, "service")
	m.afterSeconds(m.draw.Exponential(drawService, id, 0)*m.numbers["job_time"], m.finished, i)
	switch m.way {
	case "polling":
		m.polls.begin(i)
	case "long-polling":
		m.hold(i)
	case "sse":
		m.connect(i)
	}
}

// finish is a job that is done. Whoever holds a connection hears of it.
func (m *errands) finish(i uint32) {
	e := m.all.at(i)
	e.done, e.ended = true, m.now()
	m.running--
	m.unseen++
	m.leg(e.token, "users.line")
	m.sayUnseen()
	switch {
	case e.way == "long-polling":
		m.close(e)
		m.notice(i)
	case e.open:
		m.send(i)
	case e.way == "sse":
		m.moment("missed", "a job ends while its connection is down")
	default:
		m.moment("unseen", "the first job is done, and its user does not know")
		if e.way == "none" {
			m.never(i)
		}
	}
}

// notice is the answer that says so: the user knows.
func (m *errands) notice(i uint32) {
	e := m.all.at(i)
	m.unseen--
	m.delay.add(m.now() - e.ended)
	m.rec.add(m.noticed, m.now(), 1)
	m.ledger.serve()
	m.endToken(e.token, "ok")
	m.sayNoticed(e)
	m.all.remove(i)
}

// never is a job whose end nobody hears of.
func (m *errands) never(i uint32) {
	m.ledger.InFlight--
	m.ledger.Failed++
	m.all.remove(i)
}
