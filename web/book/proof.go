package book

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"arrowbook/exercises"
	"arrowbook/exercises/runs"
	"arrowbook/exercises/scenarios"
	"arrowbook/storage"
	"arrowbook/web/ui"
)

type proofBody struct {
	Run string `json:"run"`
	Key string `json:"key"`
}

type heldOf struct {
	Held int `json:"held"`
	Of   int `json:"of"`
}

// proofJSON is what a proof came to.
type proofJSON struct {
	Run     string    `json:"run"`
	Proven  bool      `json:"proven"`
	Seeds   heldOf    `json:"seeds"`
	Says    string    `json:"says"`
	SavedAt time.Time `json:"saved_at"`
}

func proofAnswer(p storage.Proof) proofJSON {
	return proofJSON{p.Run, p.Proven, heldOf{p.Held, p.Of}, p.Says, p.SavedAt.UTC()}
}

// prove answers POST /tasks/{n}/attempts/{a}/proof.
func (x *Room) prove(w http.ResponseWriter, r *http.Request) error {
	var body proofBody
	at, err := x.attemptRequest(w, r, &body, func(form url.Values) { body = proofBody{form.Get("run"), form.Get("key")} })
	if err != nil {
		return err
	}
	kept, err := x.runProof(r, at, body)
	if err != nil {
		return err
	}
	if isForm(r) {
		http.Redirect(w, r, place(taskPath(at.work.task), "proof"), http.StatusSeeOther)
		return nil
	}
	return ui.JSON(w, http.StatusOK, proofAnswer(kept))
}

// runProof runs a learner's settings against the task's trigger and keeps what came of it.
func (x *Room) runProof(r *http.Request, at attemptAt, body proofBody) (storage.Proof, error) {
	proof := at.work.task.Proof(at.answers)
	if proof == nil {
		return storage.Proof{}, ui.Unprocessable("%s", noProof(at.work.task))
	}
	scenario, _, _ := strings.Cut(body.Run, "?")
	if scenario != proof.Scenario {
		return storage.Proof{}, ui.Unprocessable("run: it is of the scenario %s, not %q.", proof.Scenario, scenario)
	}
	outcome, err := x.Runs.Prove(r.Context(), fixOf(proof), body.Run)
	if err != nil {
		return storage.Proof{}, runProblem(err)
	}
	made := storage.Proof{Run: body.Run, Proven: outcome.Proven, Held: outcome.Held, Of: outcome.Of, Says: outcome.Says, Key: body.Key}
	return x.DB.AppendProof(r.Context(), at.work.learner, at.ID, made)
}

func fixOf(p *exercises.Proof) runs.Fix {
	return runs.Fix{Scenario: p.Scenario, Free: p.Free, Capacity: p.Capacity, Holds: p.Holds, Held: p.Held, Broke: p.Broke}
}

// noProof says why an attempt has no run that could prove its fix.
func noProof(task *exercises.Task) string {
	if len(task.Proofs) == 0 {
		return fmt.Sprintf("Task %d has no run that could prove a fix.", task.Number)
	}
	return fmt.Sprintf("%s: no run of task %d could prove a fix for this answer.", task.Proofs[0].When.Field, task.Number)
}

// proveForm runs the knobs of the task's form for the latest attempt.
func (x *Room) proveForm(p *posting) error {
	last := p.work.last()
	if last == nil {
		return ui.Unprocessable("A proof belongs to an attempt: check an answer first.")
	}
	body, err := proofForm(p, p.work.task.Proof(last.answers))
	if err != nil {
		return err
	}
	if _, err := x.runProof(p.r, attemptAt{p.work, *last}, body); err != nil {
		return err
	}
	return p.back("proof")
}

// proofForm reads the run that a form's knobs ask for; without a proof there is none.
func proofForm(p *posting, proof *exercises.Proof) (body proofBody, err error) {
	if proof == nil {
		return body, nil
	}
	if body.Run, err = runOf(proof.Scenario, knobs(proof, nil), p.form); err != nil {
		return body, err
	}
	if key := p.form.Get("key"); key != "" {
		body.Key = key + "." + body.Run
	}
	return body, nil
}

// runOf writes the address of a run from the knobs of a form; what stands as it is by default is left out.
func runOf(scenario string, knobs []knob, form url.Values) (string, error) {
	query := url.Values{}
	for _, k := range knobs {
		value := strings.TrimSpace(form.Get("proof:" + k.Name))
		if value == "" {
			continue
		}
		if len(k.Options) == 0 {
			number, err := readDecimal(k.Label, value)
			if err != nil {
				return "", err
			}
			value = decimal(number)
		}
		if value != k.standard() {
			query.Set(k.Name, value)
		}
	}
	if len(query) == 0 {
		return scenario, nil
	}
	return scenario + "?" + query.Encode(), nil
}

// standard is a parameter's value when nobody sets it.
func (k knob) standard() string {
	if len(k.Options) > 0 {
		return k.DefaultOption
	}
	return decimal(k.Default)
}

// number is what stands in a knob: nothing where the standard value has a name, which then stands there.
func (k knob) number() string {
	if k.Value == k.standard() && k.Named[k.Value] != "" {
		return ""
	}
	return k.Value
}

func newProofView(w *work) *proofView {
	proof := w.proof()
	if proof == nil {
		return nil
	}
	view := &proofView{Intro: proof.Intro, Knobs: knobs(proof, lastRun(w, proof.Scenario))}
	if last := w.last(); last != nil {
		view.Results = slices.Clone(last.Proofs)
		slices.Reverse(view.Results)
	}
	return view
}

// proof is the run that can prove the fix of the latest attempt; before the first one, of what is written now.
func (w *work) proof() *exercises.Proof {
	if last := w.last(); last != nil {
		return w.task.Proof(last.answers)
	}
	return w.task.Proof(w.answers)
}

// State says how the fix stands: it never counts in whether an answer passed.
func (v *proofView) State() string {
	best := slices.IndexFunc(v.Results, func(p storage.Proof) bool { return p.Proven })
	switch {
	case len(v.Results) == 0:
		return "not tried"
	case best < 0:
		return "not proven"
	}
	return fmt.Sprintf("proven, %d of %d runs hold", v.Results[best].Held, v.Results[best].Of)
}

// lastRun is the query of the latest proof of any attempt: its settings stand in the form again.
func lastRun(w *work, scenario string) url.Values {
	for _, a := range slices.Backward(w.attempts) {
		for _, p := range slices.Backward(a.Proofs) {
			if name, query, _ := strings.Cut(p.Run, "?"); name == scenario {
				values, _ := url.ParseQuery(query)
				return values
			}
		}
	}
	return nil
}

// knobs are the parameters that a proof leaves to the learner, as some settings have them.
func knobs(proof *exercises.Proof, set url.Values) []knob {
	scenario, found := scenarios.Lookup(proof.Scenario)
	if !found {
		return nil
	}
	var all []knob
	for _, name := range slices.Concat(proof.Free, proof.Capacity) {
		i := slices.IndexFunc(scenario.Params, func(p scenarios.Param) bool { return p.Name == name })
		if i < 0 {
			continue
		}
		k := knob{Param: scenario.Params[i]}
		k.Value = k.standard()
		if set.Has(name) {
			k.Value = set.Get(name)
		}
		all = append(all, k)
	}
	return all
}

func provenClass(proven bool) string {
	if proven {
		return "met"
	}
	return "missing"
}
