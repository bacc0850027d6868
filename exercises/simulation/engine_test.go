package simulation

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestEqualTimesRunInTheOrderScheduled(t *testing.T) {
	e := NewEngine(0)
	for i := range 100 {
		e.Schedule(Second, Event{Who: uint32(i)})
	}
	for i := range 100 {
		if got, _ := e.Next(); got.Who != uint32(i) {
			t.Fatalf("event %d comes as number %d", got.Who, i)
		}
	}
}

func TestThePastMeansNow(t *testing.T) {
	e := NewEngine(0)
	e.Schedule(5, Event{Who: 1})
	e.Next()
	e.Schedule(2, Event{Who: 2})
	if got, _ := e.Next(); got.Who != 2 || e.Now() != 5 {
		t.Errorf("event %d at %d", got.Who, e.Now())
	}
}

func TestHandlesAreVoidAfterTheirEvent(t *testing.T) {
	e := NewEngine(0)
	h := e.Schedule(1, Event{})
	e.Next()
	again := e.Schedule(2, Event{}) // takes the same slot
	if e.Cancel(h) || e.Move(h, 9) {
		t.Error("an old handle reaches a new event")
	}
	if !e.Cancel(again) || e.Cancel(again) || e.Len() != 0 {
		t.Error("an event is not cancelled exactly once")
	}
	if e.Cancel(0) {
		t.Error("the zero handle names something")
	}
}

// naive is the same queue, written as simply as can be.
type naive struct {
	now    Time
	seq    int
	events []naiveEvent
}

type naiveEvent struct {
	at  Time
	seq int
	who uint32
}

func (n *naive) schedule(at Time, who uint32) {
	n.seq++
	n.events = append(n.events, naiveEvent{max(at, n.now), n.seq, who})
}

func (n *naive) next() (uint32, bool) {
	if len(n.events) == 0 {
		return 0, false
	}
	best := 0
	for i, e := range n.events {
		if b := n.events[best]; e.at < b.at || e.at == b.at && e.seq < b.seq {
			best = i
		}
	}
	taken := n.events[best]
	n.events = slices.Delete(n.events, best, best+1)
	n.now = taken.at
	return taken.who, true
}

func (n *naive) find(who uint32) int {
	return slices.IndexFunc(n.events, func(e naiveEvent) bool { return e.who == who })
}

// compare plays random calls on both queues and looks for a difference.
func compare(t *rapid.T) {
	e, n := NewEngine(0), &naive{}
	handles := map[uint32]Handle{}
	who := uint32(0)
	known := func() uint32 { return rapid.Uint32Range(0, max(who, 1)).Draw(t, "who") }
	t.Repeat(map[string]func(*rapid.T){
		"schedule": func(t *rapid.T) {
			who++
			at := Time(rapid.IntRange(0, 50).Draw(t, "at"))
			handles[who] = e.Schedule(at, Event{Who: who})
			n.schedule(at, who)
		},
		"next": func(t *rapid.T) {
			before := e.Now()
			got, ok := e.Next()
			want, wantOK := n.next()
			if got.Who != want && ok || ok != wantOK || e.Now() != n.now || e.Now() < before {
				t.Fatalf("next is %d, %v at %d, not %d, %v at %d", got.Who, ok, e.Now(), want, wantOK, n.now)
			}
		},
		"cancel": func(t *rapid.T) {
			w := known()
			i := n.find(w)
			if got := e.Cancel(handles[w]); got != (i >= 0) {
				t.Fatalf("cancel gives %v", got)
			}
			if i >= 0 {
				n.events = slices.Delete(n.events, i, i+1)
			}
		},
		"move": func(t *rapid.T) {
			w, at := known(), Time(rapid.IntRange(0, 80).Draw(t, "at"))
			i := n.find(w)
			if got := e.Move(handles[w], at); got != (i >= 0) {
				t.Fatalf("move gives %v", got)
			}
			if i >= 0 {
				n.seq++
				n.events[i] = naiveEvent{max(at, n.now), n.seq, w}
			}
		},
		"": func(t *rapid.T) {
			if e.Len() != len(n.events) {
				t.Fatalf("%d events are scheduled, not %d", e.Len(), len(n.events))
			}
		},
	})
}

func TestQueueAgainstASimpleOne(t *testing.T) { rapid.Check(t, compare) }

func FuzzQueueAgainstASimpleOne(f *testing.F) { f.Fuzz(rapid.MakeFuzz(compare)) }

func TestSteadyStateAllocatesNothing(t *testing.T) {
	e := NewEngine(0)
	for i := range 1000 {
		e.Schedule(Time(i), Event{})
	}
	allocations := testing.AllocsPerRun(10_000, func() {
		e.Next()
		h := e.Schedule(e.Now()+500, Event{})
		e.Move(h, e.Now()+700)
		e.Cancel(e.Schedule(e.Now()+900, Event{}))
	})
	if allocations != 0 {
		t.Errorf("%g allocations per event", allocations)
	}
}

func TestLogIsClose(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Float64Range(1e-300, 1e300).Draw(t, "x")
		if got, want := Log(x), math.Log(x); math.Abs(got-want) > 3e-16*math.Abs(want) {
			t.Fatalf("Log(%g) = %.17g, not %.17g", x, got, want)
		}
	})
}

func TestDrawsAreEvenAndDistinct(t *testing.T) {
	d := NewDraw(1)
	const n, cells = 200_000, 100
	var counts [cells]int
	sum := 0.0
	for i := range uint64(n) {
		counts[int(d.Uniform(3, i, 1)*cells)]++
		sum += d.Exponential(4, i, 1)
	}
	chi := 0.0
	for _, c := range counts {
		chi += math.Pow(float64(c)-n/cells, 2) / (n / cells)
	}
	if chi > 160 { // 99 degrees of freedom: passed by 1 in 10,000 fair sources
		t.Errorf("chi-square of the draws is %g", chi)
	}
	if mean := sum / n; math.Abs(mean-1) > 4/math.Sqrt(n) {
		t.Errorf("the mean of the exponential draws is %g, further than 4 standard errors from 1", mean)
	}
	if d.Uniform(1, 2, 3) == d.Uniform(1, 3, 2) || d.Uniform(1, 2, 3) != NewDraw(1).Uniform(1, 2, 3) || d.Uniform(1, 2, 3) == NewDraw(2).Uniform(1, 2, 3) {
		t.Error("keys do not name their draws")
	}
}

// TestNormalDraws holds the moments within four standard errors, and the share beyond two deviations.
func TestNormalDraws(t *testing.T) {
	d := NewDraw(1)
	const n = 400_000
	var sum, squares, fourths, beyond float64
	for i := range uint64(n) {
		x := d.Normal(5, i, 1)
		sum += x
		squares += x * x
		fourths += x * x * x * x
		if math.Abs(x) > 2 {
			beyond++
		}
	}
	for _, m := range []struct {
		name                 string
		got, want, deviation float64
	}{{"mean", sum / n, 0, 1}, {"variance", squares / n, 1, math.Sqrt2}, {"fourth moment", fourths / n, 3, math.Sqrt(96)}, {"share beyond 2", beyond / n, .0455, .21}} {
		if math.Abs(m.got-m.want) > 4*m.deviation/math.Sqrt(n) {
			t.Errorf("the %s of the normal draws is %g, not %g", m.name, m.got, m.want)
		}
	}
}
