package book

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

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
	proof := at.work.task.Proof
	if proof == nil {
		return storage.Proof{}, ui.Unprocessable("Task %d has no run that could prove a fix.", at.work.task.Number)
	}
	scenario, _, _ := strings.Cut(body.Run, "?")
	if scenario != proof.Scenario {
		return storage.Proof{}, ui.Unprocessable("run: it is of the scenario %s, not %q.", proof.Scenario, scenario)
	}
	outcome, err := x.Runs.Prove(r.Context(), at.work.task.Number, body.Run)
	if err != nil {
		return storage.Proof{}, runProblem(err)
	}
	made := storage.Proof{Run: body.Run, Proven: outcome.Proven, Held: outcome.Held, Of: outcome.Of, Says: outcome.Says, Key: body.Key}
	return x.DB.AppendProof(r.Context(), at.work.learner, at.ID, made)
}

// proveForm runs the knobs of the task's form for the latest attempt.
func (x *Room) proveForm(p *posting) error {
	last := p.work.last()
	if p.work.task.Proof == nil || last == nil {
		return ui.Unprocessable("A proof belongs to an attempt: check an answer first.")
	}
	run, err := runOf(p.work.task.Proof.Scenario, x.knobs(p.work, nil), p.form)
	if err != nil {
		return err
	}
	body := proofBody{Run: run}
	if key := p.form.Get("key"); key != "" {
		body.Key = key + "." + run
	}
	if _, err := x.runProof(p.r, attemptAt{p.work, *last}, body); err != nil {
		return err
	}
	return p.back("proof")
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

func (x *Room) proofView(w *work) *proofView {
	proof := w.task.Proof
	if proof == nil {
		return nil
	}
	scenario, found := scenarios.Lookup(proof.Scenario)
	if !found {
		return nil
	}
	view := &proofView{Intro: proof.Intro, Scenario: scenario}
	if last := w.last(); last != nil {
		view.Results = slices.Clone(last.Proofs)
		slices.Reverse(view.Results)
	}
	view.Knobs = x.knobs(w, lastRun(w))
	return view
}

// lastRun is the query of the latest proof of any attempt: its settings stand in the form again.
func lastRun(w *work) url.Values {
	for _, a := range slices.Backward(w.attempts) {
		if len(a.Proofs) > 0 {
			_, query, _ := strings.Cut(a.Proofs[len(a.Proofs)-1].Run, "?")
			values, _ := url.ParseQuery(query)
			return values
		}
	}
	return nil
}

// knobs are the parameters that a task's proof leaves to the learner, as some settings have them.
func (x *Room) knobs(w *work, set url.Values) []knob {
	scenario, found := scenarios.Lookup(w.task.Proof.Scenario)
	if !found {
		return nil
	}
	var knobs []knob
	for _, name := range append(slices.Clone(w.task.Proof.Free), w.task.Proof.Capacity...) {
		i := slices.IndexFunc(scenario.Params, func(p scenarios.Param) bool { return p.Name == name })
		if i < 0 {
			continue
		}
		k := knob{Param: scenario.Params[i]}
		k.Value = k.standard()
		if set.Has(name) {
			k.Value = set.Get(name)
		}
		knobs = append(knobs, k)
	}
	return knobs
}

func runLink(scenario, run string) string {
	_, query, found := strings.Cut(run, "?")
	if !found {
		return "/lab/" + scenario
	}
	return fmt.Sprintf("/lab/%s?%s", scenario, query)
}

func provenClass(proven bool) string {
	if proven {
		return "met"
	}
	return "missing"
}
