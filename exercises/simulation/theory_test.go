package simulation

import (
	"math"
	"testing"
)

// station simulates an M/M/c queue of n customers and returns the mean wait in line and its standard error,
// by the means of batches. Service times have mean 1.
func station(seed uint64, servers int, load float64, n int) (mean, deviation float64) {
	const arrival, departure, batches = 0, 1, 40
	draw, e := NewDraw(seed), NewEngine(64)
	rate := load * float64(servers)
	var line []Time
	var served uint64
	sums := make([]float64, batches)
	began, head, busy, arrived := 0, 0, 0, 0
	start := func(waited Time) {
		sums[began*batches/n] += waited.Seconds()
		began++
		served++
		e.Schedule(e.Now()+FromSeconds(draw.Exponential(2, served, 1)), Event{Kind: departure})
	}
	e.Schedule(FromSeconds(draw.Exponential(1, 0, 1)/rate), Event{Kind: arrival})
	for began < n {
		event, _ := e.Next()
		switch {
		case event.Kind == arrival:
			arrived++
			e.Schedule(e.Now()+FromSeconds(draw.Exponential(1, uint64(arrived), 1)/rate), Event{Kind: arrival})
			if busy < servers {
				busy++
				start(0)
			} else {
				line = append(line, e.Now())
			}
		case head < len(line):
			head++
			start(e.Now() - line[head-1])
		default:
			busy--
		}
	}
	return batchMeans(sums, n)
}

func batchMeans(sums []float64, n int) (mean, deviation float64) {
	per := float64(n) / float64(len(sums))
	for _, s := range sums {
		mean += s / per / float64(len(sums))
	}
	for _, s := range sums {
		deviation += math.Pow(s/per-mean, 2)
	}
	k := float64(len(sums))
	return mean, math.Sqrt(deviation / (k - 1) / k)
}

// erlangWait is the mean wait of an M/M/c queue by Erlang's C formula, with mean service time 1 (Erlang
// 1917; any text on queues). The blocking probability B is built up server by server.
func erlangWait(servers int, load float64) float64 {
	offered, blocked := load*float64(servers), 1.0
	for c := 1; c <= servers; c++ {
		blocked = offered * blocked / (float64(c) + offered*blocked)
	}
	waits := blocked / (1 - load*(1-blocked))
	return waits / (float64(servers) * (1 - load))
}

// TestStationsAgainstTheory holds the mean wait within four standard errors of the formula; for one server
// the formula is load/(1-load).
func TestStationsAgainstTheory(t *testing.T) {
	if got := erlangWait(1, .8); math.Abs(got-4) > 1e-12 {
		t.Fatalf("the formula gives %g for one server at 0.8, not 4", got)
	}
	for _, servers := range []int{1, 2, 10} {
		for _, load := range []float64{.5, .8, .9} {
			mean, deviation := station(7, servers, load, 400_000)
			if want := erlangWait(servers, load); math.Abs(mean-want) > 4*deviation {
				t.Errorf("%d servers at load %g: mean wait %.4f, theory %.4f, standard error %.4f", servers, load, mean, want, deviation)
			}
		}
	}
}
