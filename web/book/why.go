package book

import (
	"net/http"

	"arrowbook/exercises"
	"arrowbook/grading"
	"arrowbook/web/ui"
)

// whyView is why an attempt was judged as it was: it is read once more, with every step told.
type whyView struct {
	Task    *exercises.Task
	Attempt attempt
	Changed bool // the task or the checker is not the one that judged then
	Parts   []whyPart
}

// whyPart is one criterion.
type whyPart struct {
	note
	Because string
	Steps   []string
	Then    string // the verdict that was given, where it is another now
}

// why answers GET /tasks/{n}/attempts/{a}/why.
func (x *Room) why(w http.ResponseWriter, r *http.Request) error {
	at, err := x.attemptOf(r)
	if err != nil {
		return err
	}
	return ui.Render(w, r, http.StatusOK, whyPage(newWhyView(at)))
}

func newWhyView(at attemptAt) whyView {
	task := at.work.task
	view := whyView{Task: task, Attempt: at.attempt, Changed: at.Content != task.Hash || at.Checker != grading.Version}
	for i, e := range task.Rubric.Explain(at.answers, at.work.seenTexts()) {
		part := whyPart{note: noteOf(task, &at.attempt, i, e.Result), Because: e.Because, Steps: e.Steps}
		if then := at.result(e.Criterion).Verdict; then != "" && then != e.Verdict {
			part.Then = verdictWords[then]
		}
		view.Parts = append(view.Parts, part)
	}
	return view
}
