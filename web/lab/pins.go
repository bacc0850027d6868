package lab

import (
	"fmt"
	"slices"

	"arrowbook/exercises/scenarios"
)

const maxPins = scenarios.MaxPins

// pin is a run that stays in the main chart as a thin line.
type pin struct {
	Label, Name string // on the chart, and what sets it apart from the scenario as it comes
	Class       string
	Link, Drop  string
}

// pins are the pinned runs with the links that show and unpin them.
func pins(scenario *scenarios.Scenario, q playerRequest) []pin {
	var all []pin
	for i, run := range q.pins {
		name := difference(scenario, run.address.Request, scenarios.Request{Scenario: scenario.ID, Seed: 1})
		if name == "the same run" {
			name = "everything as it comes"
		}
		shown := q.address
		shown.Request = run.address.Request
		all = append(all, pin{pinLabel(i), name, pinClass(i), link(shown), unpinned(q.address, i)})
	}
	return all
}

func pinLabel(i int) string { return fmt.Sprintf("pin %d", i+1) }

func pinClass(i int) string { return fmt.Sprintf("pinned pin-%d", i+1) }

// pinnedCurves is each pinned run's leading series: the useful one where there is one.
func pinnedCurves(scenario *scenarios.Scenario, q playerRequest) []plotted {
	series := leadingOf(scenario, scenarios.LoadChart)
	var all []plotted
	for i, run := range q.pins {
		if values := valuesOf(run.result, series); values != nil {
			all = append(all, plotted{Name: fmt.Sprintf("pin.%d", i+1), Label: pinLabel(i), Class: pinClass(i), Values: onClock(values, run.result, q.result)})
		}
	}
	return all
}

// leadingOf is the series of a chart that says whether the system does its work.
func leadingOf(scenario *scenarios.Scenario, which scenarios.ChartKind) string {
	first := ""
	for _, s := range scenario.Series {
		if s.Chart != which {
			continue
		}
		if s.Look == "good" {
			return s.Name
		}
		if first == "" {
			first = s.Name
		}
	}
	return first
}

// pinLink pins the run of an address; empty when it is pinned or there is no room.
func pinLink(a scenarios.Address) string {
	own := queryOf(a)
	if a.Request.Seed == 1 && own != "seed=1" {
		own += "&seed=1" // so that it stays the same run beside one of another seed
	}
	if len(a.Pins) >= scenarios.MaxPins || slices.Contains(a.Pins, own) {
		return ""
	}
	a.Pins = append(slices.Clone(a.Pins), own)
	return link(a)
}

// unpinned is the address without one pinned run; without any for -1.
func unpinned(a scenarios.Address, i int) string {
	if i < 0 {
		a.Pins = nil
		return link(a)
	}
	a.Pins = slices.Delete(slices.Clone(a.Pins), i, i+1)
	return link(a)
}
