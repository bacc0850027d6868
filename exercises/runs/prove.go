package runs

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"arrowbook/exercises/scenarios"
)

// The seeds that a proof runs on, and on how many of them the fix must hold.
const (
	proofSeeds = 20
	proofHolds = 19
)

// proof says what a task's fix may turn and when it holds.
type proof struct {
	scenario string
	free     []string
	capacity []string // turned up, they turn arrival_rate up by the same factor: demand finds capacity
	holds    func(*scenarios.Result) bool
	held     string // what holding means, after "On n of 20 seeds …"
}

var proofs = map[int]proof{
	3: {
		scenario: "retry-storm", capacity: []string{"connections"},
		free:  []string{"retries", "timeout", "backoff", "backoff_base", "retry_budget", "breaker", "shed"},
		holds: func(r *scenarios.Result) bool { return r.Figure("recovered") == true },
		held:  "useful answers kept up again after the stall",
	},
}

// ProofOutcome is what running a fix came to.
type ProofOutcome struct {
	Proven   bool
	Held, Of int
	Says     string // one sentence
}

// FrozenError says that a proof was asked for with a parameter changed that the task leaves alone.
type FrozenError struct{ Parameter string }

func (e *FrozenError) Error() string {
	return fmt.Sprintf("%s belongs to the incident and cannot be part of the fix", e.Parameter)
}

// NoProofError says that a task has no proof by running.
type NoProofError struct{ Task int }

func (e *NoProofError) Error() string { return fmt.Sprintf("task %d has no fix to run", e.Task) }

// Prove runs a task's fix, "scenario?name=value&…", on all seeds with the same trigger. The errors are
// *NoProofError, *FrozenError, a scenarios' *ParamError, ErrBusy, or the context's.
func (r *Runs) Prove(ctx context.Context, task int, query string) (ProofOutcome, error) {
	p, found := proofs[task]
	if !found {
		return ProofOutcome{}, &NoProofError{task}
	}
	request, err := p.request(query)
	if err != nil {
		return ProofOutcome{}, err
	}
	outcome := ProofOutcome{Of: proofSeeds}
	for seed := range uint64(proofSeeds) {
		request.Seed = seed + 1
		result, err := r.Run(ctx, request)
		if err != nil {
			return ProofOutcome{}, err
		}
		if p.holds(result) {
			outcome.Held++
		}
	}
	outcome.Proven = outcome.Held >= proofHolds
	outcome.Says = p.says(outcome)
	return outcome, nil
}

func (p proof) says(o ProofOutcome) string {
	switch o.Held {
	case o.Of:
		return fmt.Sprintf("On all %d seeds %s.", o.Of, p.held)
	case 0:
		return fmt.Sprintf("On none of %d seeds %s: the same stall brings the same outage.", o.Of, p.held)
	}
	return fmt.Sprintf("On %d of %d seeds %s.", o.Held, o.Of, p.held)
}

// request reads the fix and refuses what it may not turn.
func (p proof) request(query string) (scenarios.Request, error) {
	name, rest, _ := strings.Cut(query, "?")
	if name != p.scenario {
		return scenarios.Request{}, &FrozenError{"the scenario"}
	}
	address, err := scenarios.ParseAddress(name, rest)
	if err != nil {
		return scenarios.Request{}, err
	}
	if len(address.Request.At) > 0 {
		return scenarios.Request{}, &FrozenError{"a change under way"}
	}
	for _, s := range address.Request.Settings {
		if !slices.Contains(p.free, s.Name) && !slices.Contains(p.capacity, s.Name) {
			return scenarios.Request{}, &FrozenError{s.Name}
		}
	}
	return p.meetDemand(address.Request)
}

// meetDemand multiplies the arrivals by as much as capacity was turned.
func (p proof) meetDemand(request scenarios.Request) (scenarios.Request, error) {
	scenario, _ := scenarios.Lookup(p.scenario)
	untouched := scenarios.Request{Scenario: p.scenario}
	factor := 1.0
	for _, name := range p.capacity {
		factor *= request.Number(scenario, name) / untouched.Number(scenario, name)
	}
	if factor == 1 {
		return request, nil
	}
	demand := untouched.Number(scenario, "arrival_rate") * factor
	return request.With(scenario, "arrival_rate", strconv.FormatFloat(demand, 'f', -1, 64))
}
