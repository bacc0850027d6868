package scenarios

import (
	"fmt"
	"math"
	"testing"
)

func within500(r *Result) bool { return value(r, "peak_queue") <= 500 }

var boundedQueueShows = []line{
	{"unbounded nothing is dropped and nobody waits", nil, nil, func(r *Result) bool {
		return value(r, "peak_queue") > 500 && value(r, "dropped") == 0 && value(r, "blocked_seconds") == 0
	}},
	{"block costs the producer's time", []string{"overflow=block"}, nil, func(r *Result) bool {
		return within500(r) && value(r, "dropped") == 0 && value(r, "blocked_seconds") > 0
	}},
	{"drop-newest costs messages", []string{"overflow=drop-newest"}, nil, func(r *Result) bool {
		return within500(r) && value(r, "dropped") > 0 && value(r, "blocked_seconds") == 0
	}},
	{"drop-oldest costs messages", []string{"overflow=drop-oldest"}, nil, func(r *Result) bool {
		return within500(r) && value(r, "dropped") > 0 && value(r, "blocked_seconds") == 0
	}},
}

func TestBoundedQueueShows(t *testing.T) { shows(t, "bounded-queue", boundedQueueShows) }

// TestAnUnboundedQueueGrowsWithTheBurst: by the 20 messages a second that are too many. Their number is a
// difference of two Poisson counts.
func TestAnUnboundedQueueGrowsWithTheBurst(t *testing.T) {
	for seed := range showSeeds() {
		before := 0.0
		for _, burst := range []float64{30, 60, 90} {
			peak := value(run(t, "bounded-queue", seed+1, []string{fmt.Sprint("burst_for=", burst)}), "peak_queue")
			if off := 4 * math.Sqrt(220*burst); peak <= before || math.Abs(peak-20*burst) > off {
				t.Errorf("seed %d, burst of %g s: the queue grows to %g, after %g", seed+1, burst, peak, before)
			}
			before = peak
		}
	}
}

// TestABoundChangesUnderWay: a producer that waits goes on when there is room, and messages balance at each
// instant.
func TestABoundChangesUnderWay(t *testing.T) {
	for _, at := range [][]string{
		{"50s:overflow=unbounded"}, {"50s:limit=800"}, {"50s:limit=100"}, {"50s:overflow=drop-oldest"}, {"40s:overflow=drop-newest", "50s:overflow=block"},
	} {
		scenario, _ := Lookup("bounded-queue")
		m := newBuffer(newSettings(scenario, request(t, scenario.ID, 1, []string{"overflow=block"}, at...)))
		m.ticks = append(m.ticks, func() {
			waits := int64(m.blocked.level)
			if !m.ledger.Balances() || m.ledger.InFlight != int64(m.consumer.waiting()+m.consumer.busy)+waits || m.products.len() != int(m.ledger.InFlight) {
				t.Fatalf("%v, %g s: %d of %d wait, %+v", at, m.now().Seconds(), m.consumer.waiting(), m.products.len(), *m.ledger)
			}
		})
		if err := m.run(background); err != nil {
			t.Fatal(err)
		}
		if m.ledger.Useful < 14_000 {
			t.Errorf("%v: %+v", at, *m.ledger)
		}
	}
}

func TestABoundedQueueAllocatesNothing(t *testing.T) {
	short, long := allocations(t, "bounded-queue", "duration=600"), allocations(t, "bounded-queue", "duration=2400")
	if events := long.events - short.events; (long.mallocs-short.mallocs)*1000 > events {
		t.Errorf("%d more events cost %d allocations", events, long.mallocs-short.mallocs)
	}
}
