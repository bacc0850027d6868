package main

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// shutDoor lets the server in the page's eyes be busy for so many of the requests to come.
const shutDoor = `(times => {
	const real = window.fetch;
	window.asked = 0;
	window.fetch = (...request) => ++window.asked > times ? real(...request) : Promise.resolve(new Response("<p>busy</p>", { status: 503, headers: { "Retry-After": "1" } }));
	return true;
})`

// A page whose server is busy says so to the eye, waits as it is told, and gets its run.
func TestABusyServerIsAskedAgain(t *testing.T) {
	s := startServer(t)
	v := newVisitor(t)
	v.open(s.URL + "/lab/retry-storm?t=30s")
	v.until(`!document.querySelector("[data-transport]").hidden`)
	eval[bool](v, shutDoor+`(1)`)
	eval[bool](v, `(document.querySelector("[data-offers] a").click(), true)`)
	v.until(`document.querySelector(".warning")?.textContent.includes("busy") && document.querySelector(".warning").offsetHeight > 20`)
	v.until(`location.search.includes("at=30s") && !document.querySelector(".warning") && !document.querySelector("[aria-busy]")`)
}

// A trace that does not come is not asked for with every frame.
func TestATraceThatDoesNotComeIsLeftForAWhile(t *testing.T) {
	s := startServer(t)
	v := newVisitor(t)
	v.open(s.URL + "/lab/retry-storm?t=30s")
	v.until(`!document.querySelector("[data-transport]").hidden`)
	eval[bool](v, `(window.asked = 0, window.fetch = () => { window.asked++; return Promise.reject(new TypeError("gone")); }, document.querySelector("[data-do=play]").click(), true)`)
	v.until(`Number(document.querySelector("[data-scrub]").value) > 34`)
	if asked := eval[int](v, `window.asked`); asked > 4 {
		t.Errorf("four seconds of a run without a server are %d requests", asked)
	}
}

// A setting that cannot be is named where it can be seen, with its range.
func TestARefusedComparisonSaysWhy(t *testing.T) {
	s := startServer(t)
	v := newVisitor(t)
	v.open(s.URL + "/lab/retry-storm?t=30s")
	v.until(`!document.querySelector("[data-transport]").hidden`)
	eval[bool](v, `(() => { const f = document.querySelector("[data-compare]"); f.compare.value = "retries"; f.to.value = "99"; f.requestSubmit(); return true; })()`)
	v.until(`document.querySelector(".warning")?.textContent.includes("retries is a whole number from 0 to 20")`)
	v.looks("warning")
}

// In a task too the keyboard stays on the slider that it turns.
func TestASliderOfATaskKeepsTheKeyboard(t *testing.T) {
	s := startServer(t)
	v := newVisitor(t)
	v.open(s.URL + "/tasks/3")
	v.until(`!document.querySelector("[data-transport]").hidden`)
	v.keysAt("[data-knobs] [name=retries]", kb.ArrowLeft)
	v.until(`!document.querySelector("[data-old]")`)
	if !eval[bool](v, `document.activeElement.matches("[data-knobs] [name=retries]")`) {
		t.Errorf("the keyboard is at %s", eval[string](v, `document.activeElement.outerHTML.slice(0, 120)`))
	}
}

// keysAt puts the keyboard on a control of the player, marks the player as the one before, and presses keys.
func (v *visitor) keysAt(control, keys string) {
	v.t.Helper()
	eval[bool](v, fmt.Sprintf(`(document.querySelector(%q).focus(), document.querySelector(".player").setAttribute("data-old", ""), true)`, control))
	v.keys(keys)
}

// What takes the player's place leaves the keyboard on the control that asked, or near it.
func TestTheKeyboardKeepsItsPlace(t *testing.T) {
	s := startServer(t)
	v := newVisitor(t)
	v.open(s.URL + "/lab/retry-storm?retries=1&slow_for=3&t=30s")
	v.until(`!document.querySelector("[data-transport]").hidden`)
	for _, c := range []struct{ control, done, then string }{
		{"[data-offers] a", `location.search.includes("at=30s")`, ".player *"},
		{".pin-this a", `location.search.includes("pin=")`, ".player-side *"},
		{"[data-wait]", `location.search.includes("band=20")`, ".player-side *"},
		{"[data-knobs] button", `!location.search.includes("at=30s")`, "[data-knobs] button"},
		{"[aria-label='Unpin pin 1']", `!location.search.includes("pin=")`, ".player-main *"},
	} {
		v.keysAt(c.control, kb.Enter)
		v.until(`!document.querySelector("[data-old]") && ` + c.done)
		if !eval[bool](v, `document.activeElement.matches("`+c.then+`")`) {
			t.Errorf("after %s the keyboard is at %s", c.control, eval[string](v, `document.activeElement.outerHTML.slice(0, 120)`))
		}
	}
}
