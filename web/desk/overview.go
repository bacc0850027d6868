package desk

import (
	"net/http"
	"strconv"

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
	Lesson    *exercises.Lesson
	Done      bool // its check was answered
	Right, Of int
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
		return ui.JSON(w, http.StatusOK, x.overview(progress, known).figures())
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
		view.Lessons = append(view.Lessons, lessonLine{lesson, ok, done.Right, done.Of})
	}
	return view
}

func (l taskLine) begun() bool { return l.Progress.Attempts > 0 || l.Progress.Drafted }

// figures is the desk as JSON: what is kept about each task and lesson that was begun.
func (v overview) figures() map[string]any {
	tasks, lessons := map[string]any{}, map[string]any{}
	for _, line := range v.Tasks {
		if p := line.Progress; line.begun() {
			tasks[strconv.Itoa(line.Task.Number)] = map[string]any{
				"attempts": p.Attempts, "met": p.Met, "of": p.Of, "passed": p.Passed, "drafted": p.Drafted, "last": p.Last,
			}
		}
	}
	for _, line := range v.Lessons {
		if line.Done {
			lessons[line.Lesson.Slug] = map[string]any{"right": line.Right, "of": line.Of}
		}
	}
	return map[string]any{"tasks": tasks, "lessons": lessons}
}
