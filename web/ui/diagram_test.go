package ui

import (
	"bytes"
	"math"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"arrowbook/exercises"
)

func threeBoxes() exercises.Diagram {
	box := func(id string, x, y float64) exercises.Box {
		r := exercises.Rect{X: x, Y: y, W: 120, H: 58}
		return exercises.Box{ID: id, Label: id, Note: "100 connections", Wide: r, Narrow: exercises.Rect{X: 150, Y: x, W: 130, H: 54}}
	}
	return exercises.Diagram{
		Wide: exercises.Size{Width: 640, Height: 150}, Narrow: exercises.Size{Width: 300, Height: 640},
		Boxes:  []exercises.Box{box("client", 84, 75), box("api", 322, 75), box("db", 560, 75)},
		Arrows: []exercises.Arrow{{ID: "client->api", From: "client", To: "api", Label: "asks"}, {ID: "api->db", From: "api", To: "db"}},
	}
}

func TestAStraightArrowRunsFromEdgeToEdge(t *testing.T) {
	d := threeBoxes()
	if got, want := PathOf(d, d.Arrows[0], Wide).D(), "M144 75L260 75"; got != want {
		t.Errorf("wide: %s, want %s", got, want)
	}
	if got, want := PathOf(d, d.Arrows[0], Narrow).D(), "M150 111L150 293"; got != want {
		t.Errorf("narrow: %s, want %s", got, want)
	}
}

func TestArrowsThereAndBackLieBesideEachOther(t *testing.T) {
	d := threeBoxes()
	d.Arrows = append(d.Arrows, exercises.Arrow{ID: "api->client", From: "api", To: "client"})
	_, there := PathOf(d, d.Arrows[0], Wide).At(.5)
	_, back := PathOf(d, d.Arrows[2], Wide).At(.5)
	if math.Abs(there-back) != 2*laneGap {
		t.Errorf("there at y %g, back at %g", there, back)
	}
}

func TestAnArrowGoesRoundABoxInItsWay(t *testing.T) {
	d := threeBoxes()
	past := exercises.Arrow{ID: "client->db", From: "client", To: "db"}
	d.Arrows = append(d.Arrows, past)
	path := PathOf(d, past, Wide)
	if path.hits(d, past, Wide) || path.straight {
		t.Errorf("%s runs through the box in between", path.D())
	}
}

// Every arrow of the book stays on the stage and passes by the boxes that are not its ends.
func TestTheBooksArrowsHaveRoom(t *testing.T) {
	book, err := exercises.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, task := range book.Tasks {
		for _, a := range task.Diagram.Arrows {
			for _, layout := range layouts {
				if path := PathOf(task.Diagram, a, layout); path.hits(task.Diagram, a, layout) {
					t.Errorf("task %d, %s: %s runs through a box or off the stage: %s", task.Number, layout, a.ID, path.D())
				}
			}
		}
	}
}

func TestEveryArrowEndsOnItsBoxes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rect := func(name string, x float64) exercises.Rect {
			return exercises.Rect{
				X: x + rapid.Float64Range(0, 100).Draw(t, name+".x"), Y: rapid.Float64Range(50, 400).Draw(t, name+".y"),
				W: rapid.Float64Range(40, 140).Draw(t, name+".w"), H: rapid.Float64Range(30, 90).Draw(t, name+".h"),
			}
		}
		from, to := rect("from", 80), rect("to", 400)
		d := exercises.Diagram{Boxes: []exercises.Box{{ID: "a", Wide: from}, {ID: "b", Wide: to}}}
		d.Arrows = []exercises.Arrow{{ID: "a->b", From: "a", To: "b"}}
		path := PathOf(d, d.Arrows[0], Wide)
		onEdge(t, "start", path.start, from, 0)
		onEdge(t, "end", path.end, to, headGap)
	})
}

// onEdge fails unless a point lies on a box's edge, or at most gap outside of it.
func onEdge(t *rapid.T, name string, p point, r exercises.Rect, gap float64) {
	dx, dy := math.Abs(p.x-r.X)-r.W/2, math.Abs(p.y-r.Y)-r.H/2
	if outside := max(dx, dy); outside < -1e-6 || outside > gap+1e-6 {
		t.Fatalf("%s (%g, %g) is %g outside of the box %+v", name, p.x, p.y, outside, r)
	}
}

func TestWrap(t *testing.T) {
	cases := map[string]string{
		"":                            "",
		"2 s timeout":                 "2 s timeout",
		"caches prices for a minute":  "caches prices|for a minute",
		"an unbelievablyverylongword": "an|unbelievablyverylongword",
	}
	for text, want := range cases {
		if got := strings.Join(wrap(text, 13), "|"); got != want {
			t.Errorf("wrap(%q) = %q, want %q", text, got, want)
		}
	}
}

var styled = regexp.MustCompile(`\sstyle=|\son[a-z]+=|<script`)

func TestADrawingNamesItsPartsAndKeepsToThePolicy(t *testing.T) {
	var out bytes.Buffer
	options := DiagramOptions{ID: "d", Classes: map[string]string{"arrow:client->api": "chosen"}, Labels: map[string]string{"box:db": "7 of 100 taken"}}
	if err := Diagram(threeBoxes(), options).Render(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	html := out.String()
	for _, want := range []string{`data-part="arrow:client-&gt;api"`, `class="link-part chosen"`, "7 of 100 taken", `id="head-dwide"`, `id="head-dnarrow"`} {
		if !strings.Contains(html, want) {
			t.Errorf("the drawing lacks %s", want)
		}
	}
	if found := styled.FindString(html); found != "" {
		t.Errorf("the policy forbids %q", found)
	}
}
