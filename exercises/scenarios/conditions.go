package scenarios

import (
	"encoding/json"
	"maps"
	"slices"
)

// What a condition on a run may name, beside figures of its summary, its parameters and the counts of its ledger.
const (
	altered     = "altered"      // parameters that do not begin with their standard value
	changes     = "changes"      // changes under way
	firstChange = "first_change" // when the first of them was made, in seconds; no figure without
)

// Knows says whether a condition on the scenario's runs may name something.
func (s *Scenario) Knows(name string) bool {
	_, isParam := s.param(name)
	_, isCount := Ledger{}.count(name)
	return isParam || isCount || slices.Contains(s.SummaryNames, name) || name == altered || name == changes || name == firstChange
}

// Stages read, by name, what a condition on the run may ask about: one reader with the parameters as the run began, then
// one after each change under way. What is asked of a parameter is asked of each of them, for a pool that is made larger
// in the middle of a run was not as large as it was. A name without a figure gives nil.
func (r *Result) Stages() []func(name string) any {
	now := map[string]any{}
	for _, p := range r.Params {
		now[p.Name] = p.Value
	}
	stages := []func(string) any{r.reader(now)}
	for _, change := range r.changes() {
		now = maps.Clone(now)
		now[change.Name] = change.Value
		stages = append(stages, r.reader(now))
	}
	return stages
}

func (r *Result) reader(params map[string]any) func(name string) any {
	return func(name string) any {
		if value, found := params[name]; found {
			return value
		}
		if value := r.Figure(name); value != nil {
			return value
		}
		if count, found := r.Ledger.count(name); found {
			return count
		}
		return r.changed(name)
	}
}

// changed is how much was set and when; nil for any other name.
func (r *Result) changed(name string) any {
	switch {
	case name == altered:
		return float64(r.altered())
	case name == changes:
		return float64(len(r.Interventions))
	case name == firstChange && len(r.Interventions) > 0:
		return r.Interventions[0].At.Seconds()
	}
	return nil
}

func (r *Result) altered() int {
	scenario, _ := Lookup(r.Scenario)
	n := 0
	for _, p := range r.Params {
		standard, _ := scenario.param(p.Name)
		if p.Value != standard.value() {
			n++
		}
	}
	return n
}

// value is the standard value as a run reports it.
func (p Param) value() any {
	if p.Kind == Option {
		return p.DefaultOption
	}
	return p.Default
}

// count finds a count of the ledger by the name that the run as JSON has for it.
func (l Ledger) count(name string) (float64, bool) {
	var counts map[string]float64
	data, err := json.Marshal(l)
	if err == nil {
		err = json.Unmarshal(data, &counts)
	}
	if err != nil {
		panic(err) // a ledger is whole numbers
	}
	count, found := counts[name]
	return count, found
}
