package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"arrowbook/exercises/scenarios/validation"
)

// withoutChance are the experiments that give the same on each seed and take little.
func withoutChance(t *testing.T) []validation.Experiment {
	t.Helper()
	var some []validation.Experiment
	for _, e := range validation.All() {
		if id := e.Checks[0].ID; id == "layers-all-fail-3" || id == "partitioned-order" || id == "little-fifo" {
			some = append(some, e)
		}
	}
	if len(some) != 3 {
		t.Fatalf("%d of the experiments are there", len(some))
	}
	return some
}

func measured(t *testing.T, experiments []validation.Experiment, asJSON bool) (string, error) {
	t.Helper()
	var out bytes.Buffer
	err := measure(t.Context(), experiments, asJSON, system{Out: &out})
	return out.String(), err
}

func TestValidatePrintsATable(t *testing.T) {
	out, err := measured(t, withoutChance(t), false)
	if err != nil || !strings.Contains(out, "3 of 3 checks are within") || !strings.Contains(out, "Calls at the bottom when all fail") {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestValidatePrintsJSON(t *testing.T) {
	out, err := measured(t, withoutChance(t), true)
	var report validation.Report
	if problem := json.Unmarshal([]byte(out), &report); err != nil || problem != nil || len(report.Checks) != 3 || report.Checks[1].Ours != 0 && report.Checks[2].Ours != 64 {
		t.Errorf("%v, %v\n%s", err, problem, out)
	}
}

// TestValidateFailsWithACheck: one check out of its tolerance is exit status 1, and the table says which.
func TestValidateFailsWithACheck(t *testing.T) {
	broken := withoutChance(t)
	for i := range broken {
		if broken[i].Checks[0].Expected == 64 {
			broken[i].Checks[0].Expected = 63
		}
	}
	out, err := measured(t, broken, false)
	if !errors.Is(err, errReported) || !strings.Contains(out, "outside") || !strings.Contains(out, "2 of 3 checks") {
		t.Errorf("%v\n%s", err, out)
	}
}
