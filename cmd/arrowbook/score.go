package main

import (
	"encoding/json"
	"fmt"
	"os"

	"arrowbook/exercises"
	"arrowbook/grading"
)

// labelledAnswer is a line of a labelled file.
type labelledAnswer struct {
	gradeAnswer
	Quality string           `json:"quality"`
	Labels  map[string]*bool `json:"labels"`
}

// gradeScore prints how well the checker agrees with labelled files.
func gradeScore(book *exercises.Book, files []string, sys system) error {
	if len(files) == 0 {
		return usagef("grade: --score needs at least one labelled file")
	}
	var rows []grading.Labelled
	for _, name := range files {
		more, err := scoreFile(book, name)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		rows = append(rows, more...)
	}
	_, err := fmt.Fprint(sys.Out, grading.ScoreTable(rows))
	return err
}

func scoreFile(book *exercises.Book, name string) ([]grading.Labelled, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var rows []grading.Labelled
	err = eachLine(file, func(line []byte, tooLong bool) error {
		var answer labelledAnswer
		if err := json.Unmarshal(line, &answer); err != nil {
			return err
		}
		report, err := judge(book, answer.gradeAnswer)
		if err != nil {
			return fmt.Errorf("%s: %w", answer.ID, err)
		}
		rows = append(rows, labelled(book, answer, report)...)
		return nil
	})
	return rows, err
}

// labelled puts each verdict beside its label; a criterion without one is left out.
func labelled(book *exercises.Book, answer labelledAnswer, report grading.Report) []grading.Labelled {
	exact := map[string]bool{}
	task, _ := book.Task(answer.Task)
	for _, c := range task.Rubric.Criteria() {
		exact[c.ID] = c.Exact
	}
	var rows []grading.Labelled
	for _, result := range report.Criteria {
		if label := answer.Labels[result.Criterion]; label != nil {
			rows = append(rows, grading.Labelled{
				Task: answer.Task, Criterion: result.Criterion, Label: *label, Verdict: result.Verdict,
				Exact: exact[result.Criterion], Adversarial: answer.Quality == "adversarial",
			})
		}
	}
	return rows
}
