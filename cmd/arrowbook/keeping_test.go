package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"arrowbook/grading"
)

// text is an answer in prose.
func text(words string) grading.Value { return grading.Value{Kind: grading.KindText, Text: words} }

// says waits until the page tells how far saving is.
func (v *visitor) says(state string) {
	v.t.Helper()
	v.until(fmt.Sprintf(`document.querySelector("#saved").textContent.trim().startsWith(%q)`, state))
}

// keptHere counts what this browser holds for sending later.
const keptHere = `Object.keys(localStorage).filter(key => key.startsWith("arrowbook")).length`

// TestErasingForgetsWhatTheBrowserKept writes while the server is away, erases everything at the desk, and
// finds no word again, on the server or in the browser.
func TestErasingForgetsWhatTheBrowserKept(t *testing.T) {
	s := startServer(t)
	v := newVisitor(t)
	v.open(s.URL + "/tasks/3")
	v.fill(grading.Answers{"optimum.client": text("It was sent.")})
	v.says("Saved")
	s.kill()
	v.fill(grading.Answers{"optimum.api": text("It was never sent.")})
	v.says("Kept here")
	v.do(chromedp.Navigate("about:blank")) // while nobody listens, so that leaving cannot send it
	s.start()
	v.open(s.URL + "/desk/erase")
	if eval[int](v, keptHere) == 0 {
		t.Fatal("before erasing, the browser keeps nothing")
	}
	v.click(".btn.grave")
	v.until(`document.querySelector("h1").textContent === "Erased"`)
	v.until(keptHere + " === 0")
	v.open(s.URL + "/tasks/3")
	v.says("Nothing written yet")
	if words := eval[string](v, `[...document.querySelectorAll("#answer textarea")].map(a => a.value).join("")`); words != "" {
		t.Errorf("after erasing, the page says %q", words)
	}
}

// The curve as the server keeps it, and as the plane draws it in its own units.
const (
	serversCurve = `fetch("/tasks/11/draft").then(r => r.json()).then(d => JSON.stringify(d.answers.curve))`
	drawnDots    = `[...document.querySelectorAll("[data-dots] circle")].map(c => (c.getAttribute("cx") - 60) / 280).map(x => x.toFixed(2)).join(" ")`
)

// TestACurveAtOtherLoadsStaysUntilItIsTouched brings a curve by JSON whose loads are not the nine of the page.
func TestACurveAtOtherLoadsStaysUntilItIsTouched(t *testing.T) {
	s := startServer(t)
	v := newVisitor(t)
	v.open(s.URL + "/tasks/11")
	const came = "[[0.1,0.1],[0.9,0.9],[1.3,1],[1.9,0.2]]"
	v.put(11, `{"answers": {"curve": `+came+`}, "revs": {}}`)
	v.open(s.URL + "/tasks/11")
	if dots := eval[string](v, drawnDots); dots != "0.10 0.90 1.30 1.90" {
		t.Errorf("before it is touched, it is drawn at %s", dots)
	}
	v.fill(grading.Answers{"why": text("Work that nobody waits for any more.")})
	v.says("Saved")
	if curve := eval[string](v, serversCurve); curve != came {
		t.Errorf("untouched it became %s", curve)
	}
	v.to(`[name="curve:4"]`)
	v.keys("0.5")
	v.says("Saved")
	const redrawn = "[[0.25,0.25],[0.5,0.5],[0.75,0.75],[1,0.5],[1.25,0.988],[1.5,0.733],[1.75,0.4]]"
	if curve := eval[string](v, serversCurve); curve != redrawn {
		t.Errorf("touched it became %s, not %s", curve, redrawn)
	}
	if dots := eval[string](v, drawnDots); dots != "0.25 0.50 0.75 1.00 1.25 1.50 1.75" {
		t.Errorf("touched it is drawn at %s", dots)
	}
}

// kept puts an answer that was never sent into the browser, as a page leaves it there, and opens the page.
func (v *visitor) kept(address, field, value string) {
	v.t.Helper()
	v.open(address)
	task := address[strings.LastIndex(address, "/")+1:]
	eval[bool](v, fmt.Sprintf(`(localStorage.setItem(%q, %q), true)`, "arrowbook:"+task+":"+field, `{"base": 0, "value": `+value+`}`))
	v.open(address)
	v.says("Saved")
}

// TestAKeptListComesBackWhole finds more lines in the browser than an empty list shows.
func TestAKeptListComesBackWhole(t *testing.T) {
	s := startServer(t)
	v := newVisitor(t)
	const kept = `["one","two","three","four","five","six","seven"]`
	v.kept(s.URL+"/tasks/3", "timeline", kept)
	if lines := eval[string](v, `JSON.stringify([...document.querySelectorAll("[name=timeline]")].map(a => a.value).filter(Boolean))`); lines != kept {
		t.Errorf("the list shows %s", lines)
	}
}

// TestAKeptCurveAtOtherLoadsComesBack finds such a curve in the browser, not yet sent, and sends it as it is.
func TestAKeptCurveAtOtherLoadsComesBack(t *testing.T) {
	s := startServer(t)
	v := newVisitor(t)
	const kept = "[[0.1,0.1],[1.3,1],[1.9,0.2]]"
	v.kept(s.URL+"/tasks/11", "curve", kept)
	if dots := eval[string](v, drawnDots); dots != "0.10 1.30 1.90" {
		t.Errorf("it is drawn at %s", dots)
	}
	if curve := eval[string](v, serversCurve); curve != kept {
		t.Errorf("it was sent as %s", curve)
	}
}

// put saves a draft as a program would, beside the page.
func (v *visitor) put(task int, body string) {
	v.t.Helper()
	status := eval[int](v, fmt.Sprintf(`fetch("/tasks/%d/draft", {method: "PUT", body: %q,
		headers: {"Content-Type": "application/json", Accept: "application/json"}}).then(r => r.status)`, task, body))
	if status != 200 {
		v.t.Fatalf("the draft is answered with %d", status)
	}
}
