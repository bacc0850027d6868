package book

import (
	"strings"
	"testing"
)

// The proof of task 5 goes by the incident that the checked answer is about, and how it stands is said beside
// the criteria without counting in them.
func TestAProofGoesByItsRow(t *testing.T) {
	v := open(t)
	if page := v.page("/tasks/5"); strings.Contains(page, `id="proof"`) {
		t.Error("there are knobs before an incident is chosen")
	}
	report := v.call("POST", "/tasks/5/check", `{"answers":{"frame.row":"i4"}}`, 200)
	path := "/tasks/5/attempts/" + report["attempt"].(string) + "/proof"
	if page := v.page("/tasks/5"); !strings.Contains(page, `name="proof:coalesce"`) || !strings.Contains(page, "The fix: not tried.") {
		t.Error("the knobs are not those of the incident")
	}
	v.call("POST", path, `{"run":"metastable?retry_budget=0.1"}`, 422)
	v.call("POST", path, `{"run":"cache-stampede?keys=1"}`, 422)
	if got := v.call("POST", path, `{"run":"cache-stampede?coalesce=on"}`, 200); got["proven"] != true {
		t.Errorf("%v", got)
	}
	if page := v.page("/tasks/5"); !strings.Contains(page, "The fix: proven, 20 of 20 runs hold.") || !strings.Contains(page, `href="/lab/cache-stampede?coalesce=on"`) {
		t.Error("the page does not say that the fix is proven")
	}
	attempt := v.call("GET", "/tasks/5/attempts", "", 200)["attempts"].([]any)[0].(map[string]any)
	if attempt["passed"] != false {
		t.Error("a proof makes an answer pass")
	}
}

func TestAnAnswerWithoutARowHasNoProof(t *testing.T) {
	v := open(t)
	report := v.call("POST", "/tasks/5/check", `{"answers":{}}`, 200)
	got := v.call("POST", "/tasks/5/attempts/"+report["attempt"].(string)+"/proof", `{"run":"metastable"}`, 422)
	if !strings.Contains(got["error"].(string), "frame.row") {
		t.Errorf("%v", got)
	}
}
