package book

import (
	"net/http"
	"net/url"

	"arrowbook/web/ui"
)

// What one can ask for.
const (
	helpHint  = "hint"
	helpModel = "model"
)

type helpBody struct {
	Kind string `json:"kind"`
	Key  string `json:"key"`
}

// help answers POST /tasks/{n}/help.
func (x *Room) help(w http.ResponseWriter, r *http.Request) error {
	task, err := x.task(r)
	if err != nil {
		return err
	}
	var body helpBody
	if err := readBody(w, r, &body, func(form url.Values) { body = helpBody{form.Get("kind"), form.Get("key")} }); err != nil {
		return err
	}
	if err := checkHelp(body.Kind); err != nil {
		return err
	}
	learner, err := x.Learners.Ensure(w, r)
	if err != nil {
		return err
	}
	kept, err := x.workOf(r.Context(), learner, task)
	if err != nil {
		return err
	}
	step, err := x.giveHelp(r, kept, body.Kind, body.Key)
	if err != nil {
		return err
	}
	if isForm(r) {
		http.Redirect(w, r, place(taskPath(task), body.Kind), http.StatusSeeOther)
		return nil
	}
	return ui.JSON(w, http.StatusOK, helpJSON(kept, body.Kind, step))
}

func checkHelp(kind string) error {
	if kind != helpHint && kind != helpModel {
		return ui.Unprocessable("kind: it is hint or model, not %q.", kind)
	}
	return nil
}

func helpJSON(w *work, kind string, step int) map[string]any {
	if kind == helpModel {
		return map[string]any{"kind": kind, "answers": w.task.Model.Answers, "notes": w.task.Model.Notes}
	}
	return map[string]any{
		"kind": kind, "step": step, "of": len(w.task.Hints),
		"text": w.task.HintTexts[step-1], "html": w.task.Hints[step-1].Text,
	}
}

func (x *Room) helpForm(p *posting, kind string) error {
	if err := checkHelp(kind); err != nil {
		return err
	}
	key := p.form.Get("key")
	if key != "" {
		key += "." + kind
	}
	if _, err := x.giveHelp(p.r, p.work, kind, key); err != nil {
		return err
	}
	return p.back(kind)
}

// giveHelp remembers what is shown next and says which step it is; 0 for the model answer.
func (x *Room) giveHelp(r *http.Request, w *work, kind, key string) (int, error) {
	step := 0
	if kind == helpHint {
		if len(w.task.Hints) == 0 {
			return 0, ui.Unprocessable("Task %d has no hints.", w.task.Number)
		}
		step = min(w.hintsSeen()+1, len(w.task.Hints)) // the last one stays the last
	}
	given, err := x.DB.AppendHelp(r.Context(), w.learner, w.task.Number, kind, step, key)
	return given.Step, err
}
