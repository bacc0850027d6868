package book

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestEveryLessonIsRead(t *testing.T) {
	v := open(t)
	index := v.page("/lessons")
	for _, lesson := range testBook(t).Lessons {
		page := v.page("/lessons/" + lesson.Slug)
		if !strings.Contains(index, "/lessons/"+lesson.Slug) || !strings.Contains(page, string(lesson.Sections[0].Body)) {
			t.Errorf("%s is not listed or not shown", lesson.Slug)
		}
		for _, q := range lesson.Check {
			for _, c := range q.Choices {
				if strings.Contains(page, string(c.Explain)) {
					t.Errorf("%s: %s is explained before it is answered", lesson.Slug, q.ID)
				}
			}
		}
	}
}

func TestALessonsCheckExplainsTheChoice(t *testing.T) {
	v := open(t)
	lesson := testBook(t).Lessons[0]
	path := "/lessons/" + lesson.Slug + "/check"
	form := url.Values{"key": {"page"}}
	answers := []string{}
	for _, q := range lesson.Check {
		wrong := q.Choices[0]
		if wrong.Right {
			wrong = q.Choices[1]
		}
		form.Set(q.ID, wrong.ID)
		answers = append(answers, `"`+q.ID+`":"`+wrong.ID+`"`)
	}
	got := v.call("POST", path, `{"answers":{`+strings.Join(answers, ",")+`},"key":"a"}`, 200)
	if got["right"] != 0.0 || len(got["questions"].(map[string]any)) != len(lesson.Check) {
		t.Errorf("%v", got)
	}
	for _, q := range lesson.Check {
		for _, c := range q.Choices {
			if c.Right {
				form.Set(q.ID, c.ID)
			}
		}
	}
	if got := v.form(path, form); got.status != http.StatusSeeOther || got.location != "/lessons/"+lesson.Slug+"#check" {
		t.Fatalf("%d %s", got.status, got.location)
	}
	if page := v.page("/lessons/" + lesson.Slug); strings.Count(page, "Right</b>") != len(lesson.Check) {
		t.Error("the page does not show the answers as right")
	}
	if home := v.page("/"); !strings.Contains(home, "Where you were") || !strings.Contains(home, lesson.Title) {
		t.Error("the map does not lead back here")
	}
	for body, status := range map[string]int{`{}`: 422, `{`: 400, `{"answers":{"none":"a"}}`: 422, `{"answers":{"` + lesson.Check[0].ID + `":"none"}}`: 422} {
		v.call("POST", path, body, status)
	}
}

func TestTheMapMarksWhatIsDone(t *testing.T) {
	v := open(t)
	if home := v.page("/"); !strings.Contains(home, "Start here") || strings.Contains(home, "mark-begun") {
		t.Error("a newcomer's map is not at its beginning")
	}
	v.call("PUT", "/tasks/3/draft", `{"answers":{"optimum.client":"x"},"revs":{}}`, 200)
	home := v.page("/")
	if !strings.Contains(home, "Task 3, ") || !strings.Contains(home, "mark-begun") {
		t.Error("the map does not show the task that was begun")
	}
	for _, task := range testBook(t).Tasks {
		if !strings.Contains(home, `href="`+taskPath(task)+`"`) {
			t.Errorf("task %d is not on the map", task.Number)
		}
	}
}
