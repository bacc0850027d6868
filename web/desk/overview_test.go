package desk

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"arrowbook/exercises"
	"arrowbook/storage"
)

var friday = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

func sample() (*Room, storage.Progress) {
	book := &exercises.Book{
		Tasks: []*exercises.Task{
			{Number: 1, Title: "Passed"}, {Number: 2, Title: "Tried"}, {Number: 3, Title: "Drafted"}, {Number: 4, Title: "Fresh"},
		},
		Lessons: []*exercises.Lesson{{Slug: "all-right", Title: "All right"}, {Slug: "partly", Title: "Partly"}, {Slug: "fresh", Title: "Fresh"}},
	}
	progress := storage.Progress{
		Tasks: map[int]storage.TaskProgress{
			1: {Attempts: 3, Met: 9, Of: 9, Passed: true, Drafted: true, Last: friday},
			2: {Attempts: 1, Met: 4, Of: 9, Last: friday},
			3: {Drafted: true, Last: friday},
		},
		Lessons: map[string]storage.LessonProgress{"all-right": {Right: 3, Of: 3}, "partly": {Right: 1, Of: 3}},
	}
	return New(Deps{Book: book}), progress
}

func TestTheDeskSaysHowFarEachTaskIs(t *testing.T) {
	room, progress := sample()
	view := room.overview(progress, true)
	var tasks, lessons []string
	for _, line := range view.Tasks {
		tasks = append(tasks, line.mark()+": "+line.state())
	}
	for _, line := range view.Lessons {
		lessons = append(lessons, line.mark()+": "+line.state())
	}
	wantTasks := []string{"met: passed, 20 Nov 2026,", "begun: 4 of 9 met, 20 Nov 2026,", "begun: a draft", "open: not begun"}
	wantLessons := []string{"met: 3 of 3 right", "begun: 1 of 3 right", "open: check not taken"}
	if d := cmp.Diff(wantTasks, tasks); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(wantLessons, lessons); d != "" {
		t.Error(d)
	}
	if view.Passed != 1 || view.Begun != 2 || view.Attempts != 4 {
		t.Errorf("passed %d, begun %d, attempts %d; want 1, 2, 4", view.Passed, view.Begun, view.Attempts)
	}
}

func TestTheDeskLeadsToTheAttempts(t *testing.T) {
	room, progress := sample()
	var page bytes.Buffer
	if err := deskPage(room.overview(progress, true)).Render(t.Context(), &page); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`href="/tasks/1/attempts"`, `href="/tasks/2/attempts"`, `>3 attempts</a>`, `>1 attempt</a>`, `href="/desk/export.json"`, `href="/desk/erase"`} {
		if !strings.Contains(page.String(), want) {
			t.Errorf("the desk lacks %s", want)
		}
	}
	if strings.Contains(page.String(), `href="/tasks/3/attempts"`) {
		t.Error("a task without attempts leads to them")
	}
}

func TestTheDeskAsFigures(t *testing.T) {
	room, progress := sample()
	figures := room.overview(progress, true).figures()
	tasks := figures["tasks"].(map[string]any)
	if len(tasks) != 3 || tasks["2"].(map[string]any)["met"] != 4 {
		t.Errorf("tasks: %v", tasks)
	}
	if lessons := figures["lessons"].(map[string]any); len(lessons) != 2 {
		t.Errorf("lessons: %v", lessons)
	}
}
