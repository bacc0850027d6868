package lab

import (
	"slices"
	"strconv"

	"arrowbook/exercises"
	"arrowbook/exercises/scenarios"
)

// pageHeader names the task on whose page a run takes another's place, so that it plays on the same drawing.
const pageHeader = "Arrowbook-Page"

// diagramFor is the drawing that a scenario plays on: that of the task whose page asks, or the book's. Without one it is empty.
func (x *Room) diagramFor(id, page string) exercises.Diagram {
	if number, err := strconv.Atoi(page); err == nil {
		if task, found := x.Book.Task(number); found && task.Watch != nil && task.Watch.Scenario == id {
			return task.Diagram
		}
	}
	return x.Book.StageOf(id)
}

// pageOf is the number of the task that embeds a simulation; empty where none does.
func (x *Room) pageOf(watch *exercises.Watch) string {
	for _, task := range x.Book.Tasks {
		if task.Watch != nil && task.Watch == watch {
			return strconv.Itoa(task.Number)
		}
	}
	return ""
}

// watchFor is how the book introduces a run: its opening moment and, where the run has the settings that the bet is
// about, the bet.
func (x *Room) watchFor(a scenarios.Address) *exercises.Watch {
	watch := x.Book.WatchOf(a.Request.Scenario)
	if watch == nil {
		return nil
	}
	own, err := scenarios.ParseAddress(watch.Scenario, watch.Query)
	if err == nil && contains(a.Request.Settings, own.Request.Settings) && contains(a.Request.At, own.Request.At) {
		return watch
	}
	other := *watch
	other.Predict = nil
	return &other
}

func contains[T comparable](all, wanted []T) bool {
	return !slices.ContainsFunc(wanted, func(v T) bool { return !slices.Contains(all, v) })
}

// opening is the instant at which the book opens a run, where it has one.
func opening(watch *exercises.Watch, r *scenarios.Result) (float64, bool) {
	if t, isTime := watch.Instant(); isTime && t <= r.End() {
		return t, true
	}
	for _, m := range r.Moments {
		if m.ID == watch.At {
			return m.T, true
		}
	}
	return 0, false
}
