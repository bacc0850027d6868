package scenarios

import (
	"context"
	"fmt"

	"arrowbook/exercises/simulation"
)

var correlatedReplicas = &Scenario{
	ID: "correlated-replicas", Title: "Three replicas, one cable", Version: 1, Axis: TimeAxis,
	Lead:  "Three replicas are each up 99% of the time: on paper, half a minute of outage in a year. They share one thing.",
	Model: "Replicas of a service, each up and down by itself, and one dependency that all of them need: a network, a power supply, a configuration. Each of them is up for exponential times and down for exponential times, with a given share of the time up. The service is up when the shared dependency and at least one replica are. Decoupled, the replicas do not need the shared dependency. Independence predicts that all replicas are down together for the product of the shares of time that each is down; the shared dependency is not in that sum. Left out: load that moves to the replicas which are left, repairs that wait for a person, and failures that one replica passes to the next. All start up. The run is a year. The numbers are chosen so that the shared dependency is better than any replica: 99.5% against 99%, with failures of five minutes.",
	Params: []Param{
		integer("replicas", "Replicas", 3, 1, maxReplicas, 10),
		share("availability", "Each replica is up", .99).slider(.9, 1, .005),
		share("shared_availability", "What they share is up", .995).slider(.98, 1, .001),
		secondsParam("mean_down", "A failure lasts", 300, 1, 1e6).slider(60, 3600, 60),
		toggle("decouple", "Do without what is shared"),
		secondsParam("duration", "Duration", 31_536_000, 60, 1e9),
	},
	SummaryNames: []string{"availability_seen", "availability_if_independent", "together_share"},
	Series: []SeriesInfo{
		{Name: "alone", Label: "minutes with some replicas out", Chart: LoadChart, Look: "offered"},
		{Name: "together", Label: "minutes with all out", Chart: LoadChart, Look: "bad", Area: true},
		{Name: "outage", Label: "minutes of outage so far", Chart: LineChart, Look: "bad", Area: true},
		{Name: "predicted", Label: "if independent", Chart: LineChart, Look: "good"},
	},
	Stations: []Station{
		{ID: "clients", Kind: Node, Label: "clients", Figure: "outage", FigureWords: "min out so far"}, {ID: "clients->replicas", Kind: Link}, {ID: "replicas", Kind: Node, Label: "replicas", Figure: "predicted", FigureWords: "min if independent"},
		{ID: "replicas->shared", Kind: Link}, {ID: "shared", Kind: Node, Label: "shared dependency"},
	},
	Offers: []Offer{{"replicas", "10", "Run ten replicas"}, {"decouple", "on", "Do without what is shared"}},
	run:    runReplicas,
}

// maxReplicas is how many replicas there are at most. All of them live, whether or not they are used, so that
// another number meets the same failures.
const maxReplicas = 20

// sharing is replicas -> shared.
type sharing struct {
	*world
	shared   *upDown
	replicas [maxReplicas]*upDown
	used     int
	coupled  bool

	some, all         gauge   // 1 while some replica is out, while all are
	someTill, allTill float64 // their seconds up to the bucket
	expected          float64 // seconds of outage if independent, up to the last change of a parameter
	odds              float64 // share of the time that all would be down together
	since             simulation.Time
}

func runReplicas(ctx context.Context, s *settings) (*Result, error) {
	m := newSharing(s)
	if err := m.run(ctx); err != nil {
		return nil, err
	}
	return m.report(), nil
}

func newSharing(s *settings) *sharing {
	m := &sharing{world: newWorld(s)}
	m.shared = m.newUpDown(0, m.numbers["shared_availability"], m.numbers["mean_down"])
	m.shared.changed = m.changed
	for i := range m.replicas {
		m.replicas[i] = m.newUpDown(uint64(i+1), m.numbers["availability"], m.numbers["mean_down"])
		m.replicas[i].changed = m.changed
	}
	m.read(m.set)
	m.ticks = append(m.ticks, m.tally)
	return m
}

// set takes the parameters as they stand; a failure or repair that is already on its way keeps its time.
func (m *sharing) set() {
	m.expected, m.since = m.predicted(), m.now()
	m.odds = power(1-m.numbers["availability"], int(m.numbers["replicas"]))
	m.used, m.coupled = int(m.numbers["replicas"]), !m.on("decouple")
	m.shared.set(m.numbers["shared_availability"], m.numbers["mean_down"])
	for _, r := range m.replicas {
		r.set(m.numbers["availability"], m.numbers["mean_down"])
	}
	m.changed()
}

// predicted is the seconds of outage up to now if the replicas were independent.
func (m *sharing) predicted() float64 {
	return m.expected + float64(m.odds*(m.now()-m.since).Seconds())
}

// serving is how many of the replicas serve.
func (m *sharing) serving() int {
	if m.coupled && !m.shared.up {
		return 0
	}
	n := 0
	for _, r := range m.replicas[:m.used] {
		if r.up {
			n++
		}
	}
	return n
}

// changed is a failure or a repair.
func (m *sharing) changed() {
	n := m.serving()
	m.mark(&m.some, n < m.used)
	m.mark(&m.all, n == 0)
	switch {
	case n == m.used:
	case n > 0:
		m.moment("replica", fmt.Sprintf("a replica is out, and nobody notices: %d of %d serve", n, m.used))
	case m.coupled && !m.shared.up:
		m.moment("shared", fmt.Sprintf("what they share is down: all %d replicas are out at once", m.used))
	default:
		m.moment("chance", fmt.Sprintf("all %d replicas are down, each by itself", m.used))
	}
}

// mark sets a level to whether something is so.
func (m *sharing) mark(g *gauge, so bool) {
	level := int64(0)
	if so {
		level = 1
	}
	g.add(m.now(), level-g.level)
}

// tally ends a bucket, in minutes.
func (m *sharing) tally() {
	some, all := m.some.seconds(m.now()), m.all.seconds(m.now())
	m.series("alone")[m.bucket] = max(some-m.someTill-(all-m.allTill), 0) / 60 // two sums of the same seconds may differ in their last bit
	m.series("together")[m.bucket] = (all - m.allTill) / 60
	m.series("outage")[m.bucket] = all / 60
	m.series("predicted")[m.bucket] = m.predicted() / 60
	m.someTill, m.allTill = some, all
}

func (m *sharing) report() *Result {
	r := m.result()
	seconds := m.end.Seconds()
	out, some := m.all.seconds(m.end), m.some.seconds(m.end)
	predicted := m.expected + float64(m.odds*(m.end-m.since).Seconds())
	r.Summary = []Figure{
		{"availability_seen", 1 - out/seconds}, {"availability_if_independent", 1 - predicted/seconds},
		{"together_share", quotient(out, some)},
	}
	r.Sentence = fmt.Sprintf("If they were independent, the replicas would all be out for %s. They were for %s, and the service was up %s%% of the time.",
		minutes(predicted), minutes(out), hundredths(1-out/seconds))
	return r
}

// minutes writes seconds as a person reads them.
func minutes(seconds float64) string {
	if seconds < 120 {
		return thousands(significantTo(seconds, 2)) + " s"
	}
	return figure(seconds/60) + " minutes"
}
