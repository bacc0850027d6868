package lab

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"arrowbook/exercises"
	"arrowbook/exercises/scenarios"
	"arrowbook/web/ui"
)

// opened is the frame of a scenario's default run at its first moment.
func opened(t *testing.T, s *scenarios.Scenario) scenarios.Frame {
	t.Helper()
	result, err := scenarios.Run(t.Context(), scenarios.Request{Scenario: s.ID, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Moments) == 0 {
		return result.Frame(0)
	}
	return result.Frame(result.Moments[0].T)
}

// Every scenario has a stage: each box within it and off the others, each station of its model at a place.
func TestEveryScenarioHasAStage(t *testing.T) {
	book := theBook(t)
	for _, s := range scenarios.All() {
		frame := opened(t, s)
		for name, d := range map[string]exercises.Diagram{"drawn": {}, "book's": book.StageOf(s.ID)} {
			st := newStage(d, s, frame)
			for _, station := range s.Stations {
				if len(st.Diagram.Stations[station.ID]) == 0 {
					t.Errorf("%s, %s: %s has no place", s.ID, name, station.ID)
				}
			}
			for layout, problem := range stageProblems(st) {
				t.Errorf("%s, %s, %s: %s", s.ID, name, layout, problem)
			}
		}
	}
}

func stageProblems(st stage) map[ui.Layout]string {
	found := map[ui.Layout]string{}
	for _, layout := range []ui.Layout{ui.Wide, ui.Narrow} {
		p := newPlacer(st.Diagram, layout)
		for i, r := range p.boxes {
			if p.cost(r) >= offStage {
				found[layout] = st.Diagram.Boxes[i].ID + " is not on the stage"
			}
			for j, other := range p.boxes[:i] {
				if meet(r, other) {
					found[layout] = fmt.Sprintf("%s lies on %s", st.Diagram.Boxes[i].ID, st.Diagram.Boxes[j].ID)
				}
			}
		}
		for _, w := range st.Gauges[layout].Words {
			width := float64(len("9,999 ")+len(w.Words)) * letterSize
			if p.cost(wordsRect(exercises.Rect{X: w.X, Y: w.Y}, width)) >= onBox {
				found[layout] = fmt.Sprintf("%q lies on a box or off the stage", w.Words)
			}
		}
	}
	return found
}

// The slots of a pool lie in its box, and of very many there is one bar.
func TestAPoolLiesInItsBox(t *testing.T) {
	r := exercises.Rect{X: 100, Y: 100, W: 118, H: 54}
	for _, count := range []int{1, 4, 10, 30, 31, 100, 101, 5000} {
		room := roomFor(count)
		r := exercises.Rect{X: r.X, Y: r.Y + room/2, W: r.W, H: r.H + room}
		p := newPool(scenarios.Station{Label: "workers"}, r, room, scenarios.Level{Busy: count, Wasted: count / 2, Slots: count})
		if (p.Bar != nil) != (count > maxSlots) || p.Bar == nil && len(p.Slots) != count {
			t.Fatalf("%d: %+v", count, p)
		}
		for _, s := range p.Slots {
			if s.X < r.X-r.W/2 || s.X+s.W > r.X+r.W/2 || s.Y < r.Y-r.H/2+54 || s.Y+s.H > r.Y+r.H/2 {
				t.Fatalf("%d: a slot at %g, %g lies outside of its box", count, s.X, s.Y)
			}
		}
		if b := p.Bar; b != nil && (b.Y+b.H > r.Y+r.H/2 || b.Useful+b.Wasted > b.W+.001 || b.Useful < b.Wasted) {
			t.Errorf("%d: %+v", count, b)
		}
	}
}

// A circle of links is drawn in layers all the same.
func TestACircleHasLayers(t *testing.T) {
	d := drawn(&scenarios.Scenario{Stations: []scenarios.Station{
		{ID: "a"}, {ID: "b"}, {ID: "c", Kind: scenarios.Pool, Label: "rows"}, {ID: "lone"}, {ID: "c.line", Kind: scenarios.Line},
		{ID: "a->b", Kind: scenarios.Link}, {ID: "b->c", Kind: scenarios.Link}, {ID: "c->a", Kind: scenarios.Link}, {ID: "b->gone", Kind: scenarios.Link},
	}})
	if len(d.Arrows) != 3 || d.Boxes[2].Label != "c" || d.Stations["c.line"][0] != "arrow:b->c" || d.Stations["b->gone"] != nil {
		t.Fatalf("%+v", d)
	}
	for i, column := range []float64{d.Boxes[0].Wide.X, d.Boxes[1].Wide.X, d.Boxes[2].Wide.X}[1:] {
		if column <= d.Boxes[i].Wide.X {
			t.Error("a callee does not stand after its caller")
		}
	}
}

// A still run has its stage too, and a page without a task's drawing one of its own.
func TestEachPageHasAStage(t *testing.T) {
	x := open(t)
	for path, part := range map[string]string{
		"/lab/ordering":                      `data-pool="workers"`,
		"/lab/layered-retries?requests=200":  `data-part="arrow:layers->bottom"`,
		"/lab/graceful-degradation?t=40s":    `class="bar useful"`,
		"/lab/load-curve?duration=6&steps=4": `data-part="box:service"`,
	} {
		page := strings.ReplaceAll(get(t, x, path).Body.String(), "&gt;", ">")
		if !strings.Contains(page, part) || strings.Contains(page, "NaN") {
			t.Errorf("%s has no %s", path, part)
		}
	}
}

// The words of an arrow stand off the tokens of the one beside it, and not far off for that.
func TestWordsKeepOffOtherArrowsTokens(t *testing.T) {
	site := open(t)
	words := regexp.MustCompile(`<text class="gauge" x="[0-9.]+" y="([0-9.]+)"[^>]*>[0-9,]+ (?:done, unseen|in line)</text>`)
	for path, room := range map[string][2]float64{
		"/lab/completion-invisibility": {0, 40},   // above both of its arrows
		"/lab/graceful-degradation":    {60, 150}, // beside the arrow to the dependency
	} {
		first := words.FindStringSubmatch(get(t, site, path).Body.String())
		if first == nil {
			t.Fatalf("%s has no words at an arrow", path)
		}
		if y, err := strconv.ParseFloat(first[1], 64); err != nil || y < room[0] || y > room[1] {
			t.Errorf("%s: the words stand at %s, not between %g and %g", path, first[1], room[0], room[1])
		}
	}
}
