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
