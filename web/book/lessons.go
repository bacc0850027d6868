package book

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"arrowbook/exercises"
	"arrowbook/web/ui"
)

// lessonView is what a lesson's page shows.
type lessonView struct {
	Lesson *exercises.Lesson
	Place  string // "1 of 3" within its family
	Tasks  []*exercises.Task
	Watch  templ.Component
	Key    string
	Chosen map[string]string // the last answers, by question
	Right  int
	Tried  bool
	Next   *exercises.Lesson
}

// lessons answers GET /lessons: all of them, and the two families beside each other.
func (x *Room) lessons(w http.ResponseWriter, r *http.Request) error {
	progress, err := x.progress(r)
	if err != nil {
		return err
	}
	var groups []group
	for _, c := range x.Book.Chapters {
		g := group{Title: c.Title, Motto: c.Motto}
		for _, lesson := range x.Book.Lessons {
			if lesson.Family == c.ID {
				g.Entries = append(g.Entries, lessonEntry(lesson, progress))
			}
		}
		if len(g.Entries) > 0 {
			groups = append(groups, g)
		}
	}
	return ui.Render(w, r, http.StatusOK, lessonsPage(groups, x.Book.Contrast))
}

// group is the lessons of one family.
type group struct {
	Title, Motto string
	Entries      []entry
}

func (x *Room) lessonOf(r *http.Request) (*exercises.Lesson, error) {
	slug := chi.URLParam(r, "slug")
	lesson, found := x.Book.Lesson(slug)
	if !found {
		return nil, ui.NotFound("There is no lesson %q.", slug)
	}
	return lesson, nil
}

// lesson answers GET /lessons/{slug}.
func (x *Room) lesson(w http.ResponseWriter, r *http.Request) error {
	lesson, err := x.lessonOf(r)
	if err != nil {
		return err
	}
	view := x.lessonView(lesson)
	if err := x.lastCheck(r, &view); err != nil {
		return err
	}
	if view.Watch, err = x.player(r, lesson.Watch, x.stageOf(lesson)); err != nil {
		return err
	}
	return ui.Render(w, r, http.StatusOK, lessonPage(view))
}

func (x *Room) lessonView(lesson *exercises.Lesson) lessonView {
	view := lessonView{Lesson: lesson, Key: newKey()}
	family := 0
	for i, other := range x.Book.Lessons {
		if other.Family == lesson.Family {
			family++
		}
		if other == lesson && i+1 < len(x.Book.Lessons) {
			view.Next = x.Book.Lessons[i+1]
		}
	}
	view.Place = fmt.Sprintf("%d of %d", lesson.Order, family)
	for _, number := range lesson.Tasks {
		if task, found := x.Book.Task(number); found {
			view.Tasks = append(view.Tasks, task)
		}
	}
	return view
}

// stageOf is the drawing that a lesson's simulation plays on; empty where no task has one.
func (x *Room) stageOf(lesson *exercises.Lesson) exercises.Diagram {
	if lesson.Watch == nil {
		return exercises.Diagram{}
	}
	return x.Book.StageOf(lesson.Watch.Scenario)
}

func (v lessonView) chosen(q exercises.Question) exercises.Choice {
	choice, _ := q.Mark(v.Chosen[q.ID])
	return choice
}

func choiceMark(right bool) string {
	if right {
		return "met"
	}
	return "missing"
}

func rightWords(right bool) string {
	if right {
		return "Right"
	}
	return "Not this"
}

func taskWords(task *exercises.Task) string {
	return "Task " + strconv.Itoa(task.Number) + ", " + task.Title
}

func sectionName(s exercises.Section) string {
	if s.Title != "" {
		return s.Title
	}
	return s.ID
}

func lessonStyles(v lessonView) []string {
	if v.Watch != nil {
		return append([]string{"css/task.css"}, ui.PlayerStyles...)
	}
	return []string{"css/task.css"}
}

func lessonScripts(v lessonView) []string {
	if v.Watch != nil {
		return ui.PlayerScripts
	}
	return nil
}
