package lab

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"arrowbook/exercises"
	"arrowbook/exercises/scenarios"
)

// pageHeader names the page of the book on which a run takes another's place, such as /tasks/1. There it plays on the
// same drawing, and shows no more than the run before it did.
const pageHeader = "Arrowbook-Page"

// embedding is how a page of the book embeds a simulation, and on which drawing; nil where it does not.
func (x *Room) embedding(page string) (*exercises.Watch, exercises.Diagram) {
	for _, task := range x.Book.Tasks {
		if page == "/tasks/"+strconv.Itoa(task.Number) {
			return task.Watch, task.Diagram
		}
	}
	slug, _ := strings.CutPrefix(page, "/lessons/")
	if lesson, found := x.Book.Lesson(slug); found && lesson.Watch != nil {
		return lesson.Watch, x.Book.StageOf(lesson.Watch.Scenario)
	}
	return nil, exercises.Diagram{}
}

// pageOf is the page that embeds a simulation.
func (x *Room) pageOf(watch *exercises.Watch) string {
	for _, task := range x.Book.Tasks {
		if task.Watch == watch {
			return "/tasks/" + strconv.Itoa(task.Number)
		}
	}
	for _, lesson := range x.Book.Lessons {
		if lesson.Watch == watch {
			return "/lessons/" + lesson.Slug
		}
	}
	return ""
}

// introduce puts a run as the page has it that asks, or as the book introduces its scenario: the drawing, the opening
// moment and, where the run has the settings that the bet is about, the bet.
func (x *Room) introduce(q *playerRequest) {
	id := q.address.Request.Scenario
	q.watch, q.diagram = x.embedding(q.page)
	if q.embeds = q.watch != nil && q.watch.Scenario == id; !q.embeds {
		q.page, q.watch, q.diagram = "", x.Book.WatchOf(id), x.Book.StageOf(id)
	}
	if q.watch != nil && !asksAbout(q.watch, q.address.Request) {
		other := *q.watch
		other.Predict = nil
		q.watch = &other
	}
}

// asksAbout says whether a run has the settings and the changes that a page embeds.
func asksAbout(watch *exercises.Watch, r scenarios.Request) bool {
	own, err := scenarios.ParseAddress(watch.Scenario, watch.Query)
	return err == nil && contains(r.Settings, own.Request.Settings) && contains(r.At, own.Request.At)
}

// ownChanges are the changes under way that a page of the book makes itself, as its address has them.
func (p player) ownChanges() []string {
	if !p.Embeds || p.Watch == nil {
		return nil
	}
	query, _ := url.ParseQuery(p.Watch.Query)
	return query["at"]
}

// Changed says whether somebody has changed the run under way, beyond what its page does.
func (p player) Changed() bool { return len(p.Result.Interventions) > len(p.ownChanges()) }

func contains[T comparable](all, wanted []T) bool {
	return !slices.ContainsFunc(wanted, func(v T) bool { return !slices.Contains(all, v) })
}

// opening is the instant at which the book opens a run, where it has one.
func opening(watch *exercises.Watch, r *scenarios.Result) (float64, bool) {
	if t, isTime := watch.Instant(); isTime && t <= r.End() {
		return t, true
	}
	for _, m := range r.Moments {
		if m.ID == watch.At {
			return m.T, true
		}
	}
	return 0, false
}
