package book

import (
	"crypto/rand"
	"encoding/json"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"arrowbook/exercises"
	"arrowbook/grading"
	"arrowbook/storage"
	"arrowbook/web/ui"
)

// isForm says whether a request carries a form rather than JSON.
func isForm(r *http.Request) bool {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return kind == "application/x-www-form-urlencoded"
}

// newKey makes the key that a page's form carries. It reads as one word.
func newKey() string { return rand.Text() }

// posting is a task's form on its way through the room.
type posting struct {
	w    http.ResponseWriter
	r    *http.Request
	work *work
	form url.Values
	do   string
	all  grading.Answers // kept and posted together; what was posted wins
}

// taskForm answers POST /tasks/{n}: whichever button was pressed, every word in the form is saved first.
func (x *Room) taskForm(w http.ResponseWriter, r *http.Request) error {
	task, err := x.task(r)
	if err != nil {
		return err
	}
	form, err := ui.Form(w, r)
	if err != nil {
		return err
	}
	p := &posting{w: w, r: r, form: form, do: form.Get("do")}
	if p.do == "" && strings.HasSuffix(r.URL.Path, "/check") {
		p.do = "check"
	}
	edit, err := parseDo(task.Fields, p.do)
	if err != nil {
		return err
	}
	learner, err := x.Learners.Ensure(w, r)
	if err != nil {
		return err
	}
	if p.work, err = x.workOf(r.Context(), learner, task); err != nil {
		return err
	}
	if err := x.saveForm(p, edit); err != nil {
		return err
	}
	if edit != nil {
		return p.back(edit.field.ID)
	}
	return x.command(p)
}

// saveForm keeps what the form holds, with the edit of a list made.
func (x *Room) saveForm(p *posting, edit *edit) error {
	posted, err := readForm(p.work.task.Fields, p.form, p.work.answers)
	if err != nil {
		return answerProblem(err)
	}
	if posted, err = edited(p.work, posted, edit); err != nil {
		return err
	}
	p.all = maps.Clone(p.work.answers)
	maps.Copy(p.all, posted)
	bases, err := formBases(p.form)
	if err != nil {
		return err
	}
	changes, err := formChanges(p.work, posted, bases)
	if err != nil || len(changes) == 0 {
		return err
	}
	_, err = x.DB.SaveDraft(p.r.Context(), p.work.learner, p.work.task.Number, changes, "")
	return err
}

// edited makes an edit on what was posted. Without one, blank lines at the end of lists are left out: they
// are what a page offers to write on.
func edited(w *work, posted grading.Answers, edit *edit) (grading.Answers, error) {
	if edit == nil {
		for _, field := range w.task.Fields {
			if value, there := posted[field.ID]; there {
				posted[field.ID] = tidy(field, value)
			}
		}
		return posted, nil
	}
	value, there := posted[edit.field.ID]
	if !there {
		value = w.answers[edit.field.ID]
	}
	value, err := edit.apply(value)
	posted[edit.field.ID] = value
	return posted, err
}

// formBases reads the revisions that a form was made from; nil when it does not say.
func formBases(form url.Values) (map[string]int64, error) {
	revs := form.Get("revs")
	if revs == "" {
		return nil, nil
	}
	var bases map[string]int64
	if json.Unmarshal([]byte(revs), &bases) != nil {
		return nil, ui.Unprocessable("revs: %q is not an object of numbers.", revs)
	}
	return bases, nil
}

// command does what the pressed button says beside saving.
func (x *Room) command(p *posting) error {
	name, rest, _ := strings.Cut(p.do, ":")
	switch name {
	case "check":
		return x.checkForm(p)
	case "mark":
		return x.markForm(p, rest)
	case "help":
		return x.helpForm(p, rest)
	case "prove":
		return x.proveForm(p)
	case "use":
		return x.useForm(p, rest)
	}
	return p.back(p.form.Get("at"))
}

func (x *Room) checkForm(p *posting) error {
	answers := judged(p.work.task.Fields, p.all)
	if err := grading.Check(p.work.task.GradingFields(), answers); err != nil {
		return answerProblem(err)
	}
	key, err := formKey(p.form.Get("key"), p.work.task, answers)
	if err != nil {
		return err
	}
	kept, err := x.judge(p.r, p.work, answers, key)
	if err != nil {
		return err
	}
	checked := readAttempt(p.work.task, kept)
	return p.back(firstOpen(p.work.task, checked))
}

// firstOpen is the field beside which the first note stands that asks for more; the verdict when none does.
func firstOpen(t *exercises.Task, a attempt) string {
	homes := noteHomes(t, a.report.Criteria)
	for i, result := range a.report.Criteria {
		if standing(result, a.Marks).Verdict != grading.Met && homes[i] != "" {
			return homes[i]
		}
	}
	return "verdict"
}

// useForm takes another version of a field: "timeline:0" is the first one offered.
func (x *Room) useForm(p *posting, rest string) error {
	id, number, _ := strings.Cut(rest, ":")
	kept := p.work.draft.Fields[id]
	i, err := strconv.Atoi(number)
	if err != nil || i < 0 || i >= len(kept.Others) {
		return ui.Unprocessable("do: there is no other version %q of %q.", number, id)
	}
	change := map[string]storage.DraftChange{id: {Value: kept.Others[i].Value, Base: kept.Rev}}
	if _, err := x.DB.SaveDraft(p.r.Context(), p.work.learner, p.work.task.Number, change, ""); err != nil {
		return err
	}
	return p.back(id)
}

// back sends the browser to the page again, at a place on it.
func (p *posting) back(at string) error {
	http.Redirect(p.w, p.r, place(taskPath(p.work.task), at), http.StatusSeeOther)
	return nil
}

func place(path, at string) string {
	if at == "" {
		return path
	}
	return path + "#" + url.PathEscape(at)
}

// commands are the buttons that do something else than edit a list.
var commands = []string{"", "save", "check", "mark", "help", "prove", "use"}

// parseDo reads which button was pressed; the edit is nil for a command.
func parseDo(fields []exercises.Field, do string) (*edit, error) {
	name, _, _ := strings.Cut(do, ":")
	if slices.Contains(commands, name) {
		return nil, nil
	}
	edit, err := parseEdit(fields, do)
	if err == nil && edit == nil {
		err = ui.Unprocessable("do: there is no button %q.", do)
	}
	return edit, err
}
