package exercises

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"arrowbook/grading"
)

// Lint finds everything wrong with the content, in the order of files and lines: what Load finds, and what
// takes longer to find out: a model answer that its own rubric does not pass, a wrong answer that it does.
func Lint(overlay fs.FS) []Fault {
	loader := newLoader()
	loader.shared(Embedded())
	loader.folders(Embedded())
	if overlay != nil {
		loader.folders(overlay)
	}
	book := loader.book()
	for _, task := range book.Tasks {
		if task.Rubric != nil {
			loader.lintSamples(task)
		}
	}
	return loader.faults.sorted()
}

// lintSamples judges a task's own sample answers with its own rubric.
func (l *loader) lintSamples(task *Task) {
	folder := l.origins[task.Slug]
	for _, result := range task.Rubric.Grade(task.Model.Answers, nil).Criteria {
		if result.Verdict != grading.Met {
			l.faults.add(path.Join(folder, "model.yaml"), 0, "the model answer does not meet %s: %s", result.Criterion, result.Verdict)
		}
	}
	for _, wrong := range task.Wrong {
		l.lintWrong(task, folder, wrong)
	}
	for _, told := range task.Rubric.Told() {
		if givesAway(task, told) {
			l.faults.add(path.Join(folder, "rubric.yaml"), 0, "what is said of %s would itself meet it: %q", told.Criterion, told.Text)
		}
	}
}

// givesAway says whether a text that a learner is told would meet the criterion, were it their answer: then it holds
// what is missing, or the rule is too easy.
func givesAway(task *Task, told grading.Told) bool {
	answers := grading.Answers{}
	for _, field := range task.Fields {
		switch field.Kind {
		case grading.KindText:
			answers[field.ID] = grading.Value{Kind: field.Kind, Text: told.Text}
		case grading.KindList:
			answers[field.ID] = grading.Value{Kind: field.Kind, Items: strings.SplitAfter(told.Text, ". ")}
		}
	}
	return slices.ContainsFunc(task.Rubric.Grade(answers.Normalise(), nil).Criteria, func(r grading.Result) bool {
		return r.Criterion == told.Criterion && r.Verdict == grading.Met
	})
}

func (l *loader) lintWrong(task *Task, folder string, wrong WrongAnswer) {
	file := path.Join(folder, "wrong.yaml")
	results := task.Rubric.Grade(wrong.Answers, nil).Criteria
	i := slices.IndexFunc(results, func(r grading.Result) bool { return r.Criterion == wrong.Criterion })
	switch {
	case i < 0:
		l.faults.add(file, 0, "%s: the task has no criterion %q", wrong.ID, wrong.Criterion)
	case results[i].Verdict == grading.Met:
		l.faults.add(file, 0, "%s: the rubric takes this wrong answer as meeting %s", wrong.ID, wrong.Criterion)
	}
}
