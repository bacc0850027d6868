package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"arrowbook/exercises"
	"arrowbook/exercises/scenarios"
)

// watchProblems finds what is wrong with an embedded simulation by running it: a parameter out of range, a moment
// that the run does not have, a series that the chart draws or a learner is asked to draw and that is not there.
func watchProblems(ctx context.Context, watch *exercises.Watch) []string {
	if watch == nil {
		return nil
	}
	address, err := scenarios.ParseAddress(watch.Scenario, watch.Query)
	if err != nil {
		return []string{"watch: " + err.Error()}
	}
	result, err := scenarios.Run(ctx, address.Request)
	if err != nil {
		return []string{"watch: " + err.Error()}
	}
	scenario, _ := scenarios.Lookup(watch.Scenario)
	return append(seriesProblems(scenario, result, watch), openingProblems(result, watch)...)
}

// seriesProblems finds series that a run was to have.
func seriesProblems(scenario *scenarios.Scenario, result *scenarios.Result, watch *exercises.Watch) []string {
	var problems []string
	drawn := map[string]bool{}
	for _, info := range scenario.Series {
		drawn[info.Name] = info.Chart == scenarios.LoadChart
		if info.Chart != scenarios.NoChart && !slices.ContainsFunc(result.Series, func(s scenarios.Series) bool { return s.Name == info.Name }) {
			problems = append(problems, fmt.Sprintf("watch: the chart of %s draws %q, which its run does not have", scenario.ID, info.Name))
		}
	}
	if p := watch.Predict; p != nil && p.Draw != nil && !drawn[p.Draw.Series] {
		problems = append(problems, fmt.Sprintf("watch: the chart of %s has no series %q to draw", scenario.ID, p.Draw.Series))
	}
	return problems
}

func openingProblems(result *scenarios.Result, watch *exercises.Watch) []string {
	t, isTime := watch.Instant()
	if watch.At == "" || isTime && t <= result.End() || slices.ContainsFunc(result.Moments, func(m scenarios.Moment) bool { return m.ID == watch.At }) {
		return nil
	}
	return []string{fmt.Sprintf("watch: the run of %s has no moment %q", watch.Scenario, watch.At)}
}

// stationProblems finds stations of the embedded scenario that the diagram gives no place, or one of the wrong kind,
// and places for stations that the scenario does not have.
func stationProblems(task *exercises.Task) []string {
	if task.Watch == nil {
		return nil
	}
	scenario, found := scenarios.Lookup(task.Watch.Scenario)
	if !found {
		return nil
	}
	var problems []string
	unknown := maps.Clone(task.Diagram.Stations)
	for _, station := range scenario.Stations {
		delete(unknown, station.ID)
		if problem := placeProblem(station, task.Diagram.Stations[station.ID]); problem != "" {
			problems = append(problems, fmt.Sprintf("the diagram gives the station %s of %s %s", station.ID, scenario.ID, problem))
		}
	}
	for _, id := range slices.Sorted(maps.Keys(unknown)) {
		problems = append(problems, fmt.Sprintf("the diagram has a place for %s, which is no station of %s", id, scenario.ID))
	}
	return problems
}

// placeProblem says what is wrong with a station's places: what tokens stay in is a box, what they move along an arrow.
func placeProblem(station scenarios.Station, places exercises.Places) string {
	inBox := station.Kind == scenarios.Node || station.Kind == scenarios.Pool
	wrong := func(place string) bool { return strings.HasPrefix(place, "box:") != inBox }
	switch i := slices.IndexFunc(places, wrong); {
	case len(places) == 0:
		return "no place"
	case i >= 0 && inBox:
		return places[i] + ", where a box is needed"
	case i >= 0:
		return places[i] + ", where an arrow is needed"
	}
	return ""
}
