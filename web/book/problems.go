package book

import (
	"errors"

	"arrowbook/exercises/runs"
	"arrowbook/exercises/scenarios"
	"arrowbook/web/ui"
)

// runProblem says what was wrong with the run that a proof asked for.
func runProblem(err error) error {
	var frozen *runs.FrozenError
	var param *scenarios.ParamError
	if errors.As(err, &frozen) || errors.As(err, &param) {
		return ui.Unprocessable("run: %v.", err)
	}
	return err
}
