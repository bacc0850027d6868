package scenarios

import (
	"context"
	"math"
	"slices"
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

// TestPoolServesInOrder: never more than its slots at once, the first come first, and those who left never.
func TestPoolServesInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var p pool
		var served []uint32
		gone := map[uint32]bool{}
		p.start = func(id uint32) bool {
			if gone[id] {
				p.left--
				return false
			}
			served = append(served, id)
			return true
		}
		p.slots = rapid.IntRange(1, 3).Draw(t, "slots")
		next := uint32(0)
		t.Repeat(map[string]func(*rapid.T){
			"enter": func(t *rapid.T) {
				p.enter(next)
				next++
			},
			"leave": func(t *rapid.T) {
				id := rapid.Uint32Range(0, next).Draw(t, "id")
				if id < next && !gone[id] && !slices.Contains(served, id) {
					gone[id] = true
					p.left++
				}
			},
			"release": func(t *rapid.T) {
				if p.busy > 0 {
					p.release()
				}
			},
			"resize": func(t *rapid.T) { p.resize(rapid.IntRange(1, 5).Draw(t, "slots")) },
			"": func(t *rapid.T) {
				if !slices.IsSorted(served) {
					t.Fatalf("served in the order %v", served)
				}
				if waiting := int(next) - len(served) - len(gone); p.waiting() != waiting || waiting > 0 && p.busy < p.slots {
					t.Fatalf("%d wait, not %d; %d of %d slots are busy", p.waiting(), waiting, p.busy, p.slots)
				}
			},
		})
	})
}

// TestAReleasedSlotServesALongLine: those who are served and gone at once do not pile up calls of calls.
func TestAReleasedSlotServesALongLine(t *testing.T) {
	p := pool{slots: 1}
	nested, deepest := 0, 0
	p.start = func(id uint32) bool {
		nested++
		deepest = max(deepest, nested)
		if id > 0 {
			p.release()
		}
		nested--
		return true
	}
	for id := range uint32(10_000) {
		p.enter(id)
	}
	p.release()
	if p.busy != 0 || p.waiting() != 0 || deepest > 2 {
		t.Errorf("%d busy, %d waiting, %d deep", p.busy, p.waiting(), deepest)
	}
}

func TestBreaker(t *testing.T) {
	var b breaker
	for range breakerFailures {
		if !b.allow(0) {
			t.Fatal("it opens early")
		}
		b.outcome(0, true)
	}
	if b.allow(breakerOpen - 1) {
		t.Error("it lets a call through while it is open")
	}
	if got := []bool{b.allow(breakerOpen), b.allow(breakerOpen)}; !slices.Equal(got, []bool{true, false}) {
		t.Error("after a while it does not let exactly one probe through")
	}
	b.outcome(breakerOpen, true)
	if b.allow(2*breakerOpen - 1) {
		t.Error("a failed probe does not keep it open")
	}
	b.allow(2 * breakerOpen)
	b.outcome(2*breakerOpen, false)
	if got := []bool{b.allow(2 * breakerOpen), b.allow(2 * breakerOpen)}; !slices.Equal(got, []bool{true, true}) {
		t.Error("a good probe does not close it")
	}
}

func TestRetryBudget(t *testing.T) {
	b := retryBudget{}
	for range 25 {
		b.request(.1)
	}
	if got := []bool{b.allow(.1), b.allow(.1), b.allow(.1)}; !slices.Equal(got, []bool{true, true, false}) {
		t.Errorf("25 requests at a tenth pay for retries %v, not for exactly two", got)
	}
	for range 1000 {
		b.request(.1)
	}
	if b.tokens != bucketSize {
		t.Errorf("the bucket holds %g tokens, not %d", b.tokens, bucketSize)
	}
}

func TestBackoff(t *testing.T) {
	draw := simulation.NewDraw(1)
	for _, c := range []struct {
		kind string
		want []float64
	}{{"none", []float64{0, 0, 0}}, {"fixed", []float64{.5, .5, .5}}, {"exponential", []float64{.5, 1, 2}}} {
		for i, want := range c.want {
			one := &call{attempt: uint32(i + 2)}
			if got := (backoff{c.kind, .5}).wait(draw, drawBackoff, one).Seconds(); got != want {
				t.Errorf("%s waits %g s before attempt %d, not %g", c.kind, got, one.attempt, want)
			}
			if got := (backoff{"full-jitter", .5}).wait(draw, drawBackoff, one).Seconds(); got <= 0 || got >= []float64{.5, 1, 2}[i] {
				t.Errorf("full-jitter waits %g s before attempt %d", got, one.attempt)
			}
		}
	}
}

func TestLatenciesAreWithinTheirError(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := &latencies{}
		times := rapid.SliceOfN(rapid.Int64Range(0, 1e13), 1, 300).Draw(t, "times")
		sum := 0.0
		for _, v := range times {
			l.add(simulation.Time(v))
			sum += float64(v) / 1e9
		}
		slices.Sort(times)
		share := rapid.Float64Range(.01, 1).Draw(t, "share")
		exact := float64(times[max(int(math.Ceil(share*float64(len(times))-1e-9))-1, 0)]) / 1e9
		if got := l.percentile(share).(float64); math.Abs(got-exact) > .005*exact {
			t.Fatalf("percentile %g is %g, not %g", share, got, exact)
		}
		if got := l.mean().(float64); math.Abs(got-sum/float64(len(times))) > 1e-9*(1+got) {
			t.Fatalf("the mean is %g", got)
		}
	})
	var unmeasured *latencies
	unmeasured.add(1)
	if (&latencies{}).percentile(.5) != nil || (&latencies{}).mean() != nil {
		t.Error("no case has a figure")
	}
}

func TestGauge(t *testing.T) {
	var g gauge
	g.add(2*simulation.Second, 3) // 0 for 2 s
	g.add(4*simulation.Second, -1)
	if got := g.mean(5 * simulation.Second); got != (2*3.+2)/5 {
		t.Errorf("the mean is %v", got)
	}
	g.restart(5 * simulation.Second)
	if got := g.mean(9 * simulation.Second); got != 2. {
		t.Errorf("the mean after a restart is %v", got)
	}
}

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

// TestABucketEndsToTheNanosecond: what is worked out once for a bucket is what each instant would say.
func TestABucketEndsToTheNanosecond(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := newRecorder(rapid.Float64Range(1, 1e5).Draw(t, "duration"), []string{"one"})
		now := simulation.Time(0)
		for range 50 {
			now += simulation.Time(rapid.Int64Range(0, int64(2e9*r.step)).Draw(t, "later"))
			if rapid.Bool().Draw(t, "edge") {
				now = max(now, r.until-simulation.Time(rapid.IntRange(0, 2).Draw(t, "before")))
			}
			r.add(r.buckets[0], now, 1)
			if r.bucket != r.bucketOf(now) {
				t.Fatalf("%d ns is counted in bucket %d, not %d", now, r.bucket, r.bucketOf(now))
			}
		}
	})
}
