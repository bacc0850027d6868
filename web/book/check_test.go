package book

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"arrowbook/exercises"
)

const someAnswer = `{"answers":{"optimum.client":"retrying hides transient errors, so the client's own success rate rises"},"key":"k"}`

func TestACheckAnswersWithItsReport(t *testing.T) {
	v := open(t)
	report := v.call("POST", "/tasks/3/check", someAnswer, 200)
	for _, name := range []string{"task", "passed", "criteria", "attempt", "saved_at", "content", "checker"} {
		if _, there := report[name]; !there {
			t.Errorf("the report lacks %s", name)
		}
	}
	if _, there := report["id"]; there {
		t.Error("the report has an id")
	}
	if diff := cmp.Diff(report, v.call("POST", "/tasks/3/check", someAnswer, 200)); diff != "" {
		t.Errorf("the same key gave another answer: %s", diff)
	}
	attempts := v.call("GET", "/tasks/3/attempts", "", 200)["attempts"].([]any)
	if len(attempts) != 1 {
		t.Fatalf("%d attempts", len(attempts))
	}
	first := attempts[0].(map[string]any)
	if diff := cmp.Diff(report["criteria"], first["criteria"]); diff != "" || first["attempt"] != report["attempt"] {
		t.Errorf("the kept attempt differs: %s", diff)
	}
	if other := v.other().call("GET", "/tasks/3/attempts", "", 200)["attempts"].([]any); len(other) != 0 {
		t.Error("another learner sees the attempt")
	}
}

func TestWhatACheckRefuses(t *testing.T) {
	v := open(t)
	for body, status := range map[string]int{
		`{`: 400, `{}`: 422, `{"answers":3}`: 422, `{"answers":{"x":1}}`: 422, `{"answers":{"timeline":{"a":1}}}`: 422,
		`{"answers":{"frame.kind":"x"}}`: 422, `{"answers":{},"more":1}`: 422, `[]`: 422,
	} {
		v.call("POST", "/tasks/3/check", body, status)
	}
	v.call("POST", "/tasks/12/check", `{"answers":{"frame.fix":"the task has no frame"}}`, 422)
}

func TestWhatIsNotThereIs404(t *testing.T) {
	v := open(t)
	v.call("PUT", "/tasks/3/draft", `{"answers":{}}`, 200)
	for _, call := range [][2]string{
		{"GET", "/tasks/99"}, {"GET", "/tasks/03"}, {"GET", "/tasks/x"}, {"GET", "/tasks/99/draft"}, {"PUT", "/tasks/99/draft"}, {"POST", "/tasks/99/check"},
		{"GET", "/tasks/99/attempts"}, {"GET", "/tasks/3/attempts/none"}, {"POST", "/tasks/3/attempts/none/marks"}, {"POST", "/tasks/3/attempts/none/proof"},
		{"POST", "/tasks/99/help"}, {"GET", "/lessons/none"}, {"POST", "/lessons/none/check"},
	} {
		v.call(call[0], call[1], `{}`, 404)
	}
	if page := v.send("GET", "/tasks/99", "", "text/html", ""); page.status != 404 || !strings.Contains(page.body, "<main") {
		t.Errorf("no page says so: %d", page.status)
	}
}

func attemptOf(v *visitor, body string) (string, map[string]any) {
	v.t.Helper()
	report := v.call("POST", "/tasks/3/check", body, 200)
	return report["attempt"].(string), report["criteria"].(map[string]any)
}

func TestMarksAreKeptAndShown(t *testing.T) {
	v := open(t)
	id, criteria := attemptOf(v, `{"answers":{}}`)
	path := "/tasks/3/attempts/" + id + "/marks"
	if criteria["timeline-order"].(map[string]any)["verdict"] == "met" {
		t.Fatal("an empty timeline is met")
	}
	now := v.call("POST", path, `{"criterion":"timeline-order","kind":"self","note":"mine","key":"m1"}`, 200)
	if now["criterion"] != "timeline-order" || now["marked"] != "self" || now["verdict"] == "met" {
		t.Errorf("stands as %v", now)
	}
	v.call("POST", path, `{"criterion":"timeline-order","kind":"self","note":"mine","key":"m1"}`, 200)
	v.call("POST", path, `{"criterion":"fix-budget","kind":"disagreed","note":"I said it","key":"m2"}`, 200)
	attempt := v.call("GET", "/tasks/3/attempts", "", 200)["attempts"].([]any)[0].(map[string]any)
	if marks := attempt["marks"].([]any); len(marks) != 2 || attempt["passed"] != false {
		t.Errorf("kept %v", attempt["marks"])
	}
	page := v.page("/tasks/3")
	for _, want := range []string{"Marked by you", "1 marked by you", "Your objection is kept"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	for _, body := range []string{
		`{"criterion":"none","kind":"self"}`, `{"criterion":"timeline-order","kind":"loved"}`, `{"criterion":"timeline-order","kind":"confirmed"}`,
		`{"kind":"self"}`, `{"criterion":"fix-budget","kind":"disagreed","note":"` + strings.Repeat("x", 20001) + `"}`,
	} {
		v.call("POST", path, body, 422)
	}
	if got := v.other().send("POST", path, "application/json", "application/json", `{"criterion":"fix-budget","kind":"self"}`); got.status != 404 {
		t.Errorf("another learner marks it: %d", got.status)
	}
}

func TestMarksByTheTasksOwnForm(t *testing.T) {
	v := open(t)
	attemptOf(v, `{"answers":{}}`)
	got := v.form("/tasks/3", url.Values{"do": {"mark:0:disagreed"}, "note:0": {"it is there"}, "optimum.api": {"typed before the press"}})
	if got.status != http.StatusSeeOther {
		t.Fatalf("%d %s", got.status, got.body)
	}
	page := v.page("/tasks/3")
	if !strings.Contains(page, "typed before the press</textarea>") || !strings.Contains(page, "Your objection is kept") {
		t.Error("the mark or the words typed before it are lost")
	}
}

// saidByTheTask says whether the task itself uses an id as a word, such as the rows of a table.
func saidByTheTask(task *exercises.Task, id string) bool {
	return strings.Contains(strings.Join(task.PromptText, " "), id)
}

// Ids and rubric words could give an answer away: no page shows a criterion's id, and no hint or model answer
// stands on a page before it was asked for.
func TestAPageGivesNothingAway(t *testing.T) {
	v := open(t)
	for _, task := range testBook(t).Tasks {
		v.call("POST", taskPath(task)+"/check", `{"answers":{}}`, 200)
		page := v.page(taskPath(task))
		for _, criterion := range task.Rubric.Criteria() {
			if regexp.MustCompile(`["' >]`+regexp.QuoteMeta(criterion.ID)+`["' <]`).MatchString(page) && !fieldNamed(task.Fields, criterion.ID) && !saidByTheTask(task, criterion.ID) {
				t.Errorf("task %d: the page shows the id %s", task.Number, criterion.ID)
			}
		}
		if strings.Contains(page, string(task.Model.Notes)) && task.Model.Notes != "" {
			t.Errorf("task %d: the model answer is on the page", task.Number)
		}
		for _, hint := range task.Hints {
			if strings.Contains(page, string(hint.Text)) {
				t.Errorf("task %d: a hint is on the page", task.Number)
			}
		}
	}
}

func TestHelpComesInSteps(t *testing.T) {
	v := open(t)
	task, _ := testBook(t).Task(3)
	for step := range task.Hints {
		body := fmt.Sprintf(`{"kind":"hint","key":"h%d"}`, step)
		got := v.call("POST", "/tasks/3/help", body, 200)
		if got["step"] != float64(step+1) || got["of"] != float64(len(task.Hints)) || got["html"] != string(task.Hints[step].Text) {
			t.Errorf("hint %d: %v", step+1, got)
		}
		if again := v.call("POST", "/tasks/3/help", body, 200); again["step"] != got["step"] {
			t.Errorf("the same key gave step %v after %v", again["step"], got["step"])
		}
	}
	page := v.page("/tasks/3")
	if !strings.Contains(page, string(task.Hints[0].Text)) || strings.Contains(page, string(task.Model.Notes)) {
		t.Error("the page shows no hint, or more than was asked for")
	}
	if got := v.form("/tasks/3", url.Values{"do": {"help:model"}}); got.location != "/tasks/3#model" {
		t.Errorf("the model answer leads to %q", got.location)
	}
	if page := v.page("/tasks/3"); !strings.Contains(page, string(task.Model.Notes)) {
		t.Error("the model answer is not shown")
	}
	v.call("POST", "/tasks/3/help", `{"kind":"luck"}`, 422)
	v.call("POST", "/tasks/3/help", `{"kind":`, 400)
}

func TestAGetWritesNothing(t *testing.T) {
	v := open(t)
	for _, path := range []string{"/", "/lessons", "/lessons/cascading-failure", "/tasks", "/tasks/3", "/tasks/3/attempts"} {
		v.page(path)
	}
	address, err := url.Parse(v.base)
	if err != nil {
		t.Fatal(err)
	}
	if cookies := v.client.Jar.Cookies(address); len(cookies) != 0 {
		t.Errorf("reading made a learner: %v", cookies)
	}
}

func TestTheFixIsProved(t *testing.T) {
	v := open(t)
	id, _ := attemptOf(v, `{"answers":{}}`)
	path := "/tasks/3/attempts/" + id + "/proof"
	for run, status := range map[string]int{
		"duplicate-execution": 422, "retry-storm?arrival_rate=1": 422, "retry-storm?retries=many": 422, "retry-storm?nothing=1": 422, "": 422,
	} {
		v.call("POST", path, fmt.Sprintf(`{"run":%q}`, run), status)
	}
	got := v.call("POST", path, `{"run":"retry-storm?retry_budget=0.1","key":"p"}`, 200)
	if got["proven"] != true || got["says"] == "" || got["seeds"].(map[string]any)["of"] != 20.0 {
		t.Errorf("%v", got)
	}
	form := url.Values{"do": {"prove"}, "proof:retry_budget": {"0.1"}, "proof:retries": {"3"}, "key": {"page"}}
	if got := v.form("/tasks/3", form); got.status != http.StatusSeeOther || got.location != "/tasks/3#proof" {
		t.Fatalf("%d %s", got.status, got.location)
	}
	attempt := v.call("GET", "/tasks/3/attempts", "", 200)["attempts"].([]any)[0].(map[string]any)
	proofs := attempt["proofs"].([]any)
	if len(proofs) != 2 || proofs[1].(map[string]any)["run"] != "retry-storm?retry_budget=0.1" {
		t.Errorf("kept with the attempt: %v", proofs)
	}
	if page := v.page("/tasks/3"); !strings.Contains(page, "of 20 runs hold") || !strings.Contains(page, `value="0.1"`) {
		t.Error("the page does not show the proof and its settings")
	}
}
