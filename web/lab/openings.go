package lab

import (
	"arrowbook/exercises"
	"arrowbook/exercises/scenarios"
)

// Openings are the runs that pages begin with: those that tasks and lessons embed, then each scenario's own.
func Openings(book *exercises.Book) []scenarios.Request {
	var all []scenarios.Request
	open := func(scenario, query string) {
		if address, err := scenarios.ParseAddress(scenario, query); err == nil {
			all = append(all, address.Request)
		}
	}
	for _, watch := range watches(book) {
		open(watch.Scenario, watch.Query)
	}
	for _, s := range scenarios.All() {
		open(s.ID, "")
	}
	return all
}

// watches are the simulations that the book's pages embed.
func watches(book *exercises.Book) []*exercises.Watch {
	var all []*exercises.Watch
	for _, l := range book.Lessons {
		if l.Watch != nil {
			all = append(all, l.Watch)
		}
	}
	for _, t := range book.Tasks {
		if t.Watch != nil {
			all = append(all, t.Watch)
		}
	}
	return all
}
