package main

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"text/tabwriter"

	"arrowbook/exercises/scenarios/validation"
)

// validate runs the checks of the simulations against theory and published results.
func validate(ctx context.Context, args []string, sys system) error {
	flags := newFlags("validate", "", "check the simulations against theory and published results", sys)
	asJSON := flags.Bool("json", false, "print the checks as JSON")
	if err := flags.parse(args, 0, 0); err != nil {
		return err
	}
	return measure(ctx, validation.All(), *asJSON, sys)
}

// measure runs experiments and prints their checks. It fails when a check does not pass.
func measure(ctx context.Context, experiments []validation.Experiment, asJSON bool, sys system) error {
	outcomes, err := validation.Run(ctx, experiments)
	if err != nil {
		return err
	}
	report := validation.NewReport(outcomes)
	if err := printChecks(report, asJSON, sys.Out); err != nil {
		return err
	}
	for _, o := range outcomes {
		if !o.OK() {
			return errReported
		}
	}
	return nil
}

func printChecks(report validation.Report, asJSON bool, out io.Writer) error {
	if !asJSON {
		return printTable(report.Checks, out)
	}
	data, err := report.JSON()
	if err != nil {
		return err
	}
	_, err = out.Write(data)
	return err
}

// printTable prints the checks by their groups, and in the end how many passed.
func printTable(checks []validation.Line, out io.Writer) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	group, passed := "", 0
	for _, c := range checks {
		if c.Group != group {
			group = c.Group
			fmt.Fprintf(table, "\n%s\texpected\tours\ttolerance\tseeds\t\n", group)
		}
		if c.Verdict == validation.Within {
			passed++
		}
		fmt.Fprintf(table, "  %s\t%s\t%s\t%s\t%d\t%s\n", c.What, expected(c), digits(c.Ours), digits(c.Tolerance), c.Seeds, c.Verdict)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(out, "\n%d of %d checks are within their tolerance.\n", passed, len(checks))
	return err
}

// expected is what a check expects, with its unit.
func expected(c validation.Line) string {
	text := digits(c.Expected)
	if c.Relation != validation.Equal {
		text = string(c.Relation) + " " + text
	}
	if c.Unit != "" {
		text += " " + c.Unit
	}
	return text
}

// digits writes a figure with four digits that count.
func digits(v float64) string { return strconv.FormatFloat(v, 'g', 4, 64) }
