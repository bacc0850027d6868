package book

import (
	"fmt"
	"math"
	"net/http"
	"slices"

	"arrowbook/exercises"
	"arrowbook/grading"
	"arrowbook/web/ui"
)

// measured is how well the checker marks, over the book's own labelled answers. It is worked out once, when
// somebody first asks.
type measured struct {
	sets map[string][]exercises.Marked
}

func measure(book *exercises.Book) (measured, error) {
	m := measured{map[string][]exercises.Marked{}}
	for _, name := range []string{exercises.DevelopedSet, exercises.UnseenSet, exercises.TricksSet} {
		answers, err := exercises.LabelledSet(name)
		if err != nil {
			return m, err
		}
		if m.sets[name], err = book.Mark(answers); err != nil {
			return m, err
		}
	}
	return m, nil
}

// figures are the figures over those of a set that are wanted.
func (m measured) figures(set string, want func(exercises.Marked) bool) grading.Figures {
	return figuresOf(m.sets[set], want)
}

// tricks are the figures over all text that was never seen, with the set of answers that were written to fool.
func (m measured) tricks() grading.Figures {
	return figuresOf(slices.Concat(m.sets[exercises.UnseenSet], m.sets[exercises.TricksSet]), onText)
}

func figuresOf(all []exercises.Marked, want func(exercises.Marked) bool) grading.Figures {
	return grading.Score(exercises.Scores(slices.DeleteFunc(slices.Clone(all), func(one exercises.Marked) bool { return !want(one) })))
}

func onText(m exercises.Marked) bool  { return !m.Exact }
func onExact(m exercises.Marked) bool { return m.Exact }

// figureRow is one figure over both sets.
type figureRow struct{ Name, Means, Unseen, Developed string }

func (m measured) rows() []figureRow {
	unseen, developed := m.figures(exercises.UnseenSet, onText), m.figures(exercises.DevelopedSet, onText)
	row := func(name, means string, of func(grading.Figures) float64) figureRow {
		return figureRow{name, means, percent(of(unseen)), percent(of(developed))}
	}
	return []figureRow{
		row("Right, where it decides", "Of all verdicts met or missing, those that agree with the label.", func(f grading.Figures) float64 { return f.AccuracyDecided }),
		row("Decided", "The rest is “not sure”: the learner is asked.", func(f grading.Figures) float64 { return f.Coverage }),
		row("Right answers found", "Of all that is labelled met.", func(f grading.Figures) float64 { return f.MetRecall }),
		row("“Met” that is met", "Of all that the checker calls met.", func(f grading.Figures) float64 { return f.MetPrecision }),
		row("Right answers failed", "Told missing, and it was there. The worst mistake.", func(f grading.Figures) float64 { return f.WrongFail }),
		row("Wrong answers passed", "Told met, and it was not.", func(f grading.Figures) float64 { return f.FalseAccept }),
		{"Tricks passed", "The same, for answers written to fool it, and for more of those.", percent(m.tricks().FalseAcceptAdversarial), percent(developed.FalseAcceptAdversarial)},
		{"Agreement beyond chance", "Cohen’s kappa on what is decided, from 0 to 1.", plainFigure(unseen.KappaDecided), plainFigure(developed.KappaDecided)},
		{"The same, “not sure” counted against it", "", plainFigure(unseen.KappaAll), plainFigure(developed.KappaAll)},
	}
}

// taskFigures is how well one task's text is marked.
type taskFigures struct {
	Task   *exercises.Task
	Unseen grading.Figures
}

func (m measured) byTask(book *exercises.Book) []taskFigures {
	var all []taskFigures
	for _, task := range book.Tasks {
		figures := m.figures(exercises.UnseenSet, func(one exercises.Marked) bool { return onText(one) && one.Task == task.Number })
		if figures.Criteria > 0 {
			all = append(all, taskFigures{task, figures})
		}
	}
	return all
}

// criterionFigures is how well one criterion is marked, with the verdicts that went wrong.
type criterionFigures struct {
	Title             string
	Exact             bool
	Unseen, Developed grading.Figures
	Misses            []miss
}

// words say it in a sentence, the honest set first.
func (c criterionFigures) words() string {
	return fmt.Sprintf("Of %s that it never saw it decided %s, and was right in %s of them. Of those its rules were written with: %s, and %s.",
		counted(c.Unseen.Criteria, "answer", "answers"), percent(c.Unseen.Coverage), percent(c.Unseen.AccuracyDecided),
		percent(c.Developed.Coverage), percent(c.Developed.AccuracyDecided))
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// miss is one verdict on an unseen answer that is not the label.
type miss struct {
	Verdict grading.Verdict
	Label   bool
	Voice   string
	Lines   []string
}

func (m measured) byCriterion(task *exercises.Task) []criterionFigures {
	var all []criterionFigures
	for _, c := range task.Rubric.Criteria() {
		is := func(one exercises.Marked) bool { return one.Task == task.Number && one.Criterion == c.ID }
		figures := criterionFigures{Title: c.Title, Exact: c.Exact, Unseen: m.figures(exercises.UnseenSet, is), Developed: m.figures(exercises.DevelopedSet, is)}
		for _, one := range m.sets[exercises.UnseenSet] {
			if is(one) && one.Missed() {
				figures.Misses = append(figures.Misses, missOf(one))
			}
		}
		if figures.Unseen.Criteria+figures.Developed.Criteria > 0 {
			all = append(all, figures)
		}
	}
	return all
}

// maxMissLine is how much of a text a miss shows, in code points.
const maxMissLine = 400

func missOf(m exercises.Marked) miss {
	one := miss{Verdict: m.Verdict, Label: m.Label, Voice: m.From.Voice}
	for _, line := range m.Words() {
		if runes := []rune(line); len(runes) > maxMissLine {
			line = string(runes[:maxMissLine]) + "…"
		}
		one.Lines = append(one.Lines, line)
	}
	return one
}

// heading tells what was said and what the label says.
func (m miss) heading() string {
	label := "labelled not met"
	if m.Label {
		label = "labelled met"
	}
	return verdictWords[m.Verdict] + ", " + label
}

// marking answers GET /marking.
func (x *Room) marking(w http.ResponseWriter, r *http.Request) error {
	m, err := x.measured()
	if err != nil {
		return err
	}
	return ui.Render(w, r, http.StatusOK, markingPage(m, x.Book))
}

// markingOfTask answers GET /marking/{n}.
func (x *Room) markingOfTask(w http.ResponseWriter, r *http.Request) error {
	task, err := x.task(r)
	if err != nil {
		return err
	}
	m, err := x.measured()
	if err != nil {
		return err
	}
	return ui.Render(w, r, http.StatusOK, markingTaskPage(task, m.byCriterion(task)))
}

func percent(share float64) string {
	if math.IsNaN(share) {
		return "–"
	}
	return fmt.Sprintf("%.1f\u00a0%%", 100*share)
}

func plainFigure(v float64) string {
	if math.IsNaN(v) {
		return "–"
	}
	return fmt.Sprintf("%.2f", v)
}
