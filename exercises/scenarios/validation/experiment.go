package validation

import (
	"context"
	"fmt"
	"hash/fnv"
	"math"

	"arrowbook/exercises/scenarios"
)

// Experiment is runs that give the figures of some checks: the same runs, on so many seeds, for all of them.
type Experiment struct {
	Scenario, Query string // the run, as in an address; empty for a model of this package
	Seeds           int
	Checks          []Check
	// observe gives one value for each check; nil: each check reads it from the scenario's run.
	observe func(ctx context.Context, seed uint64) ([]float64, error)
}

// firstSeed begins the experiment's seeds, which follow on each other. It comes from the name of its first
// check: nobody picks seeds that please, and no two experiments share their luck.
func (e Experiment) firstSeed() uint64 {
	h := fnv.New32a()
	h.Write([]byte(e.Checks[0].ID))
	return 1 + uint64(h.Sum32()%1_000_000)*1000
}

// address is the run with the first seed, in the one form that an address has; empty for a model of this
// package.
func (e Experiment) address() (string, error) {
	if e.Scenario == "" {
		return "", nil
	}
	r, err := requestOf(e.Scenario, e.Query, e.firstSeed())
	return r.Key(), err
}

// requestOf is a run of a scenario.
func requestOf(scenario, query string, seed uint64) (scenarios.Request, error) {
	a, err := scenarios.ParseAddress(scenario, query)
	if err != nil {
		return scenarios.Request{}, fmt.Errorf("%s?%s: %w", scenario, query, err)
	}
	a.Request.Seed = seed
	return a.Request, nil
}

// values gives one value for each check.
func (e Experiment) values(ctx context.Context, seed uint64) ([]float64, error) {
	if e.observe != nil {
		return e.observe(ctx, seed)
	}
	r, err := runOf(ctx, e.Scenario, e.Query, seed)
	if err != nil {
		return nil, err
	}
	values := make([]float64, len(e.Checks))
	for i, c := range e.Checks {
		values[i] = c.read(r)
	}
	return values, nil
}

// runOf runs a scenario with a seed.
func runOf(ctx context.Context, scenario, query string, seed uint64) (result, error) {
	r, err := requestOf(scenario, query, seed)
	if err != nil {
		return nil, err
	}
	return scenarios.Run(ctx, r)
}

type result = *scenarios.Result

// Readings of a run.

// figure reads an entry of the summary: a boolean is 0 or 1, none is NaN.
func figure(name string) func(result) float64 {
	return func(r result) float64 { return number(r, name) }
}

func number(r *scenarios.Result, name string) float64 {
	switch v := r.Figure(name).(type) {
	case float64:
		return v
	case bool:
		if v {
			return 1
		}
		return 0
	}
	return math.NaN()
}

// perRequest reads a figure as a share of the requests.
func perRequest(name string) func(result) float64 {
	return func(r result) float64 { return number(r, name) / float64(r.Ledger.Requests) }
}

// ratio reads one figure over another.
func ratio(name, over string) func(result) float64 {
	return func(r result) float64 { return number(r, name) / number(r, over) }
}

// attemptsPerRequest reads how often a request was tried.
func attemptsPerRequest(r result) float64 {
	return float64(r.Ledger.Attempts) / float64(r.Ledger.Requests)
}

// series finds the values of a series; nil when the run has none of that name.
func series(r *scenarios.Result, name string) []float64 {
	for _, s := range r.Series {
		if s.Name == name {
			return s.Values
		}
	}
	return nil
}

// overLast reads a series' mean over the run's last seconds.
func overLast(name string, seconds float64) func(result) float64 {
	return func(r result) float64 {
		values := series(r, name)
		last := values[len(values)-int(seconds/r.Step+.5):]
		sum := 0.0
		for _, v := range last {
			sum += v
		}
		return sum / float64(len(last))
	}
}

// momentAt reads when a named instant was, in seconds; NaN when it never came.
func momentAt(r *scenarios.Result, id string) float64 {
	for _, m := range r.Moments {
		if m.ID == id {
			return m.T
		}
	}
	return math.NaN()
}

// plain writes a number as an address has it.
func plain(v float64) string { return fmt.Sprintf("%g", v) }
