package book

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"time"

	"arrowbook/exercises"
	"arrowbook/grading"
	"arrowbook/storage"
	"arrowbook/web/ui"
)

type checkBody struct {
	Answers json.RawMessage `json:"answers"`
	Key     string          `json:"key"`
}

// check answers POST /tasks/{n}/check.
func (x *Room) check(w http.ResponseWriter, r *http.Request) error {
	if isForm(r) {
		return x.taskForm(w, r)
	}
	task, err := x.task(r)
	if err != nil {
		return err
	}
	var body checkBody
	if err := ui.DecodeJSON(w, r, &body); err != nil {
		return err
	}
	if len(body.Answers) == 0 {
		return ui.Unprocessable("answers: there are none.")
	}
	answers, err := grading.ParseAnswers(task.GradingFields(), body.Answers)
	if err != nil {
		return answerProblem(err)
	}
	learner, err := x.Learners.Ensure(w, r)
	if err != nil {
		return err
	}
	seen, err := x.seenBy(r.Context(), learner, task)
	if err != nil {
		return err
	}
	attempt, err := x.judge(r, seen, answers, body.Key)
	if err != nil {
		return err
	}
	return ui.JSON(w, http.StatusOK, attemptReport(attempt))
}

// judge checks an answer and keeps the attempt. The same key gives the attempt that it made the first time.
func (x *Room) judge(r *http.Request, w *work, answers grading.Answers, key string) (storage.Attempt, error) {
	report := w.task.Rubric.Grade(answers, w.seenTexts())
	made, err := newAttempt(w, answers, report)
	if err != nil {
		return storage.Attempt{}, err
	}
	made.Key = key
	return x.DB.AppendAttempt(r.Context(), made)
}

func newAttempt(w *work, answers grading.Answers, report grading.Report) (storage.NewAttempt, error) {
	made := storage.NewAttempt{
		Learner: w.learner, Task: w.task.Number, Passed: report.Passed, Content: w.task.Hash, Checker: grading.Version,
	}
	var err error
	if made.Answers, err = json.Marshal(answers); err != nil {
		return made, err
	}
	if made.Report, err = report.MarshalJSON(); err != nil {
		return made, err
	}
	made.Met, made.Missing, made.Unsure = countVerdicts(report.Criteria)
	return made, nil
}

func countVerdicts(results []grading.Result) (met, missing, unsure int) {
	for _, result := range results {
		switch result.Verdict {
		case grading.Met:
			met++
		case grading.Missing:
			missing++
		default:
			unsure++
		}
	}
	return met, missing, unsure
}

// reportJSON is a report line as the contract writes it, with what is known of its attempt.
type reportJSON struct {
	Task     int             `json:"task"`
	Passed   bool            `json:"passed"`
	Criteria json.RawMessage `json:"criteria"`
	Attempt  string          `json:"attempt"`
	SavedAt  time.Time       `json:"saved_at"`
	Content  string          `json:"content"`
	Checker  string          `json:"checker"`
}

func attemptReport(a storage.Attempt) reportJSON {
	var report reportJSON
	_ = json.Unmarshal(a.Report, &report) // it was written by newAttempt
	report.Attempt, report.SavedAt = a.ID, a.SavedAt.UTC()
	report.Content, report.Checker = a.Content, a.Checker
	return report
}

// formKey makes a form's key one for its answers: a form that comes back from the browser's memory with
// other words is another attempt, the same one sent twice is not.
func formKey(key string, task *exercises.Task, answers grading.Answers) (string, error) {
	if key == "" {
		return "", nil
	}
	data, err := json.Marshal(answers)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(append(data, task.Hash...))
	return key + "." + hex.EncodeToString(sum[:8]), nil
}
