package book

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"arrowbook/exercises"
	"arrowbook/storage"
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

type lessonBody struct {
	Answers map[string]string `json:"answers"`
	Key     string            `json:"key"`
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
	if view.Watch, err = x.player(r, lesson.Watch, x.diagramOf(lesson)); err != nil {
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

// diagramOf is the stage of a lesson's simulation: that of the first task which maps the same scenario.
func (x *Room) diagramOf(lesson *exercises.Lesson) exercises.Diagram {
	for _, task := range x.Book.Tasks {
		if lesson.Watch != nil && task.Watch != nil && task.Watch.Scenario == lesson.Watch.Scenario {
			return task.Diagram
		}
	}
	return exercises.Diagram{}
}

// lastCheck puts the latest answers to the lesson's questions into the page.
func (x *Room) lastCheck(r *http.Request, view *lessonView) error {
	learner, known := x.Learners.Current(r)
	if !known {
		return nil
	}
	checks, err := x.DB.LessonChecks(r.Context(), learner)
	if err != nil {
		return err
	}
	for _, check := range slices.Backward(checks) {
		if check.Lesson == view.Lesson.Slug {
			view.Tried, view.Right = true, check.Right
			return json.Unmarshal(check.Answers, &view.Chosen)
		}
	}
	return nil
}

// lessonCheck answers POST /lessons/{slug}/check.
func (x *Room) lessonCheck(w http.ResponseWriter, r *http.Request) error {
	lesson, err := x.lessonOf(r)
	if err != nil {
		return err
	}
	var body lessonBody
	if err := readBody(w, r, &body, func(form url.Values) { body = lessonForm(lesson, form) }); err != nil {
		return err
	}
	marked, err := markLesson(lesson, body.Answers)
	if err != nil {
		return err
	}
	learner, err := x.Learners.Ensure(w, r)
	if err != nil {
		return err
	}
	kept, err := x.keepLessonCheck(r, learner, lesson, body, marked)
	if err != nil {
		return err
	}
	if isForm(r) {
		http.Redirect(w, r, "/lessons/"+lesson.Slug+"#check", http.StatusSeeOther)
		return nil
	}
	return ui.JSON(w, http.StatusOK, kept)
}

func lessonForm(lesson *exercises.Lesson, form url.Values) lessonBody {
	body := lessonBody{Answers: map[string]string{}, Key: form.Get("key")}
	for _, q := range lesson.Check {
		if form.Has(q.ID) {
			body.Answers[q.ID] = form.Get(q.ID)
		}
	}
	if body.Key != "" { // a form that comes back with other choices is another answer
		for _, q := range lesson.Check {
			body.Key += "." + body.Answers[q.ID]
		}
	}
	return body
}

// markedQuestion is how one question came out.
type markedQuestion struct {
	Choice  string         `json:"choice"`
	Right   bool           `json:"right"`
	Explain exercises.HTML `json:"explanation"`
}

func markLesson(lesson *exercises.Lesson, answers map[string]string) (map[string]markedQuestion, error) {
	if len(answers) == 0 {
		return nil, ui.Unprocessable("answers: there are none.")
	}
	marked := map[string]markedQuestion{}
	for id, choice := range answers {
		i := slices.IndexFunc(lesson.Check, func(q exercises.Question) bool { return q.ID == id })
		if i < 0 {
			return nil, ui.Unprocessable("answers: there is no question %q.", id)
		}
		chosen, err := lesson.Check[i].Mark(choice)
		if err != nil {
			return nil, ui.Unprocessable("answers: %v.", err)
		}
		marked[id] = markedQuestion{choice, chosen.Right, chosen.Explain}
	}
	return marked, nil
}

func (x *Room) keepLessonCheck(r *http.Request, learner storage.LearnerID, lesson *exercises.Lesson, body lessonBody, marked map[string]markedQuestion) (map[string]any, error) {
	right := 0
	for _, q := range marked {
		if q.Right {
			right++
		}
	}
	answers, err := json.Marshal(body.Answers)
	if err != nil {
		return nil, err
	}
	kept, err := x.DB.AppendLessonCheck(r.Context(), learner, lesson.Slug,
		storage.LessonCheck{Answers: answers, Right: right, Of: len(lesson.Check), Key: body.Key})
	if err != nil {
		return nil, err
	}
	var first map[string]string // the same key gives what was answered the first time
	if err := json.Unmarshal(kept.Answers, &first); err != nil {
		return nil, err
	}
	questions, err := markLesson(lesson, first)
	return map[string]any{"questions": questions, "right": kept.Right, "of": kept.Of, "saved_at": kept.SavedAt.UTC()}, err
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
		return []string{"css/task.css", "css/player.css"}
	}
	return []string{"css/task.css"}
}

func lessonScripts(v lessonView) []string {
	if v.Watch != nil {
		return playerScripts
	}
	return nil
}
