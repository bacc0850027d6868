package book

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"arrowbook/exercises"
	"arrowbook/exercises/scenarios"
	"arrowbook/storage"
	"arrowbook/web/ui"
)

// mapView is the map of the book with a learner's marks on it.
type mapView struct {
	Title    string
	Chapters []chapterView
	Where    *where
}

// where is the place to go on at.
type where struct{ Title, State, Href, Verb string }

type chapterView struct {
	exercises.Chapter
	Learn, Watch, Do []entry
}

// entry is a line of the map: a pen's mark, what the mark means in words, and where it leads.
type entry struct {
	Mark, State       string
	Title, Lead, Href string
	Number            string
}

// home answers GET /: the map of the book.
func (x *Room) home(w http.ResponseWriter, r *http.Request) error {
	progress, err := x.progress(r)
	if err != nil {
		return err
	}
	view := mapView{Title: x.Book.Title, Where: x.where(progress)}
	for _, chapter := range x.Book.Chapters {
		view.Chapters = append(view.Chapters, x.chapter(chapter, progress))
	}
	return ui.Render(w, r, http.StatusOK, homePage(view))
}

func (x *Room) progress(r *http.Request) (storage.Progress, error) {
	learner, known := x.Learners.Current(r)
	if !known {
		return storage.Progress{}, nil
	}
	return x.DB.Progress(r.Context(), learner)
}

func (x *Room) chapter(c exercises.Chapter, progress storage.Progress) chapterView {
	view := chapterView{Chapter: c}
	for _, slug := range c.Learn {
		if lesson, found := x.Book.Lesson(slug); found {
			view.Learn = append(view.Learn, lessonEntry(lesson, progress))
		}
	}
	for _, id := range c.Watch {
		if scenario, found := scenarios.Lookup(id); found {
			view.Watch = append(view.Watch, entry{Title: scenario.Title, Lead: scenario.Lead, Href: "/lab/" + id})
		}
	}
	for _, number := range c.Do {
		if task, found := x.Book.Task(number); found {
			view.Do = append(view.Do, taskEntry(task, progress))
		}
	}
	return view
}

func lessonEntry(lesson *exercises.Lesson, progress storage.Progress) entry {
	e := entry{Mark: "open", State: "not yet", Title: lesson.Title, Lead: lesson.Lead, Href: "/lessons/" + lesson.Slug}
	if done, there := progress.Lessons[lesson.Slug]; there {
		e.Mark, e.State = "begun", fmt.Sprintf("%d of %d right", done.Right, done.Of)
		if done.Right == done.Of {
			e.Mark = "met"
		}
	}
	return e
}

func taskEntry(task *exercises.Task, progress storage.Progress) entry {
	e := entry{
		Mark: "open", State: "not yet", Title: task.Title, Lead: task.Lead, Href: taskPath(task), Number: strconv.Itoa(task.Number),
	}
	switch done := progress.Tasks[task.Number]; {
	case done.Passed:
		e.Mark, e.State = "met", "passed"
	case done.Attempts > 0:
		e.Mark, e.State = "begun", fmt.Sprintf("%d of %d met", done.Met, done.Of)
	case done.Drafted:
		e.Mark, e.State = "begun", "begun"
	}
	return e
}

// where is the place that was written to last, or the beginning of the book.
func (x *Room) where(progress storage.Progress) *where {
	kind, name, _ := strings.Cut(strings.TrimPrefix(progress.LastPlace, "/"), "/")
	number, _ := strconv.Atoi(name)
	if task, found := x.Book.Task(number); kind == "tasks" && found {
		e := taskEntry(task, progress)
		return &where{Title: fmt.Sprintf("Task %d, %s", task.Number, task.Title), State: e.State, Href: e.Href, Verb: "Go on"}
	}
	if lesson, found := x.Book.Lesson(name); kind == "lessons" && found {
		e := lessonEntry(lesson, progress)
		return &where{Title: lesson.Title, State: e.State, Href: e.Href, Verb: "Go on"}
	}
	i := slices.IndexFunc(x.Book.Chapters, func(c exercises.Chapter) bool { return len(c.Learn) > 0 })
	if i < 0 {
		return nil
	}
	lesson, found := x.Book.Lesson(x.Book.Chapters[i].Learn[0])
	if !found {
		return nil
	}
	return &where{Title: lesson.Title, State: "the first lesson", Href: "/lessons/" + lesson.Slug, Verb: "Begin"}
}

// tasks answers GET /tasks.
func (x *Room) tasks(w http.ResponseWriter, r *http.Request) error {
	progress, err := x.progress(r)
	if err != nil {
		return err
	}
	var entries []entry
	for _, task := range x.Book.Tasks {
		entries = append(entries, taskEntry(task, progress))
	}
	return ui.Render(w, r, http.StatusOK, tasksPage(entries))
}
