package lab

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// as asks for a run that takes another's place on a page of the book.
func as(t *testing.T, site http.Handler, page, path string) string {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Header.Set(pageHeader, page)
	w := httptest.NewRecorder()
	site.ServeHTTP(w, r)
	return w.Body.String()
}

// A run that takes another's place keeps the drawing of the task; alone it has its own.
func TestARunKeepsTheDrawingOfItsPage(t *testing.T) {
	x := open(t)
	for _, c := range []struct {
		page, path, part string
		there            bool
	}{
		{"/tasks/1", "/lab/blocking-amplification?workers=12", `data-part="box:checkout"`, true},
		{"", "/lab/blocking-amplification?workers=12", `data-part="box:checkout"`, false},
		{"/tasks/2", "/lab/blocking-amplification?workers=12", `data-part="box:checkout"`, false},
		{"/tasks/7", "/lab/correlated-replicas?replicas=2", `data-part="box:config"`, true},
		{"/tasks/rain", "/lab/correlated-replicas?replicas=2", `data-part="box:config"`, false},
		{"/lessons/cascading-failure", "/lab/retry-storm?t=30s", `class="ring"`, false},
		{"", "/lab/retry-storm?t=30s", `class="ring"`, true},
	} {
		if strings.Contains(as(t, x, c.page, c.path), c.part) != c.there {
			t.Errorf("on page %q, %s: %s there: %v", c.page, c.path, c.part, !c.there)
		}
	}
}

// The controls of a run that takes another's place have the names of those before it.
func TestARunKeepsTheNamesOfItsControls(t *testing.T) {
	x := open(t)
	for page, id := range map[string]string{"/tasks/3": `id="watchplayer-retries"`, "": `id="player-retries"`} {
		if !strings.Contains(as(t, x, page, "/lab/retry-storm?duration=30"), id) {
			t.Errorf("on page %q no control has %s", page, id)
		}
	}
}

// A bet is asked for where the run has the settings that it is about, changes and all; the instant is the book's.
func TestTheBetIsAboutItsRun(t *testing.T) {
	x := open(t)
	for path, asked := range map[string]bool{
		"/lab/correlated-replicas":            false,
		"/lab/correlated-replicas?replicas=2": true,
		"/lab/blocking-amplification?at=60s:arrival_rate=99&distribution=constant&arrival_rate=60":                   true,
		"/lab/blocking-amplification?at=60s:arrival_rate=99&at=70s:workers=20&distribution=constant&arrival_rate=60": false,
	} {
		page := get(t, x, path).Body.String()
		if strings.Contains(page, "data-sealed") != asked {
			t.Errorf("%s: a bet is asked for: %v", path, !asked)
		}
	}
	if page := get(t, x, "/lab/orphaned-work").Body.String(); !strings.Contains(page, `data-cursor="120"`) {
		t.Error("a run does not open where the book says")
	}
}

// A knob that is turned keeps the change that the page makes, and no other.
func TestAKnobKeepsThePagesOwnChange(t *testing.T) {
	x := open(t)
	const own, made = `name="at" value="60s:arrival_rate=99"`, `name="at" value="70s:workers=20"`
	run := "/lab/blocking-amplification?at=60s:arrival_rate=99&at=70s:workers=20&distribution=constant&arrival_rate=60"
	knobs := func(page string) string {
		_, rest, _ := strings.Cut(as(t, x, page, run), "data-knobs")
		form, _, _ := strings.Cut(rest, "</form>")
		return form
	}
	if form := knobs("/tasks/1"); !strings.Contains(form, own) || strings.Contains(form, made) {
		t.Errorf("on the task's page the knobs keep %s", form)
	}
	if form := knobs(""); strings.Contains(form, own) {
		t.Error("on its own page a run keeps a change when a knob is turned")
	}
	if page := as(t, x, "/tasks/1", strings.Replace(run, "&at=70s:workers=20", "", 1)); strings.Contains(page, "Back to it") {
		t.Error("the page's own change is said to be somebody's")
	}
}
