package book

import (
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"arrowbook/exercises"
	"arrowbook/grading"
	"arrowbook/storage"
	"arrowbook/web/ui"
)

// draftBody is what a page sends when it saves: changed fields, and the revisions that it changed.
type draftBody struct {
	Answers map[string]json.RawMessage `json:"answers"`
	Revs    map[string]int64           `json:"revs"`
	Key     string                     `json:"key"`
}

type versionJSON struct {
	Value   json.RawMessage `json:"value"`
	SavedAt time.Time       `json:"saved_at"`
}

// draft answers GET /tasks/{n}/draft.
func (x *Room) draft(w http.ResponseWriter, r *http.Request) error {
	task, err := x.task(r)
	if err != nil {
		return err
	}
	kept, err := x.work(r, task)
	if err != nil {
		return err
	}
	answers := map[string]json.RawMessage{}
	others := map[string][]versionJSON{}
	for id, field := range kept.draft.Fields {
		if !cleared(field.Value) {
			answers[id] = field.Value
		}
		if len(field.Others) > 0 {
			others[id] = versions(field.Others)
		}
	}
	body := map[string]any{"answers": answers, "revs": kept.revs()}
	if len(others) > 0 {
		body["others"] = others
	}
	return ui.JSON(w, http.StatusOK, body)
}

func versions(kept []storage.Version) []versionJSON {
	out := make([]versionJSON, len(kept))
	for i, v := range kept {
		out[i] = versionJSON{v.Value, v.SavedAt.UTC()}
	}
	return out
}

// saveDraft answers PUT /tasks/{n}/draft.
func (x *Room) saveDraft(w http.ResponseWriter, r *http.Request) error {
	task, err := x.task(r)
	if err != nil {
		return err
	}
	var body draftBody
	if err := ui.DecodeJSON(w, r, &body); err != nil {
		return err
	}
	if body.Answers == nil {
		return ui.Unprocessable("answers: the changed fields are missing.")
	}
	changes, err := draftChanges(task, body)
	if err != nil {
		return err
	}
	learner, err := x.Learners.Ensure(w, r)
	if err != nil {
		return err
	}
	saved, err := x.DB.SaveDraft(r.Context(), learner, task.Number, changes, body.Key)
	if err != nil {
		return err
	}
	return ui.JSON(w, http.StatusOK, savedJSON(saved))
}

func savedJSON(saved storage.DraftSaved) map[string]any {
	out := map[string]any{"saved_at": saved.SavedAt.UTC(), "revs": saved.Revs}
	others := map[string][]versionJSON{}
	for id, kept := range saved.Others {
		if len(kept) > 0 {
			others[id] = versions(kept)
		}
	}
	if len(others) > 0 {
		out["others"] = others
	}
	return out
}

// draftChanges checks every changed field by the rules of an answer and gives it the form it is kept in.
func draftChanges(task *exercises.Task, body draftBody) (map[string]storage.DraftChange, error) {
	changes := map[string]storage.DraftChange{}
	for id, data := range body.Answers {
		field, found := task.Field(id)
		if !found {
			return nil, ui.Unprocessable("answers: there is no field %q in task %d.", id, task.Number)
		}
		value := json.RawMessage("null")
		if !cleared(data) {
			parsed, err := grading.ParseValue(field.Field, data)
			if err != nil {
				return nil, answerProblem(err)
			}
			if value, err = parsed.MarshalJSON(); err != nil {
				return nil, err
			}
		}
		changes[id] = storage.DraftChange{Value: value, Base: body.Revs[id]}
	}
	return changes, nil
}

// formChanges are the fields that a form changed against what is kept. bases are the revisions that the form
// was made from; a form without them is taken to be made from what is kept now.
func formChanges(w *work, posted grading.Answers, bases map[string]int64) (map[string]storage.DraftChange, error) {
	changes := map[string]storage.DraftChange{}
	for _, field := range w.task.Fields {
		value, there := posted[field.ID]
		kept, drafted := w.draft.Fields[field.ID]
		if !there || (drafted && sameKept(field, value, w.answers[field.ID])) || (!drafted && offeredBlank(field, value)) {
			continue
		}
		data, err := encodeDraft(value)
		if err != nil {
			return nil, err
		}
		base := kept.Rev
		if from, known := bases[field.ID]; known || len(bases) > 0 {
			base = from
		}
		changes[field.ID] = storage.DraftChange{Value: data, Base: base}
	}
	return changes, nil
}

// sameKept compares what a draft keeps: other than for a judgement, blank lines at the end are part of it.
func sameKept(f exercises.Field, a, b grading.Value) bool {
	return same(f, a, b) && len(a.Items) == len(b.Items) && len(a.Rows) == len(b.Rows)
}

// offeredBlank says whether a value is no more than the empty lines that a page offers by itself: a line that
// was asked for is kept, though nothing stands in it yet.
func offeredBlank(f exercises.Field, v grading.Value) bool {
	blank := fieldView{Field: f}
	return isEmpty(tidy(f, v)) && len(v.Items) <= blank.items() && len(v.Rows) <= blank.rows()
}

func encodeDraft(v grading.Value) (json.RawMessage, error) {
	blank := len(v.Items) == 0 && len(v.Rows) == 0 && isEmpty(v)
	if blank {
		return json.RawMessage("null"), nil
	}
	return v.MarshalJSON()
}

// answerProblem says what is wrong with an answer and in which field.
func answerProblem(err error) error {
	var wrong *grading.AnswerError
	if errors.As(err, &wrong) {
		return ui.Unprocessable("%v", err)
	}
	return err
}
