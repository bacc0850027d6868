package scenarios

import "testing"

func inOrder(r *Result) bool { return value(r, "out_of_order") == 0 }

var orderingShows = []line{
	{"one worker keeps the order", []string{"workers=1"}, nil, inOrder},
	{"partitions keep the order", []string{"partition_by_conversation=on"}, nil, inOrder},
	{"partitions keep the order of a hot one", []string{"partition_by_conversation=on", "hot_share=0.5"}, nil, inOrder},
	{"four workers do not", nil, nil, func(r *Result) bool { return value(r, "out_of_order") > 0 && value(r, "replies_to_the_future") > 0 }},
}

func TestOrderingShows(t *testing.T) { shows(t, "ordering", orderingShows) }

func TestMoreWorkersMoreDisorder(t *testing.T) {
	for seed := range showSeeds() {
		two, four, eight := disorder(t, seed+1, "workers=2"), disorder(t, seed+1, "workers=4"), disorder(t, seed+1, "workers=8")
		if !(two < four && four < eight) {
			t.Errorf("seed %d: %g out of order with two workers, %g with four, %g with eight", seed+1, two, four, eight)
		}
	}
}

func disorder(t *testing.T, seed uint64, workers string) float64 {
	return value(run(t, "ordering", seed, []string{workers}), "out_of_order")
}

func TestThePriceOfPartitioning(t *testing.T) {
	for seed := range showSeeds() {
		without := run(t, "ordering", seed+1, []string{"hot_share=0.5"})
		with := run(t, "ordering", seed+1, []string{"hot_share=0.5", "partition_by_conversation=on"})
		if value(with, "throughput") > .9*value(without, "throughput") || value(with, "p99") < 10*value(without, "p99") {
			t.Errorf("seed %d: %v with partitions, %v without", seed+1, with.Summary, without.Summary)
		}
	}
}

// TestOrderingBalances: also when the parameters change under way.
func TestOrderingBalances(t *testing.T) {
	for _, at := range [][]string{nil, {"20s:partition_by_conversation=on", "40s:workers=2", "60s:workers=8", "80s:partition_by_conversation=off", "90s:conversations=3"}} {
		s, _ := Lookup("ordering")
		m := newConversations(newSettings(s, request(t, "ordering", 1, []string{"hot_share=0.3"}, at...)))
		runBalanced(t, m.world)
		if under := m.workers.busy + m.workers.waiting() + m.held; under != m.posts.len() || int64(under) != m.ledger.InFlight {
			t.Errorf("%d messages are under way, %d are kept: %+v", under, m.posts.len(), *m.ledger)
		}
	}
}

func TestOrderingAllocatesNothing(t *testing.T) { allocatesNothing(t, "ordering") }
