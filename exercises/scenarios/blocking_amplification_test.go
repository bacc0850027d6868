package scenarios

import (
	"fmt"
	"math"
	"testing"
)

var blockingAmplificationShows = []line{
	{"Little's law", nil, nil, func(r *Result) bool {
		return math.Abs(value(r, "mean_in_system")/(value(r, "throughput")*value(r, "mean_latency"))-1) <= .01
	}},
	{"past capacity the threads work on, for nobody", []string{"timeout=0.5", "arrival_rate=120"}, nil, func(r *Result) bool {
		return overLast(r, "goodput", 30) < 20 && math.Abs(overLast(r, "throughput", 30)-100) <= 5
	}},
}

func TestBlockingAmplificationShows(t *testing.T) {
	shows(t, "blocking-amplification", blockingAmplificationShows)
}

// TestWaitsAgainstErlang holds the mean wait against Erlang C, over four million requests.
func TestWaitsAgainstErlang(t *testing.T) {
	const service, requests = .1, 4e6
	for _, workers := range []float64{1, 2, 5, 10, 20, 50} {
		for _, load := range []float64{.5, .8, .9} {
			t.Run(fmt.Sprintf("%g threads at %g", workers, load), func(t *testing.T) {
				t.Parallel()
				rate := load * workers / service
				want := erlangC(workers, load) * service / (workers * (1 - load))
				settings := []string{fmt.Sprint("workers=", workers), fmt.Sprint("arrival_rate=", rate), fmt.Sprintf("duration=%.0f", requests/rate)}
				longRun(t, func(seed uint64) {
					got := value(run(t, "blocking-amplification", seed, settings), "mean_wait")
					if math.Abs(got-want) > max(.05*want, .005*service) {
						t.Errorf("seed %d: mean wait %.5f s, theory %.5f s", seed, got, want)
					}
				})
			})
		}
	}
}

// erlangC is the share of requests that wait, by the recursion of Erlang B.
func erlangC(servers, load float64) float64 {
	offered, b := servers*load, 1.0
	for n := 1.0; n <= servers; n++ {
		b = offered * b / (n + offered*b)
	}
	return b / (1 - load*(1-b))
}

// TestConstantServiceHalvesTheWait holds one thread against M/D/1: half of M/M/1's wait of 0.4 s.
func TestConstantServiceHalvesTheWait(t *testing.T) {
	t.Parallel()
	longRun(t, func(seed uint64) {
		got := value(run(t, "blocking-amplification", seed, []string{"workers=1", "distribution=constant", "arrival_rate=8", "duration=250000"}), "mean_wait")
		if math.Abs(got/.2-1) > .03 {
			t.Errorf("seed %d: mean wait %.5f s, theory 0.2 s", seed, got)
		}
	})
}

func TestTheLastPercentCostsMost(t *testing.T) {
	t.Parallel()
	longRun(t, func(seed uint64) {
		slowest := func(rate string) float64 {
			return value(run(t, "blocking-amplification", seed, []string{"arrival_rate=" + rate, "duration=36000"}), "p99")
		}
		if full, half := slowest("99"), slowest("50"); full < 5*half {
			t.Errorf("seed %d: p99 is %.3f s at 99 a second, %.3f s at 50", seed, full, half)
		}
	})
}

// TestTheServiceCountsWhoIsInside: a full line refuses, who gives up is counted at the full patience, and the
// work goes on.
func TestTheServiceCountsWhoIsInside(t *testing.T) {
	r := run(t, "blocking-amplification", 1, []string{"arrival_rate=150", "queue_limit=20", "timeout=0.15"})
	if r.Ledger.Refused == 0 || value(r, "timed_out") == 0 || value(r, "p99") > .151 || value(r, "mean_in_system") > 30 {
		t.Errorf("%v, %+v", r.Summary, r.Ledger)
	}
	if used := value(r, "utilisation"); used < .9 || used > 1 {
		t.Errorf("the threads are held %g of the time", used)
	}
}
