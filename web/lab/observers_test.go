package lab

import (
	"strings"
	"testing"

	"arrowbook/exercises"
)

func TestTwoObserversSideBySide(t *testing.T) {
	site := open(t)
	page := get(t, site, "/lab/retry-storm?t=30s").Body.String()
	for _, part := range []string{
		"The dashboard of the database: 100% went well. Its callers: 2%.", `<th scope="row">its own time for a call</th><td class="figure">0.05 s</td>`,
		`<th scope="row">from meant to ended</th><td class="figure">7.9 s</td>`, "From 25 s on it finishes 1,990 calls a second",
		`<th scope="col" class="seen">Its callers: from meant to ended (s)</th>`, "What both see, in numbers",
	} {
		if !strings.Contains(page, part) {
			t.Errorf("the page has no %s", part)
		}
	}
	for _, id := range []string{"metastable", "orders-inventory", "duplicate-execution", "orphaned-work", "layered-retries", "completion-invisibility"} {
		if page := get(t, site, "/lab/"+id).Body.String(); strings.Count(page, `class="observer"`) != 2 || strings.Contains(page, "NaN") {
			t.Errorf("%s is not seen by two", id)
		}
	}
	if page := get(t, site, "/lab/load-curve?duration=6&steps=8").Body.String(); strings.Contains(page, `class="observer"`) {
		t.Error("a model without observers has two")
	}
}

// A task asks what the two would say of its run: there the player does not say it, nor what goals would.
func TestWithinATaskNobodyTellsMore(t *testing.T) {
	book := theBook(t)
	part, err := New(Deps{Book: book, Runs: simulations}).Player(t.Context(), "retry-storm", "t=30s", exercises.Diagram{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var page strings.Builder
	if err := part.Render(t.Context(), &page); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(page.String(), "data-player") || strings.Contains(page.String(), "observer") || strings.Contains(page.String(), "data-way") || strings.Contains(page.String(), "data-missions") {
		t.Error("the player within a task tells what the task asks, or is none")
	}
}

// Both see with one scale, so that one can be held against the other.
func TestObserversHaveOneScale(t *testing.T) {
	page := get(t, open(t), "/lab/retry-storm?t=30s").Body.String()
	_, part, _ := strings.Cut(page, "Two observers")
	part, _, _ = strings.Cut(part, "The way out")
	tops := map[string]int{}
	for _, piece := range strings.Split(part, `data-top="`)[1:] {
		top, _, _ := strings.Cut(piece, `"`)
		tops[top]++
	}
	if len(tops) != 2 || tops["2500"] != 2 || tops["10"] != 2 {
		t.Errorf("the charts end at %v", tops)
	}
}

func TestWhatIsNotAllIsNotSaidToBe(t *testing.T) {
	for share, want := range map[float64]string{1: "100%", .9951: "nearly 100%", .9: "90%", .02239: "2%", .001: "nearly 0%", 0: "0%"} {
		if got := hundredths(share); got != want {
			t.Errorf("%g is %s", share, got)
		}
	}
}
