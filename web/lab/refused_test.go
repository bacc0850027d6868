package lab

import (
	"errors"
	"fmt"
	"net/http"
	"testing"

	"arrowbook/exercises/runs"
	"arrowbook/exercises/scenarios"
	"arrowbook/web/ui"
)

// A run that its settings make too long is the asker's to change; one that has no room is not.
func TestWhyARunIsRefused(t *testing.T) {
	for status, err := range map[int]error{
		http.StatusBadRequest:         fmt.Errorf("wrapped: %w", &scenarios.ParamError{Problem: "the run needs more than it may"}),
		http.StatusServiceUnavailable: runs.ErrBusy,
	} {
		problem, found := errors.AsType[*ui.Problem](refused(err))
		if !found || problem.Status != status || (status == http.StatusServiceUnavailable) != (problem.RetryAfter > 0) {
			t.Errorf("%v: %+v", err, problem)
		}
	}
	if refused(nil) != nil {
		t.Error("a run that is made is refused")
	}
}
