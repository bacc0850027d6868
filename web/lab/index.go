package lab

import (
	"arrowbook/exercises/scenarios"
)

// shelf is a chapter's simulations on the overview.
type shelf struct {
	Title   string
	Entries []entry
}

type entry struct{ Title, Lead, Link string }

// shelves lists every scenario under the chapter that names it; the rest stand last.
func (x *Room) shelves() []shelf {
	var all []shelf
	placed := map[string]bool{}
	for _, chapter := range x.Book.Chapters {
		s := shelf{Title: chapter.Title}
		for _, id := range chapter.Watch {
			if scenario, found := scenarios.Lookup(id); found {
				s.Entries, placed[id] = append(s.Entries, newEntry(scenario)), true
			}
		}
		all = appendFull(all, s)
	}
	rest := shelf{Title: "More"}
	for _, scenario := range scenarios.All() {
		if !placed[scenario.ID] {
			rest.Entries = append(rest.Entries, newEntry(scenario))
		}
	}
	return appendFull(all, rest)
}

func appendFull(all []shelf, s shelf) []shelf {
	if len(s.Entries) == 0 {
		return all
	}
	return append(all, s)
}

func newEntry(s *scenarios.Scenario) entry {
	return entry{Title: s.Title, Lead: s.Lead, Link: "/lab/" + s.ID}
}

// Original is the same run without its interventions.
func (p player) Original() string {
	a := p.Address
	a.Request.At = nil
	return link(a)
}

// SeriesLabel names a series as its chart does.
func (p player) SeriesLabel(name string) string {
	for _, info := range p.Scenario.Series {
		if info.Name == name && info.Label != "" {
			return info.Label
		}
	}
	return name
}
