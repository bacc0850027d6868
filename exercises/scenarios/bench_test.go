package scenarios

import (
	"runtime"
	"slices"
	"testing"
	"time"

	"arrowbook/exercises/simulation"
)

// bareStorm is the default retry storm written by hand on the bare kernel: the same events and draws, and
// nothing that is reported. It is what the blocks are measured against.
type bareStorm struct {
	engine  *simulation.Engine
	draw    simulation.Draw
	calls   []bareCall
	freed   []uint32
	line    fifo
	busy    int
	arrived uint64
	slow    bool
	useful  int64
}

type bareCall struct {
	request uint64
	attempt uint32
	state   callState
	gone    bool
	giveUp  simulation.Handle
}

const (
	bareArrival uint32 = iota
	bareDone
	bareGiveUp
	bareRetry
	bareTick
	bareSlow
	bareWell
)

func (b *bareStorm) run() (events, useful int64) {
	const second = simulation.Second
	b.engine.Schedule(second/5, simulation.Event{Kind: bareTick, Who: 1})
	b.engine.Schedule(20*second, simulation.Event{Kind: bareSlow})
	b.engine.Schedule(25*second, simulation.Event{Kind: bareWell})
	b.nextArrival()
	for {
		event, ok := b.engine.Next()
		if !ok || b.engine.Now() >= 120*second {
			return b.engine.Ran(), b.useful
		}
		switch event.Kind {
		case bareArrival:
			request := b.arrived
			b.nextArrival()
			b.send(b.add(bareCall{request: request, attempt: 1}))
		case bareDone:
			b.done(event.Who)
		case bareGiveUp:
			b.giveUp(event.Who)
		case bareRetry:
			b.send(event.Who)
		case bareTick:
			if n := simulation.Time(event.Who) + 1; n <= 600 {
				b.engine.Schedule(min(n*second/5, 120*second-1), simulation.Event{Kind: bareTick, Who: uint32(n)})
			}
		default:
			b.slow = event.Kind == bareSlow
		}
	}
}

func (b *bareStorm) nextArrival() {
	b.arrived++
	gap := b.draw.Exponential(drawArrival, b.arrived, 0) / 1000
	b.engine.Schedule(b.engine.Now()+simulation.FromSeconds(gap), simulation.Event{Kind: bareArrival})
}

func (b *bareStorm) add(c bareCall) uint32 {
	if n := len(b.freed); n > 0 {
		id := b.freed[n-1]
		b.freed = b.freed[:n-1]
		b.calls[id] = c
		return id
	}
	b.calls = append(b.calls, c)
	return uint32(len(b.calls) - 1)
}

func (b *bareStorm) send(id uint32) {
	b.calls[id].giveUp = b.engine.Schedule(b.engine.Now()+2*simulation.Second, simulation.Event{Kind: bareGiveUp, Who: id})
	if b.busy < 100 {
		b.serve(id)
		return
	}
	b.calls[id].state = callInLine
	b.line.push(id)
}

func (b *bareStorm) serve(id uint32) {
	c := &b.calls[id]
	c.state = callServed
	b.busy++
	work := b.draw.Exponential(drawService, c.request, c.attempt) * .05
	if b.slow {
		work *= 10
	}
	b.engine.Schedule(b.engine.Now()+simulation.FromSeconds(work), simulation.Event{Kind: bareDone, Who: id})
}

func (b *bareStorm) done(id uint32) {
	b.busy--
	if c := &b.calls[id]; !c.gone {
		b.engine.Cancel(c.giveUp)
		b.useful++
	}
	b.freed = append(b.freed, id)
	for b.busy < 100 {
		next, ok := b.line.pop()
		if !ok {
			return
		}
		if b.calls[next].state == callLeft {
			b.freed = append(b.freed, next)
			continue
		}
		b.serve(next)
	}
}

func (b *bareStorm) giveUp(id uint32) {
	c := &b.calls[id]
	c.gone = true
	if c.state == callInLine {
		c.state = callLeft
	}
	if c.attempt > 3 {
		return
	}
	next := b.add(bareCall{request: c.request, attempt: c.attempt + 1})
	b.engine.Schedule(b.engine.Now(), simulation.Event{Kind: bareRetry, Who: next})
}

func newBareStorm() *bareStorm {
	return &bareStorm{engine: simulation.NewEngine(4096), draw: simulation.NewDraw(1)}
}

func TestTheBareStormIsTheSame(t *testing.T) {
	events, useful := newBareStorm().run()
	if r := run(t, "retry-storm", 1, nil); r.Events != events || r.Ledger.Useful != useful {
		t.Errorf("the scenario has %d events and %d useful calls, the bare storm %d and %d", r.Events, r.Ledger.Useful, events, useful)
	}
}

// shareOfBare is how much of the bare storm's speed the scenario reaches, with its ledger, series and
// tokens: the median of rounds that each run both, so that what a shared machine does to one it does to the
// other.
func shareOfBare(t testing.TB, rounds int) float64 {
	var shares []float64
	for range rounds {
		began := time.Now()
		newBareStorm().run()
		between := time.Now()
		run(t, "retry-storm", 1, nil)
		shares = append(shares, between.Sub(began).Seconds()/time.Since(between).Seconds())
	}
	slices.Sort(shares)
	return shares[len(shares)/2]
}

// TestEventsAllocateNothing: what a run allocates is its buckets, its sample and its blocks, however many
// events it has. A thousand of them may cost one allocation, for the slabs and rings that grow.
func TestEventsAllocateNothing(t *testing.T) {
	for _, scenario := range []string{"retry-storm", "duplicate-execution", "metastable"} {
		short, long := allocations(t, scenario, "duration=600"), allocations(t, scenario, "duration=2400")
		if events := long.events - short.events; (long.mallocs-short.mallocs)*1000 > events {
			t.Errorf("%s: %d more events cost %d allocations", scenario, events, long.mallocs-short.mallocs)
		}
	}
}

// cost is what a run costs.
type cost struct{ events, mallocs int64 }

func allocations(t *testing.T, scenario, duration string) cost {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	r := run(t, scenario, 1, []string{duration, "arrival_rate=150"})
	runtime.ReadMemStats(&after)
	return cost{r.Events, int64(after.Mallocs - before.Mallocs)}
}

func BenchmarkScenarioAgainstKernel(b *testing.B) {
	for b.Loop() {
		b.ReportMetric(shareOfBare(b, 15), "of-kernel")
	}
}
