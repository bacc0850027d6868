package scenarios

import "testing"

// stagesOf are the readers of a short run.
func stagesOf(t *testing.T, query string) []func(string) any {
	t.Helper()
	a, err := ParseAddress("retry-storm", query)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Run(t.Context(), a.Request)
	if err != nil {
		t.Fatal(err)
	}
	return r.Stages()
}

func TestWhatConditionsRead(t *testing.T) {
	stages := stagesOf(t, "duration=10&retries=0&at=2s:connections=200&at=4s:breaker=on")
	for i, want := range []map[string]any{
		{"connections": 100.0, "breaker": "off", "retries": 0.0, "changes": 2.0, "first_change": 2.0, "altered": 2.0, "lost": 0.0, "rain": nil},
		{"connections": 200.0, "breaker": "off"},
		{"connections": 200.0, "breaker": "on", "recovered": stages[0]("recovered")},
	} {
		for name, value := range want {
			if got := stages[i](name); got != value {
				t.Errorf("stage %d: %s is %v, not %v", i, name, got, value)
			}
		}
	}
	if stages[0]("useful") == nil || stages[0]("wasted_share") == nil {
		t.Error("the ledger or the summary cannot be read")
	}
}

func TestARunLeftAlone(t *testing.T) {
	stages := stagesOf(t, "duration=10")
	if len(stages) != 1 || stages[0]("changes") != 0.0 || stages[0]("first_change") != nil {
		t.Errorf("%d stages, %v changes", len(stages), stages[0]("changes"))
	}
	if stages := stagesOf(t, "duration=120"); stages[0]("altered") != 0.0 {
		t.Errorf("%v parameters are altered", stages[0]("altered"))
	}
}

func TestWhatConditionsMayName(t *testing.T) {
	for name, known := range map[string]bool{"retries": true, "recovered": true, "refused": true, "altered": true, "first_change": true, "rain": false, "queue_length": false} {
		if retryStorm.Knows(name) != known {
			t.Errorf("%s: known is not %t", name, known)
		}
	}
}
