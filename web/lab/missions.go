package lab

import (
	"strings"

	"arrowbook/exercises"
	"arrowbook/exercises/scenarios"
)

// missions are the goals set for a simulation, judged for the run that the page shows.
type missions struct {
	Scenario, Terms string
	Goals           []mission
}

// mission is one goal.
type mission struct {
	ID, Goal string
	Met      bool
	Why      string // what keeps the run from it, as it stands in the run; empty when it is met
}

// newMissions judges a run; nil where no goal is set.
func newMissions(set exercises.Missions, scenario *scenarios.Scenario, r *scenarios.Result) *missions {
	if len(set.Goals) == 0 {
		return nil
	}
	m := &missions{Scenario: scenario.ID, Terms: set.Terms}
	stages := r.Stages()
	broken := inTheWay(set.Given, scenario, stages)
	for _, g := range set.Goals {
		way := inTheWay(g.Met, scenario, stages)
		goal := mission{ID: g.ID, Goal: g.Goal, Met: broken == "" && way == "", Why: "In this run: " + way + "."}
		switch {
		case broken != "":
			goal.Why = "The terms are not kept: " + broken + "."
		case goal.Met:
			goal.Why = ""
		}
		m.Goals = append(m.Goals, goal)
	}
	return m
}

// Reached counts the goals that the run meets.
func (m *missions) Reached() int {
	n := 0
	for _, g := range m.Goals {
		if g.Met {
			n++
		}
	}
	return n
}

const mostNamed = 2 // figures that a line names: more are not read

// inTheWay says what of a run, at the first stage of its parameters that does so, does not fulfil a condition; empty
// when every stage does.
func inTheWay(h exercises.Holds, scenario *scenarios.Scenario, stages []func(string) any) string {
	for _, stage := range stages {
		if unmet := h.Unmet(stage); len(unmet) > 0 {
			var parts []string
			for _, name := range unmet[:min(len(unmet), mostNamed)] {
				parts = append(parts, asked(scenario, name, stage(name)))
			}
			return strings.Join(parts, "; ")
		}
	}
	return ""
}

// asked writes a figure of a condition with its value: a parameter as its control does.
func asked(scenario *scenarios.Scenario, name string, value any) string {
	for _, p := range scenario.Params {
		if p.Name == name {
			return lowered(p.Label) + ": " + shown(p, plainValue(value))
		}
	}
	if words, own := ownWords[name]; own {
		return words + ": " + figureShown(value)
	}
	return figureName(name) + ": " + figureShown(value)
}

// ownWords name what no scenario reports by itself.
var ownWords = map[string]string{
	"altered": "settings that do not begin as they come", "changes": "changes under way", "first_change": "seconds until the first change",
	"refused": "calls turned away", "failed": "requests that fail",
}

func plainValue(v any) string {
	if number, ok := v.(float64); ok {
		return plain(number)
	}
	text, _ := v.(string)
	return text
}

func lowered(label string) string { return strings.ToLower(label[:1]) + label[1:] }
