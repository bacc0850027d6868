package main

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"arrowbook/exercises"
	"arrowbook/exercises/scenarios"
)

// scenarioFaults finds what is wrong between the content and the scenarios, which only the command sees
// both of: an embedded simulation nobody knows, a parameter out of range, a station without a place.
func scenarioFaults(ctx context.Context, book *exercises.Book) []exercises.Fault {
	var faults []exercises.Fault
	for _, task := range book.Tasks {
		file := fmt.Sprintf("tasks/%02d-%s/task.yaml", task.Number, task.Slug)
		for _, problem := range watchProblems(ctx, task.Watch) {
			faults = append(faults, exercises.Fault{File: file, Problem: problem})
		}
		for _, problem := range append(stationProblems(task), proofsProblems(task)...) {
			faults = append(faults, exercises.Fault{File: file, Problem: problem})
		}
	}
	for _, lesson := range book.Lessons {
		for _, problem := range watchProblems(ctx, lesson.Watch) {
			faults = append(faults, exercises.Fault{File: "lessons/" + lesson.Slug + "/lesson.yaml", Problem: problem})
		}
	}
	for _, missions := range book.Missions {
		for _, problem := range missionProblems(missions) {
			faults = append(faults, exercises.Fault{File: "missions/" + missions.Scenario + ".yaml", Problem: problem})
		}
	}
	return append(faults, chapterFaults(book)...)
}

// missionProblems finds goals for a scenario that is not there, or that ask for what its runs do not report.
func missionProblems(missions exercises.Missions) []string {
	scenario, found := scenarios.Lookup(missions.Scenario)
	if !found {
		return []string{fmt.Sprintf("there is no scenario %q", missions.Scenario)}
	}
	var problems []string
	asked := map[string][]string{"given": missions.Given.Names()}
	for _, m := range missions.Goals {
		asked["mission "+m.ID] = m.Met.Names()
	}
	for _, where := range slices.Sorted(maps.Keys(asked)) {
		for _, name := range asked[where] {
			if !scenario.Knows(name) {
				problems = append(problems, fmt.Sprintf("%s: %s reports no %q", where, scenario.ID, name))
			}
		}
	}
	return problems
}

func proofsProblems(task *exercises.Task) []string {
	var problems []string
	for _, proof := range task.Proofs {
		problems = append(problems, proofProblems(proof)...)
	}
	return problems
}

// proofProblems finds knobs and figures that the scenario of a proof does not have.
func proofProblems(proof *exercises.Proof) []string {
	scenario, found := scenarios.Lookup(proof.Scenario)
	if !found {
		return []string{fmt.Sprintf("proof: there is no scenario %q", proof.Scenario)}
	}
	var problems []string
	for _, name := range slices.Concat(proof.Free, proof.Capacity) {
		if !hasParam(scenario, name) {
			problems = append(problems, fmt.Sprintf("proof: %s has no parameter %q", scenario.ID, name))
		}
	}
	for _, name := range proof.Holds.Names() {
		if !hasParam(scenario, name) && !slices.Contains(scenario.SummaryNames, name) {
			problems = append(problems, fmt.Sprintf("proof: %s reports no %q", scenario.ID, name))
		}
	}
	return problems
}

func hasParam(scenario *scenarios.Scenario, name string) bool {
	return slices.ContainsFunc(scenario.Params, func(p scenarios.Param) bool { return p.Name == name })
}

func chapterFaults(book *exercises.Book) []exercises.Fault {
	var faults []exercises.Fault
	for _, chapter := range book.Chapters {
		for _, id := range chapter.Watch {
			if _, found := scenarios.Lookup(id); !found {
				faults = append(faults, exercises.Fault{File: "book.yaml", Problem: fmt.Sprintf("chapter %s: there is no scenario %q", chapter.ID, id)})
			}
		}
	}
	return faults
}
