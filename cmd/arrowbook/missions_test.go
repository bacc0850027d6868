package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// knob turns a control of the player as a hand does.
func (v *visitor) knob(name, value string) {
	v.t.Helper()
	eval[bool](v, fmt.Sprintf(`(() => { const k = document.querySelector('[data-knobs] [name=%q]'); k.value = %q; return k.dispatchEvent(new Event("input", {bubbles: true})); })()`, name, value))
}

// TestMissionsTickThemselves turns a knob until a mission is reached, and back: the browser remembers.
func TestMissionsTickThemselves(t *testing.T) {
	s := startServer(t)
	v := newVisitor(t)
	v.open(s.URL + "/lab/retry-storm?t=30s")
	v.until(`!document.querySelector("[data-transport]").hidden`)
	if eval[int](v, `document.querySelectorAll("[data-mission][data-met], [data-before]:not([hidden])").length`) != 0 {
		t.Error("a mission is reached by the run as it comes")
	}
	v.knob("retry_budget", "0.1")
	v.until(`document.querySelector('[data-mission="quiet"][data-met]') && document.querySelector('[data-mission="back-soon"][data-met]')`)
	const said = `document.querySelector("[data-live]").textContent`
	v.until(said + `.includes("The run with the new settings.") && / Missions reached: The service is well again .+; No second costs .+\.$/.test(` + said + `)`)
	v.looks("missions")
	v.knob("retry_budget", "1")
	v.until(`document.querySelectorAll("[data-before]:not([hidden])").length === 2 && !document.querySelector("[data-mission][data-met]")`)
	v.knob("retry_budget", "0.1")
	v.until(`document.querySelector('[data-mission="quiet"][data-met]') && ` + said + `.startsWith("The run") && !` + said + `.includes("reached")`)
	v.open(s.URL + "/lab/retry-storm?t=30s&seed=2")
	v.until(`document.querySelectorAll("[data-before]:not([hidden])").length === 2`)
	v.open(s.URL + "/lab/layered-retries?attempts=2")
	v.until(`document.querySelector('[data-mission="eight"][data-met]') && ` + said + `.startsWith("Mission reached: ")`)
	if eval[int](v, `document.querySelectorAll("[data-before]:not([hidden])").length`) != 0 {
		t.Error("a mission of another simulation is marked")
	}
	v.open(s.URL + "/lab/layered-retries?attempts=3")
	v.until(`document.querySelectorAll("[data-before]:not([hidden])").length === 1`)
}

// TestMissionsDoNotTellTheBet keeps them covered as long as the run is.
func TestMissionsDoNotTellTheBet(t *testing.T) {
	s := startServer(t)
	v := newVisitor(t)
	v.open(s.URL + "/lab/retry-storm")
	v.until(`document.querySelector(".player.covered")`)
	if eval[bool](v, `[...document.querySelectorAll(".missions, .observers-part, .way-part")].some(part => part.checkVisibility())`) {
		t.Error("what came of the run can be read before the bet")
	}
}

// TestFiguresDoNotTellTheBet keeps a stage's figures covered until then, to eyes and to ears.
func TestFiguresDoNotTellTheBet(t *testing.T) {
	s := startServer(t)
	v := newVisitor(t)
	const told = `[...document.querySelectorAll(".stage [data-figure], [data-stage-says]")].some(words => getComputedStyle(words).visibility === "visible" && /done|down/.test(words.textContent)) || /done|down/.test(document.querySelector("[data-layout]").ariaLabel)`
	for _, page := range []string{"/lessons/completion-invisibility", "/lab/availability-coupling", "/lab/ordering"} {
		v.open(s.URL + page)
		v.until(`document.querySelector(".player.covered")`)
		if eval[bool](v, told) {
			t.Errorf("%s: a figure of the stage tells the bet", page)
		}
		v.click("[data-bet-skip]")
		v.until(`getComputedStyle(document.querySelector(".stage [data-figure]")).visibility === "visible"`)
	}
}

// TestTheWayFollowsTheCursor moves the cursor and finds the dot on another place of the path, and the two observers'
// cursors with it.
func TestTheWayFollowsTheCursor(t *testing.T) {
	s := startServer(t)
	v := newVisitor(t)
	v.open(s.URL + "/lab/retry-storm?at=40s:retries=0&t=10s")
	v.until(`!document.querySelector("[data-transport]").hidden`)
	const dot = `(() => { const d = document.querySelector("[data-way-now]"); return parseFloat(d.getAttribute("cx")); })()`
	drawn := eval[float64](v, dot)
	eval[bool](v, `(() => { const scrub = document.querySelector("[data-scrub]"); scrub.value = "38"; return scrub.dispatchEvent(new Event("input", {bubbles: true})); })()`)
	if moved := eval[float64](v, dot); !(drawn < 25) || !(moved > 75) {
		t.Errorf("the dot stands at %g%% of the load at 10 s and at %g%% at 38 s", drawn, moved)
	}
	if !eval[bool](v, `[...document.querySelectorAll(".observer [data-cursor-line]")].length === 4 && [...document.querySelectorAll(".observer [data-cursor-line]")].every(line => Math.abs(parseFloat(line.getAttribute("x1")) - 31.67) < .1)`) {
		t.Error("the observers do not follow the cursor")
	}
	v.looks("way")
}

// TestLintKnowsWhatMissionsName finds a goal that asks for what no run reports, and one of a simulation nobody knows.
func TestLintKnowsWhatMissionsName(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "missions")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	const mission = "terms: None.\ngiven: retries at least 1\nmissions:\n  - {id: a, goal: It rains., met: rainfall at least 3}\n"
	for _, scenario := range []string{"retry-storm", "weather"} {
		if err := os.WriteFile(filepath.Join(folder, scenario+".yaml"), []byte(mission), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	status, out := lintProgram(t, filepath.Dir(folder))
	for _, says := range []string{`missions/retry-storm.yaml: mission a: retry-storm reports no "rainfall"`, `missions/weather.yaml: there is no scenario "weather"`} {
		if status != 1 || !strings.Contains(out, says) {
			t.Errorf("lint ends with %d and does not say %s: %s", status, says, out)
		}
	}
}
