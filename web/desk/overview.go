package desk

import (
	"net/http"
	"time"

	"arrowbook/exercises"
	"arrowbook/storage"
	"arrowbook/web/ui"
)

// overview is the desk: how far the learner is with each task and lesson.
type overview struct {
	Known                   bool // the learner has written something
	Tasks                   []taskLine
	Lessons                 []lessonLine
	Passed, Begun, Attempts int
}

// taskLine is one task on the desk.
type taskLine struct {
	Task     *exercises.Task
	Progress storage.TaskProgress
}

// lessonLine is one lesson on the desk.
type lessonLine struct {
	Lesson   *exercises.Lesson
	Done     bool
	Right    int
	Of       int
	Answered time.Time
}

// desk shows the learner's progress and what can be done with it.
func (x *Room) desk(w http.ResponseWriter, r *http.Request) error {
	progress := storage.Progress{}
	learner, known := x.Learners.Current(r)
	if known {
		var err error
		if progress, err = x.DB.Progress(r.Context(), learner); err != nil {
			return err
		}
	}
	if ui.WantsJSON(r) {
		return ui.JSON(w, http.StatusOK, progress)
	}
	return ui.Render(w, r, http.StatusOK, deskPage(x.overview(progress, known)))
}

func (x *Room) overview(progress storage.Progress, known bool) overview {
	view := overview{Known: known}
	for _, task := range x.Book.Tasks {
		line := taskLine{task, progress.Tasks[task.Number]}
		view.Tasks = append(view.Tasks, line)
		view.Attempts += line.Progress.Attempts
		switch {
		case line.Progress.Passed:
			view.Passed++
		case line.begun():
			view.Begun++
		}
	}
	for _, lesson := range x.Book.Lessons {
		done, ok := progress.Lessons[lesson.Slug]
		view.Lessons = append(view.Lessons, lessonLine{lesson, ok, done.Right, done.Of, done.At})
	}
	return view
}

func (l taskLine) begun() bool { return l.Progress.Attempts > 0 || l.Progress.Drafted }
