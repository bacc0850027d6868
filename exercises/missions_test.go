package exercises

import (
	"testing"
	"testing/fstest"
)

const ownMissions = `terms: The load stays.
given: arrival_rate at least 1000
missions:
  - id: own
    goal: It comes back.
    met: recovered
`

func TestOverlayReplacesMissions(t *testing.T) {
	book, err := Load(fstest.MapFS{"missions/retry-storm.yaml": {Data: []byte(ownMissions)}})
	if err != nil {
		t.Fatal(err)
	}
	if m := book.MissionsOf("retry-storm"); len(m.Goals) != 1 || m.Goals[0].Goal != "It comes back." || m.Given.String() != "arrival_rate at least 1000" {
		t.Errorf("%+v", m)
	}
	if m := book.MissionsOf("metastable"); len(m.Goals) < 3 {
		t.Errorf("other scenarios lost their missions: %+v", m)
	}
	if m := book.MissionsOf("rain"); len(m.Goals) != 0 {
		t.Errorf("%+v", m)
	}
}

func TestFaultsOfMissions(t *testing.T) {
	loadsForEachCase(t)
	for pattern, change := range map[string][3]string{
		`missions/rain.yaml:6: .*"above 3"`:                  {"missions/rain.yaml", `recovered`, "recovered above 3"},
		`missions/rain.yaml:4: a mission needs an id`:        {"missions/rain.yaml", `id: own`, "id: ''"},
		`missions/rain.yaml:1: terms is empty`:               {"missions/rain.yaml", `terms: .*`, "terms: ''"},
		`missions/rain.yaml:7: mission "own" is there twice`: {"missions/rain.yaml", `\z`, "  - {id: own, goal: Again., met: recovered}\n"},
		`missions/rain.yaml:6: field seeds not found`:        {"missions/rain.yaml", `met:`, "seeds: 3\n    met:"},
	} {
		content := fstest.MapFS{"missions/rain.yaml": {Data: []byte(ownMissions)}}
		edit(t, content, change[0], change[1], change[2])
		if faults := Lint(content); !anyFault(faults, pattern) {
			t.Errorf("no fault like %s in %v", pattern, faults)
		}
	}
	if faults := Lint(fstest.MapFS{"missions/notes.txt": {Data: []byte("x")}}); !anyFault(faults, `missions/notes.txt: only files named like a scenario`) {
		t.Errorf("%v", faults)
	}
}
