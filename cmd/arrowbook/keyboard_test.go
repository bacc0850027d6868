package main

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// to moves to a control with the tabulator key alone, from wherever the focus is.
func (v *visitor) to(selector string) {
	v.t.Helper()
	for range 200 {
		if eval[bool](v, fmt.Sprintf("document.activeElement.matches(%q)", selector)) {
			return
		}
		v.keys(kb.Tab)
	}
	v.t.Fatalf("the tabulator key does not lead to %s", selector)
}

// check reaches the button and presses it, and waits for the verdicts.
func (v *visitor) check() {
	v.t.Helper()
	v.to("#check")
	v.keys(kb.Enter)
	v.until(`document.querySelector(".note")`)
}

// metNotes is what the notes say that tell of something met.
const metNotes = `[...document.querySelectorAll(".note.met")].map(n => n.textContent).join(" ")`

func TestTaskElevenByKeyboardAlone(t *testing.T) {
	s := startServer(t)
	v := newVisitor(t)
	v.open(s.URL + "/tasks/11")
	for i, height := range []string{"0", "0.25", "0.5", "0.75", "1", "0.7", "0.5", "0.3", "0.2"} {
		v.to(fmt.Sprintf(`[name="curve:%d"]`, i))
		v.keys(height)
	}
	v.to(`[name="peak"]`)
	v.keys("1")
	v.to(`[name="bend"]`)
	v.keys("1.1")
	v.check()
	for _, title := range []string{"The way up", "The way on", "The first mark", "The second mark"} {
		v.until(fmt.Sprintf(`(%s).includes(%q)`, metNotes, title))
	}
}

func TestTaskSevenByKeyboardAlone(t *testing.T) {
	s := startServer(t)
	v := newVisitor(t)
	v.open(s.URL + "/tasks/7")
	for i := range 6 {
		for _, c := range [][2]string{{"timeout", "none today"}, {"retry", "no retry"}, {"when_slow", "a thread blocks"}} {
			v.to(fmt.Sprintf(`[name="arrows:%d:%s"]`, i, c[0]))
			v.keys(c[1])
		}
	}
	v.check()
	for _, title := range []string{"Every arrow", "The second column", "The third column", "The fourth column"} {
		v.until(fmt.Sprintf(`(%s).includes(%q)`, metNotes, title))
	}
}

// pick chooses one of a group of radio buttons: the space bar takes the first, the arrow keys go on from it.
func (v *visitor) pick(name, value string) {
	v.t.Helper()
	v.to(fmt.Sprintf("[name=%q]", name))
	v.keys(" ")
	for range 20 {
		if eval[bool](v, fmt.Sprintf("document.activeElement.checked && document.activeElement.value === %q", value)) {
			return
		}
		v.keys(kb.ArrowDown)
	}
	v.t.Fatalf("the arrow keys do not lead to %s in %s", value, name)
}

// write reaches a control and types into it.
func (v *visitor) write(name, text string) {
	v.t.Helper()
	v.to(fmt.Sprintf("[name=%q]", name))
	v.keys(text)
}

// unreached names the controls of the answer that never had the focus since the script below was started.
const (
	watchFocus = `(() => {
		window.reached = new Set();
		document.addEventListener("focusin", e => window.reached.add(e.target.name));
		return true;
	})()`
	unreached = `[...new Set([...document.querySelectorAll("#answer .field [name]:not([type=hidden])")].map(c => c.name))]
		.filter(name => !window.reached.has(name)).join(", ")`
)

func TestTaskFourByKeyboardAlone(t *testing.T) {
	s := startServer(t)
	v := newVisitor(t)
	model := modelOf(t, 4)
	v.open(s.URL + "/tasks/4")
	eval[bool](v, watchFocus)
	for _, id := range []string{"conclusion.a", "conclusion.b", "conclusion.c"} {
		v.write(id, model[id].Text)
	}
	for _, box := range model["boundary"].Items {
		v.to(fmt.Sprintf(`[name="boundary"][value=%q]`, box))
		v.keys(" ")
	}
	v.pick("which", model["which"].Text)
	v.write("how", model["how"].Text)
	v.write("rule", model["rule"].Text)
	v.pick("frame.kind", model["frame.kind"].Text)
	c := model["frame.coupling"].Coupling
	for _, part := range [][2]string{{"x", c.X}, {"y", c.Y}, {"z", c.Z}, {"b", c.B}} {
		v.write("frame.coupling:"+part[0], part[1])
	}
	v.pick("frame.place", model["frame.place"].Text)
	v.write("frame.fix", model["frame.fix"].Text)
	if names := eval[string](v, unreached); names != "" {
		t.Errorf("the tabulator key passed by %s", names)
	}
	v.check()
	v.until(`document.querySelector(".result.passed")`)
	if open := eval[string](v, `[...document.querySelectorAll(".note.missing, .note.unsure")].map(n => n.textContent).join("\n")`); open != "" {
		t.Errorf("open after the check:\n%s", open)
	}
	v.axe("task 4, passed by keyboard")
}

// TestTheFixIsNamedWhereItIsPlaced follows the words on the diagram while the choice moves.
func TestTheFixIsNamedWhereItIsPlaced(t *testing.T) {
	s := startServer(t)
	v := newVisitor(t)
	v.open(s.URL + "/tasks/3")
	const named = `[...document.querySelectorAll(".wide [data-fix]")].filter(l => getComputedStyle(l).visibility === "visible").map(l => l.dataset.fix).join()`
	if at := eval[string](v, named); at != "" {
		t.Errorf("before anything is chosen the fix is named at %s", at)
	}
	for _, place := range []string{"arrow:client->api", "box:db"} {
		v.pick("frame.place", place)
		v.until(fmt.Sprintf("(%s) === %q", named, place))
		v.picture("place-" + place[:3])
	}
	v.click(`[data-place] .wide [data-part="box:api"]`)
	v.until(fmt.Sprintf("(%s) === %q", named, "box:api"))
}
