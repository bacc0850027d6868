package scenarios

import (
	"math"
	"slices"
	"testing"

	"arrowbook/exercises/simulation"
)

func TestLeasesRunOutUnlessRenewed(t *testing.T) {
	w := testWorld(1, map[string]float64{"duration": 100})
	var ended []simulation.Time
	l := w.newLeases(func(uint32) { ended = append(ended, w.now()) })
	l.length = 10 * simulation.Second
	var renewed, let, given lease
	l.renew(&let, 0)
	l.renew(&given, 1)
	l.renew(&renewed, 2)
	beat := w.newPeriodic(func(who uint32) bool {
		l.renew(&renewed, who)
		return w.now() < 30*simulation.Second
	})
	beat.period = 3 * simulation.Second
	beat.begin(2)
	if !l.release(&given) || l.release(&given) {
		t.Error("a lease is not given back exactly once")
	}
	if err := w.run(background); err != nil {
		t.Fatal(err)
	}
	if want := []simulation.Time{10 * simulation.Second, 40 * simulation.Second}; !slices.Equal(ended, want) {
		t.Errorf("leases run out at %v, not %v", ended, want)
	}
}

// TestUpDownAgainstTheory holds the availability within four standard errors: of n cycles the down time has a
// relative error of about sqrt(2/n).
func TestUpDownAgainstTheory(t *testing.T) {
	const duration, availability, down = 4e6, .9, 10.0
	w := testWorld(3, map[string]float64{"duration": duration})
	u := w.newUpDown(1, availability, down)
	failures := 0
	u.changed = func() {
		if !u.up {
			failures++
		}
	}
	if err := w.run(background); err != nil {
		t.Fatal(err)
	}
	got := u.upTime.mean(w.end).(float64)
	if off := 4 * (1 - availability) * math.Sqrt(2/float64(failures)); math.Abs(got-availability) > off {
		t.Errorf("availability is %g, not %g within %g", got, availability, off)
	}
}

func TestASweepMeetsTheSameDraws(t *testing.T) {
	scenario := &Scenario{ID: "test", Axis: LoadAxis, Series: []SeriesInfo{{Name: "offered"}, {Name: "throughput"}}}
	s := &settings{scenario: scenario, numbers: map[string]float64{"duration": 50}, options: map[string]string{}, draw: simulation.NewDraw(1)}
	r, err := sweep(background, s, loads(4, 2), func(load float64) (*world, func() []float64) {
		w := newWorld(s)
		server := w.newServer("server")
		server.slots, server.mean = 10, .1
		l := w.newLink("clients->server", server)
		w.newSource(drawArrival, l.request).rate = 100 * load
		balanced(t, w)
		return w, func() []float64 { return []float64{float64(l.ledger.Requests) / 50, float64(l.ledger.Useful) / 50} }
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := []float64{.5, 1, 1.5, 2}; !slices.Equal(r.Times, want) || r.Step != .5 || !r.Ledger.Balances() {
		t.Errorf("the loads are %v, %g apart, with the ledger %+v", r.Times, r.Step, r.Ledger)
	}
	offered, throughput := r.Series[0].Values, r.Series[1].Values
	if math.Abs(offered[3]/offered[0]-4) > .2 || math.Abs(throughput[0]-offered[0]) > 2 || math.Abs(throughput[3]-100) > 5 {
		t.Errorf("offered %v, throughput %v", offered, throughput)
	}
}

// TestUpDownTakesNewFigures: the failure that is on its way still comes, and of an availability of 1 no other.
func TestUpDownTakesNewFigures(t *testing.T) {
	w := testWorld(2, map[string]float64{"duration": 10_000})
	u := w.newUpDown(1, .5, 10)
	failures := 0
	u.changed = func() {
		if u.up {
			u.set(1, 10)
			return
		}
		failures++
	}
	if err := w.run(background); err != nil {
		t.Fatal(err)
	}
	if failures != 2 || !u.up {
		t.Errorf("%d failures; up is %v", failures, u.up)
	}
}
