package book

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Every task's page, sent back as it is, changes nothing; filled with the model answer it keeps all of it.
func TestEveryTaskIsAPlainForm(t *testing.T) {
	for _, task := range testBook(t).Tasks {
		t.Run(task.Slug, func(t *testing.T) {
			v := open(t)
			path := taskPath(task)
			data, err := json.Marshal(task.Model.Answers)
			if err != nil {
				t.Fatal(err)
			}
			v.call("PUT", path+"/draft", fmt.Sprintf(`{"answers":%s,"revs":{}}`, data), 200)
			before := v.call("GET", path+"/draft", "", 200)
			form := formOf(t, v.page(path))
			form.Set("do", "save")
			if got := v.form(path, form); got.status != http.StatusSeeOther {
				t.Fatalf("saving: %d %s", got.status, got.body)
			}
			if diff := cmp.Diff(before, v.call("GET", path+"/draft", "", 200)); diff != "" {
				t.Errorf("a form sent back as it was changed the draft: %s", diff)
			}
			form = formOf(t, v.page(path))
			form.Set("do", "check")
			if got := v.form(path, form); got.status != http.StatusSeeOther || !strings.HasPrefix(got.location, path+"#") {
				t.Fatalf("checking: %d %s", got.status, got.location)
			}
			attempts := v.call("GET", path+"/attempts", "", 200)["attempts"].([]any)
			if len(attempts) != 1 || attempts[0].(map[string]any)["passed"] != true {
				t.Errorf("the model answer, typed into the form, does not pass: %v", attempts)
			}
		})
	}
}

func TestListsAreEditedWithoutAScript(t *testing.T) {
	v := open(t)
	timeline := func() []string {
		items, _ := v.call("GET", "/tasks/3/draft", "", 200)["answers"].(map[string]any)["timeline"].([]any)
		var out []string
		for _, item := range items {
			out = append(out, item.(string))
		}
		return out
	}
	steps := []struct {
		do   string
		want []string
	}{
		{"timeline:2:up", []string{"a", "c", "b"}},
		{"timeline:0:drop", []string{"c", "b"}},
		{"timeline:add", []string{"c", "b", ""}},
	}
	form := url.Values{"timeline": {"a", "b", "c"}}
	for _, step := range steps {
		form.Set("do", step.do)
		got := v.form("/tasks/3", form)
		if got.status != http.StatusSeeOther || got.location != "/tasks/3#timeline" {
			t.Fatalf("%s: %d %s", step.do, got.status, got.location)
		}
		if diff := cmp.Diff(step.want, timeline()); diff != "" {
			t.Fatalf("%s: %s", step.do, diff)
		}
		form["timeline"] = timeline()
	}
}

func TestACheckKeepsEveryWordAndTellsWhereToLook(t *testing.T) {
	v := open(t)
	form := formOf(t, v.page("/tasks/3"))
	form.Set("optimum.client", "transient errors vanish, so the client's own success rate goes up")
	form.Set("do", "check")
	first := v.form("/tasks/3", form)
	if first.status != http.StatusSeeOther || !strings.HasPrefix(first.location, "/tasks/3#") {
		t.Fatalf("%d %s", first.status, first.location)
	}
	v.form("/tasks/3", form)
	if got := v.call("GET", "/tasks/3/attempts", "", 200)["attempts"].([]any); len(got) != 1 {
		t.Errorf("the same form sent twice made %d attempts", len(got))
	}
	form.Set("optimum.client", "other words now")
	v.form("/tasks/3", form)
	if got := v.call("GET", "/tasks/3/attempts", "", 200)["attempts"].([]any); len(got) != 2 {
		t.Errorf("other words under the same page's key made %d attempts in all", len(got))
	}
	page := v.page("/tasks/3")
	if !strings.Contains(page, "other words now</textarea>") || !strings.Contains(page, `class="note missing"`) {
		t.Error("the page does not show the words with their notes")
	}
}

func TestAWrongButtonIsRefused(t *testing.T) {
	v := open(t)
	for _, do := range []string{"dance", "timeline:9:up", "optimum.client:add", "mark:99:self", "mark:x:self", "help:me", "prove", "use:timeline:4"} {
		if got := v.form("/tasks/3", url.Values{"do": {do}}); got.status != http.StatusUnprocessableEntity {
			t.Errorf("do=%s: %d", do, got.status)
		}
	}
	if got := v.send("POST", "/tasks/3", "application/x-www-form-urlencoded", "text/html", "a=%zz"); got.status != http.StatusBadRequest {
		t.Errorf("a broken form: %d", got.status)
	}
	if got := v.form("/tasks/3", url.Values{"revs": {"x"}, "optimum.client": {"y"}}); got.status != http.StatusUnprocessableEntity {
		t.Errorf("broken revisions: %d", got.status)
	}
}

func TestLearnersWordsAreNeverMarkup(t *testing.T) {
	v := open(t)
	nasty := `</textarea><script>alert(1)</script><img src=x onerror=y> " ' &amp; \u2028`
	form := url.Values{
		"optimum.client": {nasty}, "timeline": {nasty, nasty}, "frame.coupling:x": {nasty}, "frame.fix": {nasty}, "do": {"check"}, "key": {nasty},
	}
	if got := v.form("/tasks/3", form); got.status != http.StatusSeeOther {
		t.Fatalf("%d %s", got.status, got.body)
	}
	v.call("PUT", "/tasks/3/draft", `{"answers":{"frame.fix":"</textarea><script>2"},"revs":{}}`, 200)
	attempts := v.call("GET", "/tasks/3/attempts", "", 200)["attempts"].([]any)
	id := attempts[0].(map[string]any)["attempt"].(string)
	for _, path := range []string{"/tasks/3", "/tasks/3/attempts", "/tasks/3/attempts/" + id, "/", "/tasks"} {
		page := v.page(path)
		if strings.Contains(page, "<script>") || strings.Contains(page, "<img src=x") {
			t.Errorf("%s: a learner's words became markup", path)
		}
	}
}
