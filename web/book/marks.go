package book

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-chi/chi/v5"

	"arrowbook/grading"
	"arrowbook/storage"
	"arrowbook/web/ui"
)

// What a learner may say about a verdict.
const (
	markConfirmed = "confirmed" // the reading is what was meant
	markSelf      = "self"      // marked by the learner against the criterion
	markDisagreed = "disagreed" // kept for the author; changes nothing
)

type markBody struct {
	Criterion string `json:"criterion"`
	Kind      string `json:"kind"`
	Note      string `json:"note"`
	Key       string `json:"key"`
}

// mark answers POST /tasks/{n}/attempts/{a}/marks.
func (x *Room) mark(w http.ResponseWriter, r *http.Request) error {
	var body markBody
	at, err := x.attemptRequest(w, r, &body, func(form url.Values) {
		body = markBody{form.Get("criterion"), form.Get("kind"), form.Get("note"), form.Get("key")}
	})
	if err != nil {
		return err
	}
	if err := checkMark(at, body); err != nil {
		return err
	}
	if err := x.keepMark(r, at, body); err != nil {
		return err
	}
	if isForm(r) {
		http.Redirect(w, r, place(taskPath(at.work.task), noteHome(at.work.task, at.result(body.Criterion))), http.StatusSeeOther)
		return nil
	}
	return ui.JSON(w, http.StatusOK, markedJSON(at, body))
}

// attemptAt is an attempt that a request is about.
type attemptAt struct {
	work *work
	attempt
}

func (a attemptAt) result(criterion string) grading.Result {
	i := slices.IndexFunc(a.report.Criteria, func(r grading.Result) bool { return r.Criterion == criterion })
	if i < 0 {
		return grading.Result{}
	}
	return a.report.Criteria[i]
}

// attemptRequest reads a body, JSON or form, that is about an attempt of the asker's own.
func (x *Room) attemptRequest(w http.ResponseWriter, r *http.Request, body any, fromForm func(url.Values)) (attemptAt, error) {
	if err := readBody(w, r, body, fromForm); err != nil {
		return attemptAt{}, err
	}
	return x.attemptOf(r)
}

func readBody(w http.ResponseWriter, r *http.Request, body any, fromForm func(url.Values)) error {
	if !isForm(r) {
		return ui.DecodeJSON(w, r, body)
	}
	form, err := ui.Form(w, r)
	if err == nil {
		fromForm(form)
	}
	return err
}

func (x *Room) attemptOf(r *http.Request) (attemptAt, error) {
	task, err := x.task(r)
	if err != nil {
		return attemptAt{}, err
	}
	kept, err := x.work(r, task)
	if err != nil {
		return attemptAt{}, err
	}
	id := chi.URLParam(r, "a")
	for _, a := range kept.attempts {
		if a.ID == id {
			return attemptAt{kept, a}, nil
		}
	}
	return attemptAt{}, ui.NotFound("There is no attempt %q of yours at task %d.", id, task.Number)
}

func checkMark(at attemptAt, body markBody) error {
	result := at.result(body.Criterion)
	switch {
	case result.Criterion == "":
		return ui.Unprocessable("criterion: the attempt was not judged by %q.", body.Criterion)
	case utf8.RuneCountInString(body.Note) > grading.MaxTextRunes:
		return ui.Unprocessable("note: it is longer than %d characters.", grading.MaxTextRunes)
	case body.Kind == markConfirmed && !confirmable(result):
		return ui.Unprocessable("kind: there is no unsure reading to confirm here.")
	case body.Kind == markSelf && result.Verdict == grading.Met:
		return ui.Unprocessable("kind: this is met already.")
	case !slices.Contains([]string{markConfirmed, markSelf, markDisagreed}, body.Kind):
		return ui.Unprocessable("kind: it is confirmed, self or disagreed, not %q.", body.Kind)
	}
	return nil
}

// confirmable says whether a learner's word that the reading is right settles the criterion.
func confirmable(result grading.Result) bool {
	return result.Verdict == grading.Unsure && result.Confirmable
}

func (x *Room) keepMark(r *http.Request, at attemptAt, body markBody) error {
	mark := storage.Mark{Criterion: body.Criterion, Kind: body.Kind, Note: body.Note, Key: body.Key}
	_, err := x.DB.AppendMark(r.Context(), at.work.learner, at.ID, mark)
	return err
}

// markForm keeps a mark given by a button of the task's form: "3:confirmed", the third verdict counted from 0.
func (x *Room) markForm(p *posting, rest string) error {
	number, kind, _ := strings.Cut(rest, ":")
	last := p.work.last()
	i, err := strconv.Atoi(number)
	if err != nil || last == nil || i < 0 || i >= len(last.report.Criteria) {
		return ui.Unprocessable("do: there is no verdict %q to mark.", number)
	}
	at := attemptAt{p.work, *last}
	result := last.report.Criteria[i]
	body := markBody{Criterion: result.Criterion, Kind: kind, Note: p.form.Get("note:" + number)}
	if key := p.form.Get("key"); key != "" {
		body.Key = key + "." + rest
	}
	if err := checkMark(at, body); err != nil {
		return err
	}
	if err := x.keepMark(p.r, at, body); err != nil {
		return err
	}
	return p.back(noteHome(p.work.task, result))
}

// standing is a verdict as it stands with what the learner said about it: confirmed readings are met,
// self-marked criteria keep their verdict and say so.
func standing(result grading.Result, marks []storage.Mark) grading.Result {
	for _, mark := range marks {
		if mark.Criterion != result.Criterion {
			continue
		}
		switch mark.Kind {
		case markConfirmed:
			if result.Verdict == grading.Unsure {
				result.Verdict = grading.Met // the mark was taken only where the reading would meet it
			}
		case markSelf:
			result.SelfMarked = true
		}
	}
	return result
}

// markedJSON is the criterion as it now stands.
func markedJSON(at attemptAt, body markBody) map[string]any {
	var report struct{ Criteria map[string]map[string]any }
	_ = json.Unmarshal(at.Report, &report) // it was written by newAttempt
	out := report.Criteria[body.Criterion]
	now := standing(at.result(body.Criterion), append(slices.Clone(at.Marks), storage.Mark{Criterion: body.Criterion, Kind: body.Kind}))
	out["criterion"], out["verdict"], out["marked"] = body.Criterion, now.Verdict, body.Kind
	out["self_marked"] = now.SelfMarked
	return out
}
