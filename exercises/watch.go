package exercises

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// watchFile is an embedded simulation as written.
type watchFile struct {
	Scenario, Query, At, Title, Intro string
	Predict                           *predictFile
}

type predictFile struct {
	Question string
	Choices  []choiceFile
	Draw     *drawFile
	Reveal   string
}

type drawFile struct {
	Series, Ask string
	From        float64
	At          []float64
}

type choiceFile struct {
	ID, Label string
	Right     bool
	Explain   string
}

func (w *watchFile) build(doc *document) *Watch {
	if w == nil {
		return nil
	}
	watch := &Watch{Scenario: w.Scenario, Query: w.Query, At: w.At, Title: w.Title, Intro: render(w.Intro)}
	if p := w.Predict; p != nil {
		checkChoices(doc, at("watch", "predict", "choices"), p.Choices, false)
		watch.Predict = &Predict{Question: p.Question, Choices: buildChoices(p.Choices), Draw: p.Draw.build(doc), Reveal: p.Reveal}
	}
	return watch
}

// build reads what is to be drawn: a few handles, in order, after the part that is shown.
func (d *drawFile) build(doc *document) *Draw {
	if d == nil {
		return nil
	}
	if d.Series == "" || d.Ask == "" || len(d.At) < 2 || len(d.At) > 9 {
		doc.fault(at("watch", "predict", "draw"), "a curve to draw needs a series, a sentence that asks, and 2 to 9 handles")
	}
	for i, t := range d.At {
		if before := append([]float64{d.From}, d.At...)[i]; t <= before {
			doc.fault(at("watch", "predict", "draw", "at", i), "the handle at %g s does not come after %g s", t, before)
		}
	}
	return &Draw{Series: d.Series, Ask: d.Ask, From: d.From, At: d.At}
}

func buildChoices(files []choiceFile) []Choice {
	choices := make([]Choice, len(files))
	for i, c := range files {
		choices[i] = Choice{ID: c.ID, Label: c.Label, Right: c.Right, Explain: renderInline(c.Explain)}
	}
	return choices
}

// checkChoices finds choices without an id, a label or (where each needs one) an explanation, and more or
// fewer right ones than one.
func checkChoices(doc *document, where []any, choices []choiceFile, explained bool) {
	right := 0
	seen := map[string]bool{}
	for i, c := range choices {
		place := append(append([]any{}, where...), i)
		if c.ID == "" || c.Label == "" || seen[c.ID] {
			doc.fault(place, "a choice needs an id of its own and a label")
		}
		if explained && strings.TrimSpace(c.Explain) == "" {
			doc.fault(place, "choice %s has no explanation", c.ID)
		}
		seen[c.ID] = true
		if c.Right {
			right++
		}
	}
	if right != 1 {
		doc.fault(where, "exactly one choice is right, not %d", right)
	}
}

// Instant is the time in seconds at which the simulation opens, where that is no moment.
func (w *Watch) Instant() (float64, bool) {
	seconds, isTime := strings.CutSuffix(w.At, "s")
	t, err := strconv.ParseFloat(seconds, 64)
	return t, isTime && err == nil
}

// WatchOf is how the book introduces a scenario: as the first task embeds it, or else the first lesson. As it stands by
// default goes before with other settings; nil where nothing embeds it.
func (b *Book) WatchOf(scenario string) *Watch {
	var all []*Watch
	for _, task := range b.Tasks {
		all = append(all, task.Watch)
	}
	for _, lesson := range b.Lessons {
		all = append(all, lesson.Watch)
	}
	all = slices.DeleteFunc(all, func(w *Watch) bool { return w == nil || w.Scenario != scenario })
	slices.SortStableFunc(all, func(a, b *Watch) int { return cmp.Compare(min(len(a.Query), 1), min(len(b.Query), 1)) })
	return append(all, nil)[0]
}
