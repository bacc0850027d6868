package book

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestADraftIsSavedAndShown(t *testing.T) {
	v := open(t)
	saved := v.call("PUT", "/tasks/3/draft", `{"answers":{"optimum.client":"it hides errors","timeline":["a","b"]},"revs":{}}`, 200)
	if saved["saved_at"] == "" || saved["others"] != nil {
		t.Errorf("saved: %v", saved)
	}
	draft := v.call("GET", "/tasks/3/draft", "", 200)
	want := map[string]any{"optimum.client": "it hides errors", "timeline": []any{"a", "b"}}
	if diff := cmp.Diff(want, draft["answers"]); diff != "" {
		t.Error(diff)
	}
	if page := v.page("/tasks/3"); !strings.Contains(page, "it hides errors</textarea>") {
		t.Error("the page does not show the draft")
	}
}

func TestAClearedFieldIsGone(t *testing.T) {
	for _, nothing := range []string{`""`, `[]`, `null`} {
		v := open(t)
		first := v.call("PUT", "/tasks/3/draft", `{"answers":{"timeline":["a"]},"revs":{}}`, 200)
		if rev := first["revs"].(map[string]any)["timeline"]; rev != 1.0 {
			t.Fatalf("first revision %v", rev)
		}
		v.call("PUT", "/tasks/3/draft", `{"answers":{"timeline":`+nothing+`},"revs":{"timeline":1}}`, 200)
		if draft := v.call("GET", "/tasks/3/draft", "", 200); len(draft["answers"].(map[string]any)) != 0 {
			t.Errorf("%s left %v", nothing, draft["answers"])
		}
	}
}

func TestASecondTabIsOfferedAndNeverSwappedIn(t *testing.T) {
	v := open(t)
	v.call("PUT", "/tasks/3/draft", `{"answers":{"optimum.client":"first tab"},"revs":{}}`, 200)
	late := v.call("PUT", "/tasks/3/draft", `{"answers":{"optimum.client":"second tab"},"revs":{"optimum.client":0}}`, 200)
	if others, _ := late["others"].(map[string]any); len(others["optimum.client"].([]any)) != 1 {
		t.Fatalf("nothing is offered: %v", late)
	}
	page := v.page("/tasks/3")
	if !strings.Contains(page, "first tab</textarea>") || !strings.Contains(page, "<blockquote>second tab</blockquote>") {
		t.Error("the page does not show the first and offer the second")
	}
	if got := v.form("/tasks/3", url.Values{"do": {"use:optimum.client:0"}}); got.status != http.StatusSeeOther || got.location != "/tasks/3#optimum.client" {
		t.Fatalf("taking the other: %d %s", got.status, got.location)
	}
	if page := v.page("/tasks/3"); !strings.Contains(page, "second tab</textarea>") || strings.Contains(page, "<blockquote>second tab") {
		t.Error("the other version was not taken over")
	}
}

func TestADraftsKeyIsOneWrite(t *testing.T) {
	v := open(t)
	body := `{"answers":{"optimum.client":"once"},"revs":{},"key":"k1"}`
	first := v.call("PUT", "/tasks/3/draft", body, 200)
	second := v.call("PUT", "/tasks/3/draft", body, 200)
	if diff := cmp.Diff(first, second); diff != "" {
		t.Errorf("the same key gave another answer: %s", diff)
	}
}

func TestWhatADraftRefuses(t *testing.T) {
	v := open(t)
	for body, status := range map[string]int{
		`{"answers":`:                           400,
		`nonsense`:                              400,
		`{}`:                                    422,
		`{"answers":[]}`:                        422,
		`{"answers":{"nothing":"x"}}`:           422,
		`{"answers":{"optimum.client":3}}`:      422,
		`{"answers":{"timeline":"x"}}`:          422,
		`{"answers":{"frame.kind":"sideways"}}`: 422,
		`{"answers":{"frame.place":"arrow:x"}}`: 422,
		`{"answers":{"timeline":["` + strings.Repeat(`","`, 60) + `"]}}`:            422,
		`{"answers":{"optimum.client":"` + strings.Repeat("é", 20001) + `"}}`:       422,
		`{"answers":{"optimum.client":"` + strings.Repeat("x", ui1MiB) + `"}}`:      413,
		`{"answers":{"optimum.client":"ok"},"revs":{"optimum.client":"not a rev"}}`: 422,
	} {
		got := v.call("PUT", "/tasks/3/draft", body, status)
		if got["error"] == nil || got["error"] == "" {
			t.Errorf("%.60s: no error is told", body)
		}
	}
	if got := v.send("GET", "/tasks/3/draft", "", "application/json", ""); !strings.Contains(got.body, `"answers":{}`) {
		t.Errorf("something was saved: %s", got.body)
	}
}

const ui1MiB = 1 << 20
