package lab

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"arrowbook/exercises/scenarios"
)

// Every loop stands on its page as a picture, a sentence, a list with its cuts and, over time, a table.
func TestALoopIsAStillPicture(t *testing.T) {
	site := open(t)
	for _, s := range scenarios.All() {
		page := get(t, site, "/lab/"+s.ID).Body.String()
		loop := s.Loop()
		if loop == nil {
			if strings.Contains(page, "data-loop") {
				t.Errorf("%s has no loop, and its page has", s.ID)
			}
			continue
		}
		cuts := 0
		for _, arrow := range loop.Arrows {
			cuts += len(arrow.Cuts)
			if arrow.Fixed != "" && !strings.Contains(page, escaped(arrow.Fixed)) {
				t.Errorf("%s: the page does not say why nothing cuts an arrow", s.ID)
			}
		}
		if n := strings.Count(page, `class="reach"`); n != len(loop.Arrows) || strings.Count(page, `data-arrow=`) != n {
			t.Errorf("%s: %d arrows are drawn", s.ID, n)
		}
		list := page[strings.Index(page, `<ol class="loop-arrows`):]
		if n := strings.Count(list[:strings.Index(list, "</ol>")], `data-offer`); n != cuts {
			t.Errorf("%s: %d of %d cuts are offered", s.ID, n, cuts)
		}
		if table := strings.Contains(page, "The arrows at each moment"); table != (s.Axis == scenarios.TimeAxis) {
			t.Errorf("%s: a table of the moments: %t", s.ID, table)
		}
	}
}

func escaped(text string) string { return strings.ReplaceAll(text, "'", "&#39;") }

// A link that is followed without the script gives the run in which the arrow is gone.
func TestCuttingAnArrow(t *testing.T) {
	site := open(t)
	const drawn = "/lab/retry-storm?at=60s:retries=0&t="
	if page := get(t, site, "/lab/retry-storm?t=60s").Body.String(); !strings.Contains(page, `href="/lab/retry-storm?at=60s:retries=0&amp;t=60s"`) || !strings.Contains(page, "the loop is closed") {
		t.Error("the loop is not closed at 60 s, or its arrows cannot be cut there")
	}
	for at, want := range map[string][]string{
		"59.9s": {"the loop is closed", "Cut at 60 s: Retries 0"},
		"80s":   {"the loop is open at arrow", "loop-arrow idle is-cut", "Cut at 60 s: Retries 0"},
	} {
		page := get(t, site, drawn+at).Body.String()
		for _, part := range want {
			if !strings.Contains(page, part) {
				t.Errorf("at %s the page has no %q", at, part)
			}
		}
	}
	if page := get(t, site, "/lab/layered-retries?attempts=1").Body.String(); !strings.Contains(page, "Cut from the start: Attempts of each layer 1") {
		t.Error("a run without a clock does not say that its arrow is cut")
	}
}

// Without a cursor in the address the loop is drawn where it shows best; a run in which it does not close
// leads to one in which it does.
func TestALoopIsDrawnWhereItShows(t *testing.T) {
	site := open(t)
	says := regexp.MustCompile(`data-loop-says>([^<]*)<`)
	for id, want := range map[string]string{
		"retry-storm": "At 25 s the loop is closed.", "boundaries": "At 80.1 s the loop is closed.", "orphaned-work": "the loop is open at arrow 2: 0%",
		"blocking-amplification": "the loop is open", "layered-retries": "In this run the loop is open at arrow 3: 0% of the failures come from the load.",
	} {
		page := get(t, site, "/lab/"+id).Body.String()
		if got := says.FindStringSubmatch(page); got == nil || !strings.Contains(got[1], want) {
			t.Errorf("%s: %q", id, got)
		}
		s, _ := scenarios.Lookup(id)
		if closes := s.Loop().Closes; closes != "" && !strings.Contains(page, strings.ReplaceAll("/lab/"+id+"?"+closes, "&", "&amp;")) {
			t.Errorf("%s: no link to a run in which the loop closes", id)
		}
	}
}

// Another room's page asks what the loop would answer.
func TestALoopIsNotShownWhereItIsAsked(t *testing.T) {
	s, _ := scenarios.Lookup("retry-storm")
	if (player{Scenario: s, Embeds: true}).Loop() != nil {
		t.Error("a task's page shows the loop that it asks for")
	}
}

func TestARingKeepsItsWordsInThePicture(t *testing.T) {
	for _, s := range scenarios.All() {
		if s.Loop() == nil {
			continue
		}
		drawn := newRing(s.Loop().Nodes)
		for i, n := range drawn.Nodes {
			if n.X-n.W/2 < 0 || n.X+n.W/2 > ringWidth || n.Y-n.H/2 < 0 || n.Y+n.H/2 > ringHeight {
				t.Errorf("%s: node %d leaves the picture", s.ID, i+1)
			}
			a := drawn.Arrows[i]
			if n.holds(spot{a.MidX, a.MidY}, 0) || n.holds(spot{a.TipX, a.TipY}, 0) || strings.Contains(a.Path, "NaN") {
				t.Errorf("%s: arrow %d does not leave its node: %s", s.ID, i+1, a.Path)
			}
		}
	}
}

func TestAShareIsWrittenAsWhatItIs(t *testing.T) {
	if got := fmt.Sprint(percents([]float64{0, .001, .005, .5, .995, .9999, 1})); got != "[0 1 1 50 99 99 100]" {
		t.Error(got)
	}
}
