package scenarios

import (
	"context"

	"arrowbook/exercises/simulation"
)

var controlPlaneBlip = &Scenario{
	ID: "control-plane-blip", Title: "Available until nobody says so", Version: 1, Axis: TimeAxis,
	Lead:  "The control plane is away for a minute. The nodes that serve the traffic are all well. Count the minutes without one of them.",
	Model: "A data plane of nodes serves traffic. Each node holds a lease from the control plane and renews it every third of its length; the nodes do so at different moments. Every so often the control plane blips: for that time it answers no renewal. A node whose lease runs out stops. It can only restart with the control plane, so all that have stopped begin when it is back, take exactly the restart time, and come up together. A restart that the next blip interrupts begins again. An outage is a time without any node up. With static stability a node keeps the last state that it was told, and serves on when its lease runs out. Left out: the traffic itself, so that no node suffers from the load of those that stopped; nodes that fail by themselves; and what the lease is for, as a longer one or a state that is kept lets a node serve on that should have been stopped. The numbers are those of the task, with the quarter shortened: a blip of a minute every half hour, and a lease that is half as long as the blip.",
	Params: []Param{
		integer("nodes", "Nodes", 30, 1, 10_000, 100),
		secondsParam("lease", "Lease", 30, .1, 1e6).slider(5, 180, 5),
		secondsParam("blip_every", "A blip every", 1800, 1, 1e8),
		secondsParam("blip_for", "Length of a blip", 60, 0, 1e6).slider(0, 180, 5),
		secondsParam("restart_time", "Restart", 300, 0, 1e6).slider(0, 600, 10),
		toggle("static_stability", "Keep the last known state"),
		secondsParam("duration", "Duration", 7200, 1, 1e8),
	},
	SummaryNames: []string{"blips", "outages", "availability_seen", "minutes_down", "blip_minutes"},
	Series: []SeriesInfo{
		{Name: "nodes_up", Label: "nodes up", Chart: LoadChart, Look: "good", Area: true},
		{Name: "nodes_stale", Label: "nodes up without a lease", Chart: LoadChart, Look: "retry"},
		{Name: "restarting", Label: "nodes restarting"},
		{Name: "renewals", Label: "renewals per second", Unit: "/s"},
		{Name: "unanswered", Label: "renewals unanswered per second", Unit: "/s"},
		{Name: "minutes_down", Label: "minutes without a node, so far", Chart: LineChart, Look: "bad", Area: true},
	},
	Stations: []Station{
		{ID: "clients", Kind: Node, Label: "clients"}, {ID: "clients->data-plane", Kind: Link},
		{ID: "data-plane", Kind: Pool, Label: "nodes", BusySeries: "nodes_up", Busy: "up"},
		{ID: "data-plane->control-plane", Kind: Link}, {ID: "control-plane", Kind: Node, Label: "control plane"},
	},
	Offers: []Offer{
		{"static_stability", "on", "Keep the last known state"}, {"lease", "120", "Give leases of 120 s"},
		{"nodes", "60", "Double the nodes"}, {"restart_time", "60", "Restart within 60 s"},
	},
	run: runBlips,
}

// drawPhase is when a node first renews its lease.
const drawPhase = drawOwn

// clusterNode is one node of the data plane. One with a lease is up.
type clusterNode struct {
	held       lease
	leased, up bool
	beating    bool // it asks for renewals
	restart    simulation.Handle
	restarting bool
}

// cluster is data-plane -> control-plane. The ledger's requests are renewals, which are not tried again.
type cluster struct {
	*world
	nodes          []clusterNode
	size           int // of them there are so many; those beyond have been taken away
	leases         *leases
	beat           *periodic
	ledger         *Ledger
	away           int // blips under way
	upNodes        int
	stale, waiting int // nodes up without a lease; nodes that restart
	down, blip     gauge
	blips, outages int
	stable         bool
	renewals       []float64
	unanswered     []float64
	// kinds of events
	begins, ends, restarted uint32
}

func runBlips(ctx context.Context, s *settings) (*Result, error) {
	m := newCluster(s)
	if err := m.run(ctx); err != nil {
		return nil, err
	}
	return m.report(), nil
}

func newCluster(s *settings) *cluster {
	m := &cluster{world: newWorld(s)}
	m.tokens = newTokenLog(m.draw, 3*m.numbers["nodes"]*m.numbers["duration"]/m.numbers["lease"])
	m.ledger = m.newLedger()
	m.leases = m.newLeases(m.runOut)
	m.beat = m.newPeriodic(m.renew)
	m.begins, m.ends, m.restarted = m.handle(m.blipBegins), m.handle(m.blipEnds), m.handle(m.comesUp)
	if every, length := m.numbers["blip_every"], m.numbers["blip_for"]; length > 0 && every < m.rec.end {
		m.trigger = &Span{From: every, To: min(every+length, m.rec.end), Label: "blip"}
	}
	m.start(func() { m.after(m.time("blip_every"), m.begins, 0) })
	m.read(m.set)
	m.record()
	return m
}
