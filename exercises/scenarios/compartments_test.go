package scenarios

import (
	"testing"

	"arrowbook/exercises/simulation"
)

// shared is a service of ten threads for two kinds of callers, with a bulkhead and leaving that come and go.
func shared(t *testing.T) (w *world, g *compartments, links [2]*link) {
	w = testWorld(1, map[string]float64{"duration": 60, "arrival_rate": 100})
	kind := w.handle(func(id uint32) { g.finish(id, true) })
	g = w.newCompartments("gateway", 10, func(id uint32) {
		work := .001
		if w.calls.at(id).link == links[0] && w.now() < 40*simulation.Second {
			work = 10
		}
		w.afterSeconds(work, kind, id)
	})
	for i := range links {
		links[i] = w.newLink("clients->gateway", g.add(.001))
		links[i].callPolicy = callPolicy{budgetShare: 1}.within(1)
		w.newSource(drawArrival+200+uint32(i), links[i].request).rate = 50
	}
	balanced(t, w)
	return w, g, links
}

func TestABulkheadKeepsKindsApart(t *testing.T) {
	for _, split := range []bool{false, true} {
		w, g, links := shared(t)
		g.set(split, false)
		if err := w.run(background); err != nil {
			t.Fatal(err)
		}
		if got := float64(links[1].ledger.Succeeded) / float64(links[1].ledger.Requests); split != (got > .99) {
			t.Errorf("bulkhead %v: %g of the other kind are answered", split, got)
		}
	}
}

// TestCompartmentsChangeUnderWay: what is inside stays where it is, nothing is lost, and what was abandoned
// before calls leave the line is dropped when its turn comes.
func TestCompartmentsChangeUnderWay(t *testing.T) {
	w, g, links := shared(t)
	g.set(false, false)
	kind := w.handle(func(step uint32) { g.set(step%2 == 1, step >= 2) })
	for step := range uint32(4) {
		w.at(simulation.Time(10*(step+1))*simulation.Second, kind, step)
	}
	w.drain(func() bool { return w.calls.len() == 0 })
	if err := w.run(background); err != nil {
		t.Fatal(err)
	}
	for i, l := range links {
		if l.ledger.InFlight != 0 || l.ledger.InFlightAttempts != 0 || !l.ledger.Balances() {
			t.Errorf("kind %d leaves %+v", i, *l.ledger)
		}
	}
	if links[0].ledger.Abandoned == 0 || g.inUse() != 0 || g.waiting() != 0 || g.inVain() != 0 {
		t.Errorf("%d were dropped; %d, %d, %d are left", links[0].ledger.Abandoned, g.inUse(), g.waiting(), g.inVain())
	}
}
