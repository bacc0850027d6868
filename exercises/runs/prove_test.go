package runs

import (
	"errors"
	"strings"
	"testing"

	"arrowbook/exercises/scenarios"
)

// served is that at least so much of a shortened run's requests are answered.
type served struct{ share float64 }

func (h served) String() string { return "served" }

func (h served) Met(figure func(string) any) bool {
	return figure("goodput_after").(float64) >= h.share*figure("arrival_rate").(float64)
}

var fix = Fix{
	Scenario: "retry-storm", Free: []string{"retries", "duration"}, Capacity: []string{"connections"},
	Holds: served{.5}, Held: "it held", Broke: "it broke",
}

func TestAFixIsRunOnAllSeeds(t *testing.T) {
	r := newRuns(t, Config{})
	for query, says := range map[string]string{
		"retry-storm?duration=40&retries=0":        "On all 20 seeds it held.",
		"retry-storm?duration=40&retries=0&seed=7": "On all 20 seeds it held.",
		"retry-storm?duration=40":                  "On none of 20 seeds it held: it broke.",
	} {
		if o, err := r.Prove(t.Context(), fix, query); err != nil || o.Says != says || o.Of != 20 || o.Proven != strings.Contains(says, "all") {
			t.Errorf("%s: %+v, %v", query, o, err)
		}
	}
	if s := r.Stats(); s.Computed != 2 {
		t.Errorf("the same fix was run twice, or its runs were kept: %+v", s)
	}
}

func TestNineteenSeedsProve(t *testing.T) {
	for held, proven := range map[int]bool{20: true, 19: true, 18: false} {
		if o := fix.outcome(held, 20, false); o.Proven != proven || held < 20 && !strings.Contains(o.Says, " of 20 seeds it held.") {
			t.Errorf("%d: %+v", held, o)
		}
	}
}

func TestWhatAFixMayNotTurn(t *testing.T) {
	for query, says := range map[string]string{
		"retry-storm?slow_for=1": "slow_for", "retry-storm?arrival_rate=100": "arrival_rate", "duplicate-execution": "the scenario", "retry-storm?at=30s:retries=0": "under way",
	} {
		var frozen *FrozenError
		if _, err := fix.request(query); !errors.As(err, &frozen) || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", query, err)
		}
	}
	var param *scenarios.ParamError
	if _, err := fix.request("retry-storm?connections=10000"); !errors.As(err, &param) || !strings.Contains(err.Error(), "demand grows") {
		t.Errorf("more demand than the model takes: %v", err)
	}
}

func TestCapacityAloneProvesNothing(t *testing.T) {
	for query, alone := range map[string]bool{"retry-storm": false, "retry-storm?connections=200": true, "retry-storm?connections=200&retries=0": false} {
		if request, err := fix.request(query); err != nil || fix.onlyScales(request) != alone {
			t.Errorf("%s: %v", query, err)
		}
	}
	if o := fix.outcome(20, 20, true); o.Proven || o.Held != 20 || !strings.Contains(o.Says, "all that was changed is the size") {
		t.Errorf("%+v", o)
	}
}

func TestDemandFindsCapacity(t *testing.T) {
	request, err := fix.request("retry-storm?connections=250")
	if err != nil || request.Key() != "retry-storm?arrival_rate=2500&connections=250" {
		t.Errorf("%s, %v", request.Key(), err)
	}
}
