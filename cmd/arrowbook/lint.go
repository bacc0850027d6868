package main

import (
	"context"
	"fmt"

	"arrowbook/exercises"
)

// lint checks the content: what the loader sees, and what only shows beside the scenarios.
func lint(ctx context.Context, args []string, sys system) error {
	flags := newFlags("lint", "[DIR]", "check the embedded content, or a content folder on top of it", sys)
	if err := flags.parse(args, 0, 1); err != nil {
		return err
	}
	content, err := overlay(flags.Arg(0))
	if err != nil {
		return err
	}
	faults := exercises.Lint(content)
	if len(faults) == 0 {
		book, err := exercises.Load(content)
		if err != nil {
			return err
		}
		faults = scenarioFaults(ctx, book)
	}
	for _, fault := range faults {
		fmt.Fprintln(sys.Out, fault)
	}
	if len(faults) > 0 {
		return errReported
	}
	fmt.Fprintln(sys.Out, "the content has no fault")
	return nil
}
