package runs

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"arrowbook/exercises/scenarios"
)

// Fix says what a task's fix may turn and when it holds.
type Fix struct {
	Scenario string
	Free     []string
	Capacity []string // turned up, they turn arrival_rate up by the same factor: demand finds capacity
	Holds    Condition
	Held     string // what holding means, after "On n of 20 seeds …"
	Broke    string // what happens where it holds on none
}

// Condition is when a fix holds in a run with these figures; String is the condition as written.
type Condition interface {
	Met(figure func(name string) any) bool
	String() string
}

// FrozenError says that a proof was asked for with something changed that the task leaves alone.
type FrozenError struct{ Parameter string }

func (e *FrozenError) Error() string {
	return fmt.Sprintf("%s belongs to the incident and cannot be part of the fix", e.Parameter)
}

// outcome is what so many seeds came to. A larger box with as much more demand may outlast a trigger of the
// same length; that moves the cliff and is no proof.
func (f Fix) outcome(held, of int, onlyScaled bool) *ProofOutcome {
	o := &ProofOutcome{Proven: held*proofOf >= proofHolds*of && !onlyScaled, Held: held, Of: of, Says: f.says(held, of)}
	if onlyScaled && held > 0 {
		o.Says = strings.TrimSuffix(o.Says, ".") + ", but all that was changed is the size, and demand finds that too."
	}
	return o
}

// onlyScales says whether a fix turns capacity and nothing else.
func (f Fix) onlyScales(request scenarios.Request) bool {
	free := func(s scenarios.Setting) bool { return slices.Contains(f.Free, s.Name) }
	return len(request.Settings) > 0 && !slices.ContainsFunc(request.Settings, free)
}

func (f Fix) says(held, of int) string {
	switch held {
	case of:
		return fmt.Sprintf("On all %d seeds %s.", of, f.Held)
	case 0:
		return fmt.Sprintf("On none of %d seeds %s: %s.", of, f.Held, f.Broke)
	}
	return fmt.Sprintf("On %d of %d seeds %s.", held, of, f.Held)
}

// request reads a learner's settings and refuses what the fix may not turn.
func (f Fix) request(query string) (scenarios.Request, error) {
	name, rest, _ := strings.Cut(query, "?")
	if name != f.Scenario {
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
		if !slices.Contains(f.Free, s.Name) && !slices.Contains(f.Capacity, s.Name) {
			return scenarios.Request{}, &FrozenError{s.Name}
		}
	}
	address.Request.Seed = 1 // whatever the learner watched: a proof has seeds of its own
	return f.meetDemand(address.Request)
}

// meetDemand multiplies the arrivals by as much as capacity was turned. A scenario without arrivals has no
// demand that could grow.
func (f Fix) meetDemand(request scenarios.Request) (scenarios.Request, error) {
	scenario, _ := scenarios.Lookup(f.Scenario)
	untouched := scenarios.Request{Scenario: f.Scenario}
	demand, factor := untouched.Number(scenario, "arrival_rate"), 1.0
	for _, name := range f.Capacity {
		factor *= request.Number(scenario, name) / untouched.Number(scenario, name)
	}
	if factor == 1 || demand == 0 {
		return request, nil
	}
	request, err := request.With(scenario, "arrival_rate", strconv.FormatFloat(demand*factor, 'f', -1, 64))
	if err != nil {
		return request, fmt.Errorf("demand grows with capacity, but %w", err)
	}
	return request, nil
}
