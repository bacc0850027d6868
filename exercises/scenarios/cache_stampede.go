package scenarios

import (
	"context"
	"fmt"

	"arrowbook/exercises/simulation"
)

var cacheStampede = &Scenario{
	ID: "cache-stampede", Title: "The cache that expired at midnight", Version: 1, Axis: TimeAxis,
	Lead:  "Fifty entries were put into a cache at the same moment. A minute later they expire, at the same moment too.",
	Model: "Clients ask a platform, which looks into a cache. Each request wants one of the keys, all equally likely. A fresh entry is a hit and takes the hit time. An expired one is a miss: the request waits while the platform loads the entry from the origin, whose workers serve one line. A load that comes back fills the entry for its time to live, whether or not another load has filled it before. Without coalescing each miss makes a load of its own; with it the first miss of a key loads, and the others wait for that load. Jitter shortens each time to live by a share drawn up to its own size, the first filling's too. Early refresh is the published rule (Vattani, Chierichetti and Lowenstein, 2015): a request takes an entry for expired a little too early, by the time that its last load took, times a unit exponential. Nobody gives up and nobody tries again. Left out: the platform's own threads, the network's time, a bound on the cache's memory, and loads that fail. The numbers are chosen so that the origin has ample room on average: the keys need less than one load a second, and 10 workers of 0.2 s carry 50.",
	Params: []Param{
		rate("arrival_rate", "Requests", 500, 20_000),
		integer("keys", "Keys", 50, 1, 10_000, 200),
		secondsParam("ttl", "Time to live", 60, .1, 1e6).slider(10, 120, 5),
		secondsParam("hit_time", "Time of a hit", .002, 0, 60),
		integer("origin_workers", "Workers of the origin", 10, 1, 10_000, 40),
		secondsParam("origin_time", "Time of a load", .2, .0001, 60).slider(.05, 1, .05),
		toggle("coalesce", "Coalesce the misses of a key"),
		share("ttl_jitter", "Jitter of the time to live", 0).slider(0, 1, .05).help("each life is shortened by a share drawn up to this").named("0", "none"),
		toggle("early_refresh", "Refresh early, by chance"),
		secondsParam("duration", "Duration", 180, 1, 36_000),
	},
	SummaryNames: []string{"origin_peak_rate", "origin_queue_peak", "misses_per_expiry", "p99_expiry", "p99_outside", "hit_share"},
	Series: []SeriesInfo{
		{Name: "offered", Label: "requests per second", Unit: "/s"},
		{Name: "loads", Label: "loads asked of the origin per second", Unit: "/s", Chart: LoadChart, Look: "bad"},
		{Name: "goodput", Label: "answers per second", Unit: "/s", Chart: LoadChart, Look: "good", Area: true},
		{Name: "origin_busy", Label: "workers of the origin busy"},
		{Name: "queue_length", Label: "loads in line at the origin", Chart: LineChart, Look: "line", Area: true},
		{Name: "fresh", Label: "entries that are fresh"},
	},
	Stations: []Station{
		{ID: "clients", Kind: Node, Label: "clients"}, {ID: "clients->platform", Kind: Link}, {ID: "platform", Kind: Node, Label: "platform"},
		{ID: "platform->cache", Kind: Link}, {ID: "cache", Kind: Node, Label: "cache"},
		{ID: "cache->origin", Kind: Link}, {ID: "origin.line", Kind: Line, Label: "line", WaitingSeries: "queue_length"},
		{ID: "origin", Kind: Pool, Label: "workers", BusySeries: "origin_busy"},
	},
	Offers: []Offer{
		{"coalesce", "on", "Coalesce the misses of a key"}, {"ttl_jitter", "0.5", "Spread the expiry"},
		{"early_refresh", "on", "Refresh early, by chance"}, {"origin_workers", "20", "Double the origin's workers"},
	},
	run: runStampede,
}

const (
	afterExpiry = 10 * simulation.Second // what p99_expiry looks at, after each multiple of the time to live

	drawKey   = drawOwn     // which key a request wants
	drawHit   = drawOwn + 1 // how long a hit takes
	drawLife  = drawOwn + 2 // how much shorter an entry lives
	drawEarly = drawOwn + 3 // how much too early a request takes an entry for expired
)

// entry is a key's place in the cache.
type entry struct {
	filled  simulation.Time // by the first load of its generation
	expires simulation.Time
	took    simulation.Time // its last load
	fills   uint32
	loading int  // loads under way
	asked   bool // since it was filled, a load has begun
	waiters fifo // requests that wait for another one's load
}

// stampede is clients -> platform -> cache -> origin. The cache is the callee of the clients' link.
type stampede struct {
	*world
	arrivals          *source
	clients, loads    *link
	origin            *server
	entries           []entry
	keys              int
	ttl               simulation.Time
	jitter, hitTime   float64
	coalesce, early   bool
	hitKind           uint32
	hits, expiries    int64
	queuePeak         int
	expiry, otherwise *latencies
}

func runStampede(ctx context.Context, s *settings) (*Result, error) {
	m := newStampede(s)
	if err := m.run(ctx); err != nil {
		return nil, err
	}
	return m.report(), nil
}

func newStampede(s *settings) *stampede {
	m := &stampede{world: newWorld(s), expiry: &latencies{}, otherwise: &latencies{}}
	m.origin = m.newServer("origin")
	m.origin.firstWait = func() { m.moment("full", fmt.Sprintf("all %d workers of the origin are busy", m.origin.slots)) }
	m.clients = m.newLink("clients->platform", m)
	m.clients.ended = m.answered
	m.loads = m.newLink("cache->origin", m.origin)
	m.loads.ended = m.loaded
	m.hitKind = m.handle(func(id uint32) { m.clients.answer(id, true) })
	m.arrivals = m.newSource(drawArrival, m.clients.request)
	m.window("expiry", m.numbers["ttl"], afterExpiry.Seconds(), m.nameExpiry)
	m.read(m.set)
	m.record()
	return m
}

// set takes the parameters as they stand. The first filling is at the run's beginning.
func (m *stampede) set() {
	m.arrivals.rate = m.numbers["arrival_rate"]
	m.ttl, m.jitter, m.hitTime = m.time("ttl"), m.numbers["ttl_jitter"], m.numbers["hit_time"]
	m.coalesce, m.early = m.on("coalesce"), m.on("early_refresh")
	m.origin.mean = m.numbers["origin_time"]
	m.origin.resize(int(m.numbers["origin_workers"]))
	m.keys = int(m.numbers["keys"])
	for key := len(m.entries); key < m.keys; key++ {
		m.entries = append(m.entries, entry{took: m.time("origin_time")})
		if m.now() == 0 {
			m.fill(key)
		}
	}
}

// fill gives an entry its time to live, from now.
func (m *stampede) fill(key int) {
	e := &m.entries[key]
	e.fills++
	life := m.ttl
	if m.jitter > 0 {
		life -= simulation.FromSeconds(m.draw.Uniform(drawLife, uint64(key), e.fills) * m.jitter * m.ttl.Seconds())
	}
	e.expires = m.now() + life
}

// keyFor is the key that a request wants.
func (m *stampede) keyFor(request uint64) int {
	return int(m.draw.Uniform(drawKey, request, 0) * float64(m.keys))
}

func (m *stampede) admit(bool, float64) bool { return true }
func (m *stampede) abandon(uint32) bool      { return false }

// accept looks a request's key up: a hit, a wait for another one's load, or a load.
func (m *stampede) accept(id uint32) {
	c := m.calls.at(id)
	m.leg(c.token, "cache")
	e := &m.entries[m.keyFor(c.request)]
	joins := m.coalesce && e.loading > 0
	switch {
	case m.fresh(e, c.request, joins):
		m.hits++
		m.afterSeconds(m.draw.Exponential(drawHit, c.request, 0)*m.hitTime, m.hitKind, id)
	case joins:
		e.waiters.push(id)
	default:
		m.load(e, id)
	}
}

// fresh says whether a request takes an entry for fresh; who could only join a load does not look ahead.
func (m *stampede) fresh(e *entry, request uint64, joins bool) bool {
	lead := simulation.Time(0)
	if m.early && !joins {
		lead = simulation.FromSeconds(m.draw.Exponential(drawEarly, request, 0) * e.took.Seconds())
	}
	return m.now()+lead < e.expires
}

func (m *stampede) load(e *entry, id uint32) {
	if !e.asked {
		e.asked = true
		m.expiries++
	}
	e.loading++
	m.loads.ask(id)
	m.queuePeak = max(m.queuePeak, m.origin.waiting())
}

// loaded is a load that came back: it fills the entry and answers all who wait for it.
func (m *stampede) loaded(id uint32, ok bool) {
	c := m.calls.at(id)
	key := m.keyFor(c.request)
	e := &m.entries[key]
	e.loading--
	e.took = m.now() - c.began
	if c.began >= e.filled { // the first of its generation
		e.filled, e.asked = m.now(), false
	}
	m.fill(key)
	m.clients.answer(c.parent, ok)
	for n := e.waiters.n; n > 0; n-- {
		waiter, _ := e.waiters.pop()
		m.clients.answer(waiter, ok)
	}
}
