package lab

import (
	"slices"
	"testing"

	"arrowbook/exercises/scenarios"
)

func TestPagesBeginWithTheseRuns(t *testing.T) {
	book := theBook(t)
	openings := Openings(book)
	has := func(scenario, query string) bool {
		address, err := scenarios.ParseAddress(scenario, query)
		return err == nil && slices.ContainsFunc(openings, func(r scenarios.Request) bool { return r.Key() == address.Request.Key() })
	}
	for _, s := range scenarios.All() {
		if !has(s.ID, "") {
			t.Errorf("not the run of %s", s.ID)
		}
	}
	for _, task := range book.Tasks {
		if task.Watch != nil && !has(task.Watch.Scenario, task.Watch.Query) {
			t.Errorf("not the run of task %d", task.Number)
		}
	}
}
