package scenarios

import (
	"context"
	"math"
	"testing"

	"arrowbook/exercises/simulation"
	"pgregory.net/rapid"
)

var background = context.Background()

// testWorld is a world of its own, with numbers for parameters.
func testWorld(seed uint64, numbers map[string]float64) *world {
	scenario := &Scenario{ID: "test", Axis: TimeAxis}
	return newWorld(&settings{scenario: scenario, request: Request{Seed: seed}, numbers: numbers, options: map[string]string{}, draw: simulation.NewDraw(seed)})
}

// balanced makes a world check, after each bucket and at its end, that every ledger balances and that all
// requests and attempts under way are calls.
func balanced(t interface{ Fatalf(string, ...any) }, w *world) func() {
	check := func() {
		for i, l := range w.ledgers {
			if !l.Balances() {
				t.Fatalf("ledger %d at %g s: %+v", i, w.now().Seconds(), *l)
			}
		}
	}
	w.ticks = append(w.ticks, check)
	return check
}

// chain is clients -> front -> back, in which front's slots are held while they wait for back.
type chain struct {
	*world
	front, back    *server
	clients, inner *link
	arrivals       *source
}

func newChain(w *world) *chain {
	c := &chain{world: w, front: w.newServer("front"), back: w.newServer("back")}
	c.clients, c.inner = w.newLink("clients->front", c.front), w.newLink("front->back", c.back)
	c.front.work = c.inner.ask
	c.inner.ended = func(id uint32, ok bool) { c.front.finish(w.calls.at(id).parent, ok) }
	c.arrivals = w.newSource(drawArrival, c.clients.request)
	return c
}

// drawPolicy is any policy.
func drawPolicy(t *rapid.T) callPolicy {
	p := callPolicy{
		retries:     rapid.Uint32Range(0, 3).Draw(t, "retries"),
		backoff:     backoff{rapid.SampledFrom([]string{"none", "fixed", "exponential", "full-jitter"}).Draw(t, "backoff"), .05},
		budgetShare: rapid.SampledFrom([]float64{0, .1, 1}).Draw(t, "budget"),
		shedShare:   rapid.SampledFrom([]float64{0, .3}).Draw(t, "shed_share"),
		hasBreaker:  rapid.Bool().Draw(t, "breaker"), shed: rapid.Bool().Draw(t, "shed"),
	}
	return p.within(rapid.SampledFrom([]float64{0, .05, .4}).Draw(t, "timeout"))
}

// TestChainsLoseNothing: whatever the policies, each ledger balances at every tick, and when sources stop all
// that is under way comes to its end and leaves nothing behind.
func TestChainsLoseNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := testWorld(rapid.Uint64().Draw(t, "seed"), map[string]float64{"duration": 5, "arrival_rate": 100})
		c := newChain(w)
		c.arrivals.rate = 100
		c.clients.callPolicy, c.inner.callPolicy = drawPolicy(t), drawPolicy(t)
		c.inner.deadline = rapid.Bool().Draw(t, "deadline")
		for _, s := range []*server{c.front, c.back} {
			s.slots, s.limit = rapid.IntRange(1, 20).Draw(t, "slots"), rapid.IntRange(0, 10).Draw(t, "limit")
			s.leaves = rapid.Bool().Draw(t, "leaves")
			s.mean = .1
		}
		if c.inner.timeout > 0 {
			c.inner.loss, c.inner.answerLoss = .1, .1
		}
		check := balanced(t, w)
		w.drain(func() bool { return w.calls.len() == 0 })
		if err := w.run(background); err != nil {
			t.Fatal(err)
		}
		check()
		for _, l := range w.ledgers {
			if l.InFlight != 0 || l.InFlightAttempts != 0 || l.Requests == 0 && l == w.ledgers[0] {
				t.Fatalf("the run drained and left %+v", *l)
			}
		}
		if n := w.calls.len(); n != 0 || c.front.busy+c.back.busy+c.front.wasted+c.back.wasted+c.front.waiting()+c.back.waiting() != 0 {
			t.Fatalf("%d calls are left, and %+v, %+v", n, c.front.pool, c.back.pool)
		}
	})
}

// TestServerAgainstTheory: with c slots at load rho the mean wait is C/(c mu - lambda), C being Erlang's
// (1917); for c = 10 at 0.8 it is 0.2046 service times. Little's law holds for what is in the system.
func TestServerAgainstTheory(t *testing.T) {
	longWithoutRace(t)
	const duration, rate, mean = 50_000, 80.0, .1
	w := testWorld(5, map[string]float64{"duration": duration, "arrival_rate": rate})
	server := w.newServer("server")
	server.slots, server.mean, server.waited, server.spent = 10, mean, &latencies{}, &latencies{}
	l := w.newLink("clients->server", server)
	var inSystem gauge
	l.ended = func(uint32, bool) { inSystem.add(w.now(), -1) }
	arrivals := w.newSource(drawArrival, func(id uint64) {
		inSystem.add(w.now(), 1)
		l.request(id)
	})
	arrivals.rate = rate
	if err := w.run(background); err != nil {
		t.Fatal(err)
	}
	if got, want := server.waited.mean().(float64), .2046*mean; math.Abs(got/want-1) > .03 {
		t.Errorf("the mean wait is %g s, theory %g", got, want)
	}
	throughput := float64(l.ledger.Useful) / duration
	if got, want := inSystem.mean(w.end).(float64), throughput*server.spent.mean().(float64); math.Abs(got/want-1) > .001 {
		t.Errorf("%g are in the system, by Little's law %g", got, want)
	}
}
