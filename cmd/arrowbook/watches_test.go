package main

import (
	"strings"
	"testing"

	"arrowbook/exercises"
)

// TestWhatIsWrongWithAnEmbeddedSimulation plants each fault that the linter is to find.
func TestWhatIsWrongWithAnEmbeddedSimulation(t *testing.T) {
	ask := func(series string) *exercises.Predict {
		return &exercises.Predict{Draw: &exercises.Draw{Series: series}}
	}
	for says, watch := range map[string]*exercises.Watch{
		"":                        {Scenario: "metastable", Query: "duration=100", At: "full", Predict: ask("goodput")},
		"no moment \"soon\"":      {Scenario: "metastable", Query: "duration=100", At: "soon"},
		"no moment \"200s\"":      {Scenario: "metastable", Query: "duration=100", At: "200s"},
		"no series \"happiness\"": {Scenario: "metastable", Query: "duration=100", Predict: ask("happiness")},
		"no scenario \"rain\"":    {Scenario: "rain"},
		"duration":                {Scenario: "metastable", Query: "duration=-1"},
	} {
		got := strings.Join(watchProblems(t.Context(), watch), "; ")
		if (says == "") != (got == "") || !strings.Contains(got, says) {
			t.Errorf("%q: %q", says, got)
		}
	}
}

func TestWhatIsWrongWithTheStationsOfADiagram(t *testing.T) {
	stations := map[string]exercises.Places{"clients": {"box:clients"}, "clients->service": {"box:service"}, "service": {"box:service", "arrow:clients->service"}, "database": {"box:db"}}
	task := &exercises.Task{Watch: &exercises.Watch{Scenario: "load-curve"}, Diagram: exercises.Diagram{Stations: stations}}
	got := strings.Join(stationProblems(task), "\n")
	for _, says := range []string{"clients->service of load-curve box:service, where an arrow", "service of load-curve arrow:clients->service, where a box", "a place for database"} {
		if !strings.Contains(got, says) {
			t.Errorf("no %q in:\n%s", says, got)
		}
	}
	delete(stations, "service")
	if got := strings.Join(stationProblems(task), "\n"); !strings.Contains(got, "service of load-curve no place") {
		t.Error(got)
	}
}
