package lab

import (
	"slices"
	"strings"

	"arrowbook/exercises/scenarios"
)

// difference says what sets a run apart from another, as its controls would.
func difference(scenario *scenarios.Scenario, run, from scenarios.Request) string {
	var parts []string
	for _, p := range scenario.Params {
		if value := run.Value(p); value != from.Value(p) {
			parts = append(parts, p.Label+" "+shown(p, value))
		}
	}
	parts = append(parts, changesApart(scenario, run, from, "")...)
	parts = append(parts, changesApart(scenario, from, run, "without ")...)
	if run.Seed != from.Seed {
		parts = append(parts, "seed "+thousands(float64(run.Seed)))
	}
	if len(parts) == 0 {
		return "the same run"
	}
	return strings.Join(parts, ", ")
}

// changesApart are the changes under way that the other run does not have.
func changesApart(scenario *scenarios.Scenario, run, other scenarios.Request, word string) []string {
	var parts []string
	for _, change := range run.At {
		if !slices.Contains(other.At, change) {
			parts = append(parts, word+changeWords(scenario, change, " ")+" at "+instant(change.At.Seconds(), run.Number(scenario, "duration")))
		}
	}
	return parts
}

// queryOf names a run inside another's address; it is never empty, for an empty one would be none.
func queryOf(a scenarios.Address) string {
	if query := (scenarios.Address{Request: a.Request}).Query(); query != "" {
		return query
	}
	return "seed=1"
}
