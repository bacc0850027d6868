package main

import (
	"context"
	"flag"
	"fmt"
	"strings"

	"arrowbook/exercises/scenarios"
)

// simulate runs a scenario once and prints it, as JSON or for people.
func simulate(ctx context.Context, args []string, sys system) error {
	flags := newFlags("simulate", "SCENARIO", "run a simulation once", sys)
	var set, at repeated
	flags.Var(&set, "set", "a parameter, as name=value; may be repeated")
	flags.Var(&at, "at", "a change under way, as 60s:name=value; may be repeated")
	seed := flags.String("seed", "1", "the seed, 1 to 2^53-1")
	asJSON := flags.Bool("json", false, "print the run as JSON")
	name, rest := leadingOperand(args)
	if err := flags.parse(rest, 0, 1); err != nil {
		return err
	}
	if name == "" {
		name = flags.Arg(0)
	}
	request, err := simulateRequest(name, set, at, *seed)
	if err != nil {
		return err
	}
	result, err := scenarios.Run(ctx, request)
	if err != nil {
		return err
	}
	return printRun(result, *asJSON, sys)
}

// leadingOperand takes the scenario from the front, so that flags may follow it.
func leadingOperand(args []string) (string, []string) {
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		return args[0], args[1:]
	}
	return "", args
}

func simulateRequest(name string, set, at []string, seed string) (scenarios.Request, error) {
	scenario, found := scenarios.Lookup(name)
	if !found {
		return scenarios.Request{}, usagef("simulate: there is no scenario %q; there are %s", name, strings.Join(scenarioIDs(), ", "))
	}
	settings := make([]scenarios.Setting, 0, len(set))
	for _, pair := range set {
		key, value, ok := strings.Cut(pair, "=")
		if !ok {
			return scenarios.Request{}, usagef("simulate: --set %q is not name=value", pair)
		}
		settings = append(settings, scenarios.Setting{Name: key, Value: value})
	}
	request, err := scenario.Parse(settings, seed, at)
	if err != nil {
		return request, usagef("simulate: %v", err)
	}
	return request, nil
}

func scenarioIDs() []string {
	var ids []string
	for _, scenario := range scenarios.All() {
		ids = append(ids, scenario.ID)
	}
	return ids
}

func printRun(result *scenarios.Result, asJSON bool, sys system) error {
	if !asJSON {
		_, err := fmt.Fprint(sys.Out, scenarios.TextChart(result))
		return err
	}
	data, err := marshal(result)
	if err != nil {
		return err
	}
	_, err = sys.Out.Write(data)
	return err
}

// repeated is a flag that may be given several times.
type repeated []string

var _ flag.Value = (*repeated)(nil)

func (r *repeated) String() string { return strings.Join(*r, " ") }

// Set appends one more.
func (r *repeated) Set(value string) error {
	*r = append(*r, value)
	return nil
}
