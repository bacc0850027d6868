package book

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"

	"arrowbook/exercises"
	"arrowbook/grading"
	"arrowbook/storage"
)

// work is all that is kept of one learner at one task.
type work struct {
	task     *exercises.Task
	learner  storage.LearnerID
	draft    storage.Draft
	answers  grading.Answers // the draft, or the last attempt where nothing was drafted
	attempts []attempt       // oldest first
	help     []storage.Help
}

// attempt is a kept attempt with its report read.
type attempt struct {
	storage.Attempt
	answers grading.Answers
	report  grading.Report // as it was judged then
}

// work reads what is kept of the asker at a task; for somebody new it is empty.
func (x *Room) work(r *http.Request, task *exercises.Task) (*work, error) {
	learner, known := x.Learners.Current(r)
	if !known {
		return &work{task: task, answers: grading.Answers{}}, nil
	}
	return x.workOf(r.Context(), learner, task)
}

func (x *Room) workOf(ctx context.Context, learner storage.LearnerID, task *exercises.Task) (*work, error) {
	w := &work{task: task, learner: learner}
	var err error
	if w.draft, err = x.DB.Draft(ctx, learner, task.Number); err != nil {
		return nil, err
	}
	kept, err := x.DB.Attempts(ctx, learner, task.Number)
	if err != nil {
		return nil, err
	}
	for _, a := range kept {
		w.attempts = append(w.attempts, readAttempt(task, a))
	}
	if w.help, err = x.DB.HelpSeen(ctx, learner, task.Number); err != nil {
		return nil, err
	}
	w.answers = w.current()
	return w, nil
}

// seenBy is the part of the work that a check needs: what help was shown. The attempts are not read, or each check would
// take longer than the one before.
func (x *Room) seenBy(ctx context.Context, learner storage.LearnerID, task *exercises.Task) (*work, error) {
	help, err := x.DB.HelpSeen(ctx, learner, task.Number)
	return &work{task: task, learner: learner, help: help}, err
}

// readAttempt reads an attempt's JSON. What an older version of the task asked and this one does not is left
// out of answers; the row keeps it.
func readAttempt(task *exercises.Task, kept storage.Attempt) attempt {
	a := attempt{Attempt: kept, answers: readAnswers(task, kept.Answers)}
	a.report, _ = grading.UnmarshalReport(kept.Report)
	return a
}

func readAnswers(task *exercises.Task, data json.RawMessage) grading.Answers {
	var raw map[string]json.RawMessage
	_ = json.Unmarshal(data, &raw)
	return readValues(task, raw)
}

func readValues(task *exercises.Task, raw map[string]json.RawMessage) grading.Answers {
	answers := grading.Answers{}
	for _, field := range task.Fields {
		data, there := raw[field.ID]
		if !there || cleared(data) {
			continue
		}
		if value, err := grading.ParseValue(field.Field, data); err == nil {
			answers[field.ID] = value
		}
	}
	return answers
}

// cleared says whether a draft's value stands for nothing: "", [] or null.
func cleared(data json.RawMessage) bool {
	switch string(data) {
	case `""`, `[]`, `null`, ``:
		return true
	}
	return false
}

// current is what the page's fields hold.
func (w *work) current() grading.Answers {
	if len(w.draft.Fields) == 0 && len(w.attempts) > 0 {
		return w.last().answers
	}
	raw := map[string]json.RawMessage{}
	for id, field := range w.draft.Fields {
		raw[id] = field.Value
	}
	return readValues(w.task, raw)
}

// last is the latest attempt; nil when there is none.
func (w *work) last() *attempt {
	if len(w.attempts) == 0 {
		return nil
	}
	return &w.attempts[len(w.attempts)-1]
}

func (w *work) revs() map[string]int64 {
	revs := map[string]int64{}
	for id, field := range w.draft.Fields {
		revs[id] = field.Rev
	}
	return revs
}

// hintsSeen is how many steps of help were shown.
func (w *work) hintsSeen() int {
	seen := 0
	for _, help := range w.help {
		if help.Kind == helpHint {
			seen = max(seen, help.Step)
		}
	}
	return min(seen, len(w.task.Hints))
}

func (w *work) modelSeen() bool {
	for _, help := range w.help {
		if help.Kind == helpModel {
			return true
		}
	}
	return false
}

// seenTexts are the words of hints and model that this learner was shown: copied, they do not count.
func (w *work) seenTexts() []string {
	seen := append([]string{}, w.task.HintTexts[:min(w.hintsSeen(), len(w.task.HintTexts))]...)
	if w.modelSeen() {
		seen = append(seen, textsOf(w.task.Model.Answers)...)
	}
	return seen
}

// textsOf are all free texts of an answer.
func textsOf(answers grading.Answers) []string {
	var texts []string
	for _, v := range answers {
		switch v.Kind {
		case grading.KindText:
			texts = append(texts, v.Text)
		case grading.KindList:
			texts = append(texts, v.Items...)
		case grading.KindCoupling:
			texts = append(texts, v.Coupling.X, v.Coupling.Y, v.Coupling.Z, v.Coupling.B)
		case grading.KindRows:
			for _, row := range v.Rows {
				for _, cell := range row {
					texts = append(texts, cell)
				}
			}
		}
	}
	slices.Sort(texts) // a map has no order
	return texts
}
