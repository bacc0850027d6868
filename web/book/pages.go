package book

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/a-h/templ"

	"arrowbook/exercises"
	"arrowbook/exercises/runs"
	"arrowbook/storage"
	"arrowbook/web/ui"
)

// taskPage answers GET /tasks/{n}.
func (x *Room) taskPage(w http.ResponseWriter, r *http.Request) error {
	task, err := x.task(r)
	if err != nil {
		return err
	}
	kept, err := x.work(r, task)
	if err != nil {
		return err
	}
	view := newTaskView(kept, x.Book.Frame)
	view.Proof = newProofView(kept)
	if view.Watch, err = x.player(r, task.Watch, task.Diagram); err != nil {
		return err
	}
	return ui.Render(w, r, http.StatusOK, taskPage(view))
}

// player draws the simulation that a page embeds; nil without one.
func (x *Room) player(r *http.Request, watch *exercises.Watch, diagram exercises.Diagram) (templ.Component, error) {
	if x.Player == nil || watch == nil {
		return nil, nil
	}
	player, err := x.Player(r.Context(), watch.Scenario, watch.Query, diagram, watch)
	if errors.Is(err, runs.ErrBusy) {
		return busyPlayer(watch.Scenario), nil // the task is there all the same
	}
	return player, err
}

// attemptJSON is one attempt as GET /tasks/{n}/attempts lists it.
type attemptJSON struct {
	Attempt  string          `json:"attempt"`
	SavedAt  time.Time       `json:"saved_at"`
	Answers  json.RawMessage `json:"answers"`
	Passed   bool            `json:"passed"`
	Criteria json.RawMessage `json:"criteria"`
	Content  string          `json:"content"`
	Checker  string          `json:"checker"`
	Marks    []storage.Mark  `json:"marks"`
	Proofs   []proofJSON     `json:"proofs"`
}

func (a attempt) json() attemptJSON {
	report := attemptReport(a.Attempt)
	out := attemptJSON{
		Attempt: a.ID, SavedAt: a.SavedAt.UTC(), Answers: a.Answers, Passed: a.Passed, Criteria: report.Criteria,
		Content: a.Content, Checker: a.Checker, Marks: append([]storage.Mark{}, a.Marks...), Proofs: []proofJSON{},
	}
	for _, p := range a.Proofs {
		out.Proofs = append(out.Proofs, proofAnswer(p))
	}
	return out
}

// attempts answers GET /tasks/{n}/attempts.
func (x *Room) attempts(w http.ResponseWriter, r *http.Request) error {
	task, err := x.task(r)
	if err != nil {
		return err
	}
	kept, err := x.work(r, task)
	if err != nil {
		return err
	}
	if !ui.WantsJSON(r) {
		return ui.Render(w, r, http.StatusOK, attemptsPage(task, kept.attempts))
	}
	all := []attemptJSON{}
	for _, a := range kept.attempts {
		all = append(all, a.json())
	}
	return ui.JSON(w, http.StatusOK, map[string]any{"attempts": all})
}

// attempt answers GET /tasks/{n}/attempts/{a}: one attempt as it was judged then.
func (x *Room) attempt(w http.ResponseWriter, r *http.Request) error {
	at, err := x.attemptOf(r)
	if err != nil {
		return err
	}
	if ui.WantsJSON(r) {
		return ui.JSON(w, http.StatusOK, at.json())
	}
	return ui.Render(w, r, http.StatusOK, attemptPage(at.work.task, at.attempt))
}

func attemptPath(task *exercises.Task, a attempt) string {
	return taskPath(task) + "/attempts/" + a.ID
}

// attemptWords says in a few words how an attempt stands.
func attemptWords(a attempt) string {
	t := tallyOf(a)
	words := fmt.Sprintf("%d of %d met", t.met, t.of)
	if t.passed() {
		words = "Passed, " + words
	}
	if t.self > 0 {
		words += fmt.Sprintf(", %d marked by you", t.self)
	}
	return words
}

func taskStyles(v taskView) []string {
	if v.Watch != nil {
		return append([]string{"css/task.css"}, ui.PlayerStyles...)
	}
	return []string{"css/task.css"}
}

// taskScripts are the scripts that a task's fields need, and no others. The one that fills fields with what the
// browser kept comes after those that hear of it.
func taskScripts(v taskView) []string {
	scripts := []string{"js/task.js"}
	wanted := map[string]string{"list": "js/list.js", "rows": "js/list.js", "place": "js/place.js", "set": "js/place.js", "curve": "js/curve.js"}
	seen := map[string]bool{}
	for _, f := range v.Task.Fields {
		if script := wanted[string(f.Kind)]; script != "" && !seen[script] {
			seen[script] = true
			scripts = append(scripts, script)
		}
	}
	scripts = append(scripts, "js/draft.js")
	if v.Watch != nil {
		scripts = append(scripts, ui.PlayerScripts...)
	}
	return scripts
}

func savedState(v taskView) string {
	if v.Revs == "{}" {
		return "empty"
	}
	return "saved"
}

func savedWords(v taskView) string {
	if v.Revs == "{}" {
		return "Nothing written yet"
	}
	return "Saved"
}

func markDo(n note, kind string) string { return fmt.Sprintf("mark:%d:%s", n.Number, kind) }

func blockName(b block) string {
	if b.Row != "" {
		return b.Row
	}
	return b.Fields[0].Label
}

// askedWhen tells the script when a field is asked for; without the script it is always there.
func askedWhen(f fieldView) templ.Attributes {
	if f.AskedWhen == nil {
		return templ.Attributes{}
	}
	return templ.Attributes{"data-asked": f.AskedWhen.Field, "data-asked-is": f.AskedWhen.Is}
}
