package exercises

import (
	"io/fs"
	"path"
	"strings"
)

// Missions are the goals set for one simulation: things to make happen in it by its own settings.
type Missions struct {
	Scenario string
	Terms    string // what must stay as it is, in one sentence
	Given    Holds  // the same as a condition, which holds for every goal
	Goals    []Mission
}

// Mission is one goal: reached by any run of the scenario that fulfils the terms and its own condition.
type Mission struct {
	ID   string // within the scenario
	Goal string // what is to happen, in one or two sentences; never by what means
	Met  Holds
}

// missionsFile is missions/SCENARIO.yaml as written.
type missionsFile struct {
	Terms, Given string
	Missions     []missionFile
}

type missionFile struct{ ID, Goal, Met string }

// MissionsOf finds the goals of a scenario; without any the list is empty.
func (b *Book) MissionsOf(scenario string) Missions {
	for _, m := range b.Missions {
		if m.Scenario == scenario {
			return m
		}
	}
	return Missions{}
}

// missionFiles reads the goals of a content folder, a file for each scenario.
func (l *loader) missionFiles(content fs.FS) {
	entries, err := fs.ReadDir(content, "missions")
	if err != nil {
		return // a content folder need not set any
	}
	for _, entry := range entries {
		file := path.Join("missions", entry.Name())
		scenario, isYAML := strings.CutSuffix(entry.Name(), ".yaml")
		if !isYAML || entry.IsDir() {
			l.faults.add(file, 0, "only files named like a scenario, as in retry-storm.yaml, stand here")
			continue
		}
		l.missions[scenario] = l.missionsOf(content, file, scenario)
	}
}

func (l *loader) missionsOf(content fs.FS, file, scenario string) Missions {
	var written missionsFile
	doc := readYAML(content, file, &written, l.faults)
	if doc == nil {
		return Missions{}
	}
	all := Missions{Scenario: scenario, Terms: written.Terms, Given: readHolds(doc, written.Given, at("given"))}
	if strings.TrimSpace(written.Terms) == "" {
		doc.fault(at("terms"), "terms is empty: one sentence says what must stay as it is")
	}
	if len(written.Missions) == 0 {
		doc.fault(at("missions"), "there is no mission")
	}
	for i, m := range written.Missions {
		checkMission(doc, i, m, all.Goals)
		all.Goals = append(all.Goals, Mission{m.ID, m.Goal, readHolds(doc, m.Met, at("missions", i, "met"))})
	}
	return all
}

func checkMission(doc *document, i int, m missionFile, before []Mission) {
	if m.ID == "" || strings.TrimSpace(m.Goal) == "" {
		doc.fault(at("missions", i), "a mission needs an id and a goal")
	}
	for _, other := range before {
		if other.ID == m.ID {
			doc.fault(at("missions", i, "id"), "mission %q is there twice", m.ID)
		}
	}
}

func readHolds(doc *document, written string, where []any) Holds {
	holds, err := ParseHolds(written)
	if err != nil {
		doc.fault(where, "%v", err)
	}
	return holds
}
