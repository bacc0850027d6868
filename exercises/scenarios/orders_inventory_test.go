package scenarios

import (
	"math"
	"testing"
)

var ordersInventoryShows = []line{
	{"each team's profiler sees nothing", nil, nil, func(r *Result) bool {
		own := value(r, "inventory_own_time_incident") / value(r, "inventory_own_time_normal")
		return value(r, "orders_await_share") >= .95 && math.Abs(own-1) <= .1
	}},
	{"the boundary's three signals move", nil, nil, func(r *Result) bool {
		return value(r, "retry_rate_normal") < .01 && value(r, "retry_rate") > 1 &&
			value(r, "success_rate_normal") > .99 && value(r, "success_rate") < .5 && value(r, "offered_over_baseline") >= 2
	}},
	{"a budget of a tenth recovers", []string{"retry_budget=0.1"}, nil, recovered},
}

func TestOrdersInventoryShows(t *testing.T) { shows(t, "orders-inventory", ordersInventoryShows) }

// TestTheProfilersNeedAnIncident: without a slow spell there is none, and no figure of one.
func TestTheProfilersNeedAnIncident(t *testing.T) {
	r := run(t, "orders-inventory", 1, []string{"slow_for=0", "duration=20"})
	for _, name := range []string{"orders_await_share", "inventory_own_time_incident", "retry_rate", "success_rate", "offered_over_baseline", "recovered"} {
		if got := r.Figure(name); got != nil {
			t.Errorf("%s is %v", name, got)
		}
	}
}

// TestLedgersOfChainsBalance: at every tick, with each policy on.
func TestLedgersOfChainsBalance(t *testing.T) {
	ordering := func(s *settings) *world { return newOrdering(s).world }
	degradation := func(s *settings) *world { return newDegradation(s).world }
	bounded := func(s *settings) *world { return newBounded(s).world }
	for _, c := range []struct {
		scenario string
		settings []string
		build    func(*settings) *world
	}{
		{"orders-inventory", nil, ordering},
		{"orders-inventory", []string{"backoff=full-jitter", "retry_budget=0.1", "shed=on"}, ordering},
		{"graceful-degradation", []string{"duration=100"}, degradation},
		{"graceful-degradation", append([]string{"deadline=on"}, everyMechanism...), degradation},
		{"boundaries", nil, bounded},
		{"boundaries", []string{"bulkhead=on", "breaker=on"}, bounded},
	} {
		r := request(t, c.scenario, 1, c.settings)
		scenario, _ := Lookup(c.scenario)
		w := c.build(newSettings(scenario, r))
		check := balanced(t, w)
		if err := w.run(background); err != nil {
			t.Fatal(err)
		}
		check()
	}
}

// TestEventsOfChainsAllocateNothing: as TestEventsAllocateNothing.
func TestEventsOfChainsAllocateNothing(t *testing.T) {
	longWithoutRace(t)
	for _, scenario := range []string{"orders-inventory", "graceful-degradation", "boundaries"} {
		short, long := allocations(t, scenario, "duration=600"), allocations(t, scenario, "duration=2400")
		if events := long.events - short.events; (long.mallocs-short.mallocs)*1000 > events {
			t.Errorf("%s: %d more events cost %d allocations", scenario, events, long.mallocs-short.mallocs)
		}
	}
}
