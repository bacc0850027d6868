package book

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"arrowbook/exercises"
	"arrowbook/grading"
)

// markedOnce marks the labelled answers once for all tests and their rooms.
var markedOnce = sync.OnceValues(func() (measured, error) {
	book, err := loadBook()
	if err != nil {
		return measured{}, err
	}
	return measure(book)
})

func TestTheCheckersFiguresAreShown(t *testing.T) {
	longWithoutRace(t)
	v := open(t)
	page := v.page("/marking")
	m, err := markedOnce()
	if err != nil {
		t.Fatal(err)
	}
	want := percent(m.figures(exercises.UnseenSet, onText).AccuracyDecided)
	fooled := percent(m.tricks().FalseAcceptAdversarial)
	for _, text := range []string{want, fooled, "Never seen", "/marking/12"} {
		if !strings.Contains(page, text) {
			t.Errorf("the page does not show %q", text)
		}
	}
}

func TestEveryTasksMissesAreReadable(t *testing.T) {
	longWithoutRace(t)
	v := open(t)
	m, err := markedOnce()
	if err != nil {
		t.Fatal(err)
	}
	for _, task := range testBook(t).Tasks {
		page := v.page(fmt.Sprintf("/marking/%d", task.Number))
		shown := 0
		for _, one := range m.sets[exercises.UnseenSet] {
			if one.Task == task.Number && one.Missed() {
				shown++
			}
		}
		if got := strings.Count(page, ", labelled "); got != shown {
			t.Errorf("task %d: %d misses, shown %d", task.Number, shown, got)
		}
	}
	v.call("GET", "/marking/77", "", 404)
}

func TestAFigureWithoutACaseIsADash(t *testing.T) {
	none := grading.Score(nil)
	if got := percent(none.AccuracyDecided) + plainFigure(none.KappaAll); got != "––" {
		t.Error(got)
	}
}
