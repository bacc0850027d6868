package exercises

import (
	"encoding/json"
	"io/fs"
	"path"
	"strings"

	"arrowbook/grading"
)

// MaxReplyWords bounds the reply to a typical wrong answer: a difference and a question, not a lecture.
const MaxReplyWords = 45

// modelFile is model.yaml as written.
type modelFile struct{ Answers map[string]any }

// wrongFile is an entry of wrong.yaml as written.
type wrongFile struct {
	ID, Criterion string
	Answers       map[string]any
	Reply         string
}

// answers reads a task's model answer and its typical wrong answers.
func (l *loader) answers(content fs.FS, folder string, task *Task) {
	var model modelFile
	if doc := readYAML(content, path.Join(folder, "model.yaml"), &model, l.faults); doc != nil {
		task.Model.Answers = sample(doc, at("answers"), task, model.Answers)
	}
	task.Model.Notes = render(readText(content, folder, "model.md", l.faults))
	var wrong []wrongFile
	if doc := readYAML(content, path.Join(folder, "wrong.yaml"), &wrong, l.faults); doc != nil {
		task.Wrong = wrongAnswers(doc, task, wrong)
	}
}

func wrongAnswers(doc *document, task *Task, files []wrongFile) []WrongAnswer {
	var wrong []WrongAnswer
	for i, w := range files {
		if w.ID == "" || w.Criterion == "" {
			doc.fault(at(i), "a wrong answer needs an id and the criterion it fails")
		}
		if n := len(strings.Fields(w.Reply)); n == 0 || n > MaxReplyWords {
			doc.fault(at(i, "reply"), "the reply has %d words; it has 1 to %d", n, MaxReplyWords)
		}
		answers := sample(doc, at(i, "answers"), task, w.Answers)
		wrong = append(wrong, WrongAnswer{ID: w.ID, Criterion: w.Criterion, Answers: answers, Reply: w.Reply})
	}
	return wrong
}

// sample turns an answer as YAML into one as grading reads it, by the same rules as a learner's.
func sample(doc *document, where []any, task *Task, raw map[string]any) grading.Answers {
	data, err := json.Marshal(raw)
	if err != nil {
		doc.fault(where, "the answers are not of the contract's form: %v", err)
		return nil
	}
	answers, err := grading.ParseAnswers(task.GradingFields(), data)
	if err != nil {
		doc.fault(where, "%v", err)
	}
	return answers
}
