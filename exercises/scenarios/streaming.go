package scenarios

import (
	"context"

	"arrowbook/exercises/simulation"
)

var streaming = &Scenario{
	ID: "streaming", Title: "A poison message", Version: 1, Axis: TimeAxis,
	Lead:  "Eight lines of messages, four who work on them. At 60 s a message comes that nobody can finish. Watch what waits behind it, and what is done twice.",
	Model: "Producers send messages by themselves, each to a partition at random. The partitions are dealt to the consumers of a group like cards. A consumer takes the messages of its partitions in turn, one at a time, for an exponential time. It commits how far it is in all of them, between two messages, once the commit interval has passed. The poison message is the first that comes from its time on; it never finishes. A consumer that is stuck neither commits nor works on its other partitions. After the session timeout it is thrown out and rejoins at once. The partitions are dealt anew, one consumer further on, so those that shared a consumer do so again. A consumer that is added or taken away deals them anew, too. What was being worked on is broken off, and every partition goes on from its last commit: what was done since is done again. With dead letters, a message that has thrown out three consumers is put aside at its next turn. With backpressure, producers wait with a message while the lag is 10 s' worth of messages; what comes later comes that much later. The lag is what is not yet processed. The age is that of messages when they are processed for the first time; what still waits has none, and the oldest of it is reported beside. Left out: the time that dealing takes, fetching in batches, and the network. The numbers are chosen so that the consumers are busy for three quarters of their time.",
	Params: []Param{
		rate("arrival_rate", "Messages", 200, 5000).slider(20, 400, 10),
		integer("partitions", "Partitions", 8, 1, 256, 32),
		integer("consumers", "Consumers", 4, 1, 256, 16),
		secondsParam("process_time", "A message takes", .015, .0001, 60).slider(.001, .03, .001),
		secondsParam("commit_every", "Commit interval", 2, 0, 600).slider(0, 10, .5).help("0: after each message"),
		secondsParam("session_timeout", "Session timeout", 10, .1, 3600).slider(1, 60, 1),
		secondsParam("poison_at", "Poison message at", 60, 0, 1e6).slider(0, 200, 10).help("0: there is none").named("0", "never"),
		toggle("dead_letter", "Dead letters"),
		toggle("backpressure", "Backpressure"),
		secondsParam("duration", "Duration", 240, 1, 36_000),
	},
	SummaryNames: []string{"lag_peak", "lag_end", "duplicates", "blocked_partitions", "rebalances", "p99_age"},
	Series: []SeriesInfo{
		{Name: "produced", Label: "messages per second", Unit: "/s", Chart: LoadChart, Look: "offered"},
		{Name: "processed", Label: "processed first time per second", Unit: "/s", Chart: LoadChart, Look: "good", Area: true},
		{Name: "again", Label: "processed again per second", Unit: "/s", Chart: LoadChart, Look: "retry"},
		{Name: "lag", Label: "lag, in messages", Chart: LineChart, Look: "line", Area: true},
		{Name: "longest", Label: "of it in the longest partition", Chart: LineChart, Look: "bad"},
		{Name: "consumers_busy", Label: "consumers busy"},
		{Name: "consumers_stuck", Label: "of them stuck"},
	},
	Stations: []Station{
		{ID: "producers", Kind: Node, Label: "producers"}, {ID: "producers->partitions", Kind: Link}, {ID: "partitions", Kind: Node, Label: "partitions"},
		{ID: "partitions->consumers", Kind: Link}, {ID: "consumers.line", Kind: Line, Label: "line", WaitingSeries: "lag"},
		{ID: "consumers", Kind: Pool, Label: "consumers", BusySeries: "consumers_busy", WastedSeries: "consumers_stuck", Busy: "busy", Vain: "stuck"},
	},
	Offers: []Offer{
		{"dead_letter", "on", "Put it aside after three deliveries"}, {"backpressure", "on", "Let producers wait"},
		{"consumers", "8", "Double the consumers"}, {"commit_every", "0", "Commit after each message"},
	},
	run: runStream,
}

const (
	drawPartition  = drawOwn // which partition a message is of
	mostDeliveries = 3       // of a message that throws consumers out, before it is put aside
	worthOfLag     = 10      // seconds of messages that may wait before backpressure holds producers
)

// stream is producers -> partitions -> a group of consumers.
type stream struct {
	*world
	group      *pool // shows the consumers as its slots; no message waits in its line
	consumers  []consumer
	partitions []partitionLog
	ledger     *Ledger // attempts are deliveries
	dealt      int     // how often the partitions were dealt anew: each time one consumer further on
	spread     int     // how many partitions new messages go to
	made       uint64
	poison     uint64   // the message that never finishes; 0: it has not come
	held       streamed // what the producers wait with
	waiting    gauge    // 1 while they do
	lag, peak  int
	busy       int // consumers
	stuck      int // of them
	aside      int // dead letters
	rebalances int
	age        latencies
	// parameters
	rate, mean, poisonFrom   float64
	timeout, every           simulation.Time
	deadLetter, backpressure bool
	// kinds of events
	produced, finished, expelled uint32
	// series
	sent, processed, again []float64
}

func runStream(ctx context.Context, s *settings) (*Result, error) {
	m := newStream(s)
	if err := m.run(ctx); err != nil {
		return nil, err
	}
	return m.report(), nil
}

func newStream(s *settings) *stream {
	m := &stream{world: newWorld(s)}
	m.ledger = m.newLedger()
	m.group = m.newPool("consumers", nil)
	m.produced, m.finished, m.expelled = m.handle(m.produce), m.handle(m.finish), m.handle(m.expel)
	m.start(m.next)
	m.read(m.set)
	m.record()
	return m
}

// set takes the parameters as they stand.
func (m *stream) set() {
	m.rate, m.mean, m.poisonFrom = m.numbers["arrival_rate"], m.numbers["process_time"], m.numbers["poison_at"]
	m.timeout, m.every = m.time("session_timeout"), m.time("commit_every")
	m.deadLetter, m.backpressure = m.on("dead_letter"), m.on("backpressure")
	m.setGroup()
	m.makeRoom()
}

// setGroup takes the numbers of partitions and of consumers. Who joins the group or leaves it makes a rebalance.
func (m *stream) setGroup() {
	m.spread = int(m.numbers["partitions"])
	for len(m.partitions) < m.spread {
		m.partitions = append(m.partitions, partitionLog{})
	}
	before := m.group.slots
	m.group.slots = int(m.numbers["consumers"])
	for len(m.consumers) < m.group.slots {
		m.consumers = append(m.consumers, consumer{})
	}
	if before > 0 && before != m.group.slots {
		m.rebalance(none)
	}
}
