package book

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"

	"arrowbook/exercises"
	"arrowbook/storage"
	"arrowbook/web/ui"
)

type lessonBody struct {
	Answers map[string]string `json:"answers"`
	Key     string            `json:"key"`
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
