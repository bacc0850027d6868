package book

import (
	"context"
	"net/http"
	"strconv"
	"sync"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"arrowbook/exercises"
	"arrowbook/exercises/runs"
	"arrowbook/storage"
	"arrowbook/web/ui"
)

// Learners knows who asks.
type Learners interface {
	Current(r *http.Request) (storage.LearnerID, bool)                        // without making anybody
	Ensure(w http.ResponseWriter, r *http.Request) (storage.LearnerID, error) // makes a learner at their first write
}

// Player draws a simulation for a task or a lesson.
type Player func(ctx context.Context, scenario, query string, diagram exercises.Diagram, watch *exercises.Watch) (templ.Component, error)

// Deps is what the room needs.
type Deps struct {
	Book     *exercises.Book
	DB       *storage.DB
	Runs     *runs.Runs
	Learners Learners
	Player   Player // nil: pages link to the simulations instead of showing them
	Adapt    func(ui.Handler) http.HandlerFunc
}

// Room serves the map, the lessons and the tasks.
type Room struct {
	Deps
	measured func() (measured, error)
}

// New makes the room.
func New(deps Deps) *Room {
	return &Room{deps, sync.OnceValues(func() (measured, error) { return measure(deps.Book) })}
}

// Routes adds the room's addresses.
func (x *Room) Routes(r chi.Router) {
	get := func(path string, h ui.Handler) { r.Get(path, x.Adapt(h)) }
	post := func(path string, h ui.Handler) { r.Post(path, x.Adapt(h)) }
	get("/", x.home)
	get("/lessons", x.lessons)
	get("/lessons/{slug}", x.lesson)
	post("/lessons/{slug}/check", x.lessonCheck)
	get("/tasks", x.tasks)
	get("/tasks/{n}", x.taskPage)
	post("/tasks/{n}", x.taskForm)
	get("/tasks/{n}/draft", x.draft)
	r.Put("/tasks/{n}/draft", x.Adapt(x.saveDraft))
	post("/tasks/{n}/check", x.check)
	get("/tasks/{n}/attempts", x.attempts)
	get("/tasks/{n}/attempts/{a}", x.attempt)
	get("/tasks/{n}/attempts/{a}/why", x.why)
	post("/tasks/{n}/attempts/{a}/marks", x.mark)
	post("/tasks/{n}/attempts/{a}/proof", x.prove)
	post("/tasks/{n}/help", x.help)
	get("/marking", x.marking)
	get("/marking/{n}", x.markingOfTask)
}

// task finds the task that an address names.
func (x *Room) task(r *http.Request) (*exercises.Task, error) {
	name := chi.URLParam(r, "n")
	number, err := strconv.Atoi(name)
	if err == nil && strconv.Itoa(number) == name {
		if task, found := x.Book.Task(number); found {
			return task, nil
		}
	}
	return nil, ui.NotFound("There is no task %q. The tasks are numbered from 1 to %d.", name, x.lastTask())
}

func (x *Room) lastTask() int {
	last := 0
	for _, task := range x.Book.Tasks {
		last = max(last, task.Number)
	}
	return last
}

func taskPath(task *exercises.Task) string { return "/tasks/" + strconv.Itoa(task.Number) }
