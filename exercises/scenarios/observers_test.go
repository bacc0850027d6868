package scenarios

import (
	"math"
	"strings"
	"testing"
)

// seen runs a scenario and gives what its two observers see.
func seen(t *testing.T, id, query string) (*Result, Observer, Observer) {
	t.Helper()
	a, err := ParseAddress(id, query)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Run(t.Context(), a.Request)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Observers) != 2 {
		t.Fatalf("%s has %d observers", id, len(r.Observers))
	}
	return r, r.Observers[0], r.Observers[1]
}

func well(o Observer) float64 {
	share, ok := o.Well.(float64)
	if !ok {
		return math.NaN()
	}
	return share
}

// The same run is two stories; where the fix holds it is one.
func TestTwoObserversTellOppositeStories(t *testing.T) {
	for _, c := range []struct {
		id, query                string
		dashboardMin, callersMax float64
	}{
		{"retry-storm", "", .99, .05}, {"metastable", "", .99, .05}, {"orders-inventory", "", .99, .05},
		{"duplicate-execution", "visibility_timeout=0.5", .99, .6}, {"orphaned-work", "", .99, .75},
	} {
		if _, dashboard, callers := seen(t, c.id, c.query); !(well(dashboard) >= c.dashboardMin) || !(well(callers) <= c.callersMax) {
			t.Errorf("%s?%s: %g and %g", c.id, c.query, well(dashboard), well(callers))
		}
	}
	if _, dashboard, users := seen(t, "completion-invisibility", "notify=none"); well(dashboard) != 1 || well(users) != 0 {
		t.Errorf("jobs of which nobody learns: %g and %g", well(dashboard), well(users))
	}
	if _, bottom, clients := seen(t, "layered-retries", ""); !(well(bottom) < .15) || !(well(clients) > .99) {
		t.Errorf("layers: %g and %g", well(bottom), well(clients))
	}
}

func TestTwoObserversAgreeWhereTheFixHolds(t *testing.T) {
	for id, query := range map[string]string{
		"retry-storm": "retry_budget=0.1", "metastable": "shed=on", "orders-inventory": "shed=on", "duplicate-execution": "idempotency_key=on", "orphaned-work": "leave_rate=0",
		"completion-invisibility": "notify=sse",
	} {
		if _, dashboard, callers := seen(t, id, query); !(well(dashboard) > .98) || !(well(callers) > .98) {
			t.Errorf("%s?%s: %g and %g", id, query, well(dashboard), well(callers))
		}
	}
}

// What the observers count is what the ledger and the series count.
func TestObserversCountTheSameRun(t *testing.T) {
	for id, goodput := range map[string]string{"retry-storm": "goodput", "metastable": "goodput", "orders-inventory": "goodput"} {
		r, dashboard, callers := seen(t, id, "")
		finished := 0.0
		for _, v := range dashboard.Curves[0].Values {
			finished += v * r.Step
		}
		if want := float64(r.Ledger.Useful + r.Ledger.Wasted); math.Abs(finished-want) > .5 {
			t.Errorf("%s: the dashboard shows %g calls, the ledger %g", id, finished, want)
		}
		for i, v := range valuesNamed(r, goodput) {
			if math.Abs(callers.Curves[0].Values[i]-v) > 1e-6 {
				t.Fatalf("%s: bucket %d has %g useful answers, its callers see %g", id, i, v, callers.Curves[0].Values[i])
			}
		}
	}
}

// A job that is done is noticed or stays unseen: over the run the dashboard's curve counts as many as there are.
func TestJobsDoneAreCountedFromBothSides(t *testing.T) {
	for query, never := range map[string]bool{"": false, "notify=none": true} {
		r, dashboard, _ := seen(t, "completion-invisibility", query)
		done := 0.0
		for _, v := range dashboard.Curves[0].Values {
			if v < 0 {
				t.Fatalf("%q: %g jobs a second are done", query, v)
			}
			done += v * r.Step
		}
		if jobs := float64(r.Ledger.Requests); !(done > .97*jobs) || done > jobs || never != (r.Ledger.Succeeded == 0) {
			t.Errorf("%q: %g of %g jobs are done within the run", query, done, jobs)
		}
	}
}

// Callers measure from the moment at which they meant to call, and those who give up count with what they waited.
func TestCallersMeasureFromWhenTheyMeant(t *testing.T) {
	r, dashboard, callers := seen(t, "retry-storm", "")
	own, waited := dashboard.Curves[1].Values, callers.Curves[2].Values
	last := len(r.Times) - 1
	if !(own[last] < .1) || !(waited[last] > 7.5) || !(waited[last] < 8.5) {
		t.Errorf("at the end the database works %g s on a call, and a request ends after %g s; four tries of 2 s are 8 s", own[last], waited[last])
	}
	if !strings.Contains(callers.Says, "It takes 7.9 s") || !strings.HasPrefix(dashboard.Says, "From 25 s on it finishes 1,990 calls a second, 100%") {
		t.Errorf("%s\n%s", dashboard.Says, callers.Says)
	}
}

func TestObserversOfARunWithoutATrigger(t *testing.T) {
	_, dashboard, callers := seen(t, "retry-storm", "slow_factor=1&duration=20")
	if !strings.HasPrefix(dashboard.Says, "Over the whole run it finishes") || strings.Contains(dashboard.Says+callers.Says, "before") {
		t.Errorf("%s\n%s", dashboard.Says, callers.Says)
	}
	r, _, _ := seen(t, "retry-storm", "duration=20")
	if json, err := r.MarshalJSON(); err != nil || strings.Contains(string(json), "dashboard") {
		t.Error("the run as JSON holds its observers, which the contract does not")
	}
}
