package lab

import (
	"strings"
	"testing"

	"arrowbook/exercises/scenarios"
)

// wayOf is the path of a run, with its cursor at an instant.
func wayOf(t *testing.T, id, query string, cursor float64) *way {
	t.Helper()
	a, err := scenarios.ParseAddress(id, query)
	if err != nil {
		t.Fatal(err)
	}
	r, err := scenarios.Run(t.Context(), a.Request)
	if err != nil {
		t.Fatal(err)
	}
	scenario, _ := scenarios.Lookup(id)
	return player{Scenario: scenario, Address: a, Result: r, Cursor: cursor}.Way()
}

func TestTheSameLoadHasTwoOutcomes(t *testing.T) {
	w := wayOf(t, "retry-storm", "at=40s:retries=0", 30)
	if !strings.Contains(w.Says, "by another way than it left: at ") || !strings.HasPrefix(w.Says, "It begins at 1,00") {
		t.Errorf("%s", w.Says)
	}
	var turns []string
	for _, r := range w.Rows {
		turns = append(turns, r.T+" "+r.What)
	}
	if got := strings.Join(turns, ", "); got != "0 s the run begins, 20 s slow: it begins, 25 s slow: it is over, 40 s retries set to 0, 120 s the run ends" {
		t.Errorf("%s", got)
	}
	if len(w.Legs) != 3 || len(w.Heads) < 4 || w.X < 60 || w.Y < 90 {
		t.Errorf("%d legs, %d heads, the cursor at %g, %g", len(w.Legs), len(w.Heads), w.X, w.Y)
	}
}

func TestNoWayBack(t *testing.T) {
	for id, says := range map[string]string{"retry-storm": "it has not found its way back", "metastable": "it has not found its way back", "orders-inventory": "it has not found its way back"} {
		if w := wayOf(t, id, "", 0); !strings.HasSuffix(w.Says, says+".") {
			t.Errorf("%s: %s", id, w.Says)
		}
	}
	if w := wayOf(t, "graceful-degradation", "", 0); w == nil || w.Load != "calls at A's dependency per second" || !strings.Contains(w.Says, "it has not found its way back") {
		t.Errorf("%+v", w)
	}
	if w := wayOf(t, "retry-storm", "retry_budget=0.1", 0); strings.Contains(w.Says, "way") {
		t.Errorf("%s", w.Says)
	}
}

func TestARunThatNothingMovesHasNoWay(t *testing.T) {
	for id, query := range map[string]string{"blocking-amplification": "", "retry-storm": "slow_factor=1", "load-curve": "duration=6&steps=8", "duplicate-execution": "duration=30"} {
		if w := wayOf(t, id, query, 0); w != nil {
			t.Errorf("%s?%s goes %s", id, query, w.Says)
		}
	}
	if w := wayOf(t, "blocking-amplification", "at=60s:arrival_rate=110", 0); w == nil || !strings.Contains(w.Says, "It ends at 110 and 9") {
		t.Errorf("%+v", w)
	}
}

func TestTheWayOnThePage(t *testing.T) {
	page := get(t, open(t), "/lab/retry-storm?at=40s:retries=0&t=30s").Body.String()
	for _, part := range []string{"The way out and the way back", `class="way-leg way-under"`, "data-way-now", "<td class=\"way-what\">retries set to 0</td>"} {
		if !strings.Contains(page, part) {
			t.Errorf("the page has no %s", part)
		}
	}
	if strings.Contains(page, "NaN%") {
		t.Error("the picture has a place that is none")
	}
}
