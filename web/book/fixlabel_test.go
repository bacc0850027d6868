package book

import (
	"bytes"
	"regexp"
	"slices"
	"testing"

	"arrowbook/grading"
	"arrowbook/web/ui"
)

var shownFix = regexp.MustCompile(`data-fix="([^"]*)"[^>]*visibility="visible">your fix is here<`)

// In both drawings, the chosen arrow or box says that the fix is there, and nothing else does.
func TestTheChosenPlaceSaysThatTheFixIsThere(t *testing.T) {
	for chosen, want := range map[string][]string{
		"":                  nil,
		"arrow:client->api": {"arrow:client-&gt;api", "arrow:client-&gt;api"},
		"box:db":            {"box:db", "box:db"},
	} {
		page := new(bytes.Buffer)
		if err := control(placeView(t, chosen)).Render(t.Context(), page); err != nil {
			t.Fatal(err)
		}
		var shown []string
		for _, m := range shownFix.FindAllStringSubmatch(page.String(), -1) {
			shown = append(shown, m[1])
		}
		if !slices.Equal(shown, want) {
			t.Errorf("%q is chosen, the fix is said to be at %q", chosen, shown)
		}
	}
}

func placeView(t *testing.T, chosen string) fieldView {
	t.Helper()
	for _, task := range testBook(t).Tasks {
		if field, found := task.Field("frame.place"); found && task.Number == 3 {
			return fieldView{Field: field, Diagram: task.Diagram, Value: grading.Value{Kind: grading.KindPlace, Text: chosen}}
		}
	}
	t.Fatal("task 3 has no place")
	return fieldView{}
}

// The words stay within the drawing and off its boxes, for every place of every task.
func TestTheFixIsNamedWhereThereIsRoom(t *testing.T) {
	for _, task := range testBook(t).Tasks {
		for _, layout := range []ui.Layout{ui.Wide, ui.Narrow} {
			drawn := drawnFor(task.Diagram, layout)
			for _, l := range fixLabels(task.Diagram, layout) {
				if weight := drawn.covered(words(l.X, l.Y-fixRise)); weight >= 100 {
					t.Errorf("task %d, %s: the words at %s cover a box or the edge", task.Number, layout, l.Part)
				}
			}
		}
	}
}
