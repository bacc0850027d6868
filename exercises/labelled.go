package exercises

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"path"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"arrowbook/grading"
)

// LabelledAnswer is an answer with what fair markers said of it: one line of a labelled file.
type LabelledAnswer struct {
	ID      string           `json:"id"`
	Task    int              `json:"task"`
	Quality string           `json:"quality"` // strong, partial, weak or adversarial
	Voice   string           `json:"voice"`   // who writes like this
	Answers json.RawMessage  `json:"answers"` // as the contract encodes them
	Labels  map[string]*bool `json:"labels"`  // criterion -> met; null or absent where markers could differ
}

// The book's own labelled answers: those that the rubrics were written with, those that they never saw, and further
// ones that they never saw, all written to fool the checker.
const (
	DevelopedSet = "developed"
	UnseenSet    = "unseen"
	TricksSet    = "tricks"
)

// maxLabelledLine is the longest line of a labelled file, in bytes.
const maxLabelledLine = 1 << 20

// LabelledSet reads one of the book's own sets of labelled answers.
func LabelledSet(name string) ([]LabelledAnswer, error) {
	files, err := fs.Glob(Embedded(), path.Join("marking", name, "*.jsonl"))
	if err != nil {
		return nil, err
	}
	var all []LabelledAnswer
	for _, file := range files {
		more, err := readLabelledFile(file)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		all = append(all, more...)
	}
	return all, nil
}

func readLabelledFile(name string) ([]LabelledAnswer, error) {
	file, err := Embedded().Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return ReadLabelled(file)
}

// ReadLabelled reads labelled answers, one JSON object a line of at most 1 MiB. The error names the line.
func ReadLabelled(in io.Reader) ([]LabelledAnswer, error) {
	var all []LabelledAnswer
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxLabelledLine)
	for n := 1; lines.Scan(); n++ {
		if len(lines.Bytes()) == 0 {
			continue
		}
		var one LabelledAnswer
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		all = append(all, one)
	}
	return all, lines.Err()
}

// Marked is one verdict of the checker beside what fair markers said.
type Marked struct {
	grading.Labelled
	From    *LabelledAnswer
	Answers grading.Answers
	About   grading.Criterion
	Result  grading.Result
}

// Mark judges labelled answers, several at once, and keeps their order; a criterion without a label is left out. The
// error names the first answer that cannot be judged.
func (b *Book) Mark(answers []LabelledAnswer) ([]Marked, error) {
	all, faults := make([][]Marked, len(answers)), make([]error, len(answers))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range answers {
		group.Go(func() error {
			all[i], faults[i] = b.mark(&answers[i])
			return nil
		})
	}
	_ = group.Wait() // the faults are kept by their answers
	for i, err := range faults {
		if err != nil {
			return nil, fmt.Errorf("%s: %w", answers[i].ID, err)
		}
	}
	return slices.Concat(all...), nil
}

func (b *Book) mark(from *LabelledAnswer) ([]Marked, error) {
	task, found := b.Task(from.Task)
	if !found {
		return nil, fmt.Errorf("there is no task %d", from.Task)
	}
	answers, err := grading.ParseAnswers(task.GradingFields(), from.Answers)
	if err != nil {
		return nil, err
	}
	var all []Marked
	results := task.Rubric.Grade(answers, nil).Criteria
	for i, about := range task.Rubric.Criteria() {
		if label := from.Labels[about.ID]; label != nil {
			all = append(all, Marked{labelled(from, about, *label, results[i].Verdict), from, answers, about, results[i]})
		}
	}
	return all, nil
}

func labelled(from *LabelledAnswer, about grading.Criterion, label bool, verdict grading.Verdict) grading.Labelled {
	return grading.Labelled{
		Task: from.Task, Criterion: about.ID, Label: label, Verdict: verdict, Exact: about.Exact, Adversarial: from.Quality == "adversarial",
	}
}

// Scores are the verdicts alone, to be counted.
func Scores(all []Marked) []grading.Labelled {
	rows := make([]grading.Labelled, len(all))
	for i, m := range all {
		rows[i] = m.Labelled
	}
	return rows
}
