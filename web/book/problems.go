package book

import (
	"errors"

	"arrowbook/exercises/runs"
	"arrowbook/web/ui"
)

// runProblem says what was wrong with the run that a proof asked for.
func runProblem(err error) error {
	var frozen *runs.FrozenError
	if errors.As(err, &frozen) {
		return ui.Unprocessable("run: %v", err)
	}
	return err
}
