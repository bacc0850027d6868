package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
)

// system is what a command sees of the world around it.
type system struct {
	Getenv   func(string) string
	In       io.Reader
	Out, Err io.Writer
}

// command is one call of the program.
type command struct {
	name, arguments, summary string
	run                      func(ctx context.Context, args []string, sys system) error
}

// commands is every call, in the order in which help lists them.
func commands() []command {
	return []command{
		{"serve", "", "serve the book", serve},
		{"grade", "[--score FILE…]", "judge answers: JSON lines in, report lines out", grade},
		{"simulate", "SCENARIO", "run a simulation once", simulate},
		{"validate", "[--json]", "check the simulations against theory and published results", validate},
		{"lint", "[DIR]", "check the content", lint},
		{"backup", "FILE", "copy the database, also while the server runs", backup},
		{"restore", "FILE", "put a copy of the database back", restore},
		{"version", "", "say which versions these are", version},
	}
}

// usageError is a call that cannot be understood: exit status 2.
type usageError struct{ problem string }

func (e usageError) Error() string { return e.problem }

func usagef(format string, args ...any) error { return usageError{fmt.Sprintf(format, args...)} }

// errReported is a failure that the command has already told of: exit status 1 without another word.
var errReported = errors.New("already reported")

// run does what the arguments ask for and returns the exit status.
func run(ctx context.Context, args []string, sys system) int {
	err := dispatch(ctx, args, sys)
	var usage usageError
	switch {
	case err == nil || errors.Is(err, flag.ErrHelp):
		return 0
	case errors.Is(err, errReported):
		return 1
	case errors.As(err, &usage):
		fmt.Fprintf(sys.Err, "arrowbook: %s\n", oneLine(err))
		return 2
	}
	fmt.Fprintf(sys.Err, "arrowbook: %s\n", oneLine(err))
	return 1
}

// oneLine keeps a failure to the one line that the command line promises.
func oneLine(err error) string { return strings.ReplaceAll(err.Error(), "\n", "; ") }

func dispatch(ctx context.Context, args []string, sys system) error {
	name, rest := "serve", args
	if len(args) > 0 && (!strings.HasPrefix(args[0], "-") || isHelp(args[0])) {
		name, rest = args[0], args[1:]
	}
	if isHelp(name) {
		help(sys.Out)
		return nil
	}
	for _, c := range commands() {
		if c.name == name {
			return c.run(ctx, rest, sys)
		}
	}
	return usagef("there is no command %q; arrowbook --help lists them", name)
}

func isHelp(arg string) bool {
	return arg == "--help" || arg == "-help" || arg == "-h" || arg == "help"
}

func help(out io.Writer) {
	fmt.Fprint(out, "Arrowbook, a workbook about how distributed systems fail between their parts.\n\n")
	for _, c := range commands() {
		fmt.Fprintf(out, "  arrowbook %-26s %s\n", strings.TrimSpace(c.name+" "+c.arguments), c.summary)
	}
	fmt.Fprint(out, "\nEach command has --help. Without one, arrowbook serves the book.\n")
}
