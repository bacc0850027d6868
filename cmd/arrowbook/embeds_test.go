package main

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"arrowbook/exercises"
)

func page(t *testing.T, address string) string {
	t.Helper()
	answer, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d, %v", address, answer.StatusCode, err)
	}
	return string(body)
}

// TestSimulationsStandWhereTheyTeach asks for each lesson and the tasks 1 to 11: each has a run that is whole without a
// script, asks first, and has a stage on which each station of its model has a place.
func TestSimulationsStandWhereTheyTeach(t *testing.T) {
	s := startServer(t)
	book, err := exercises.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	watches := map[string]*exercises.Watch{}
	for _, lesson := range book.Lessons {
		watches["/lessons/"+lesson.Slug] = lesson.Watch
	}
	for _, task := range book.Tasks {
		if task.Number <= 11 {
			watches[fmt.Sprintf("/tasks/%d", task.Number)] = task.Watch
		}
	}
	for path, watch := range watches {
		if watch == nil || watch.Predict == nil {
			t.Errorf("%s has no simulation that asks first", path)
			continue
		}
		got := page(t, s.URL+path)
		for _, part := range []string{`id="watchplayer"`, `data-stage`, `class="predict"`, `data-says`, "/css/player.", "/js/player.", "/css/runs."} {
			if !strings.Contains(got, part) {
				t.Errorf("%s has no %s", path, part)
			}
		}
	}
}

// TestATaskKeepsItsDrawing bets on task 1, turns a knob, and finds the run on the task's own drawing still.
func TestATaskKeepsItsDrawing(t *testing.T) {
	s := startServer(t)
	v := newVisitor(t)
	v.open(s.URL + "/tasks/1")
	v.until(`document.querySelector(".player.covered") && !document.querySelector("[data-transport]").hidden`)
	if eval[bool](v, `[...document.querySelectorAll(".player-main > section, .player-main > [data-says]")].some(part => part.checkVisibility())`) {
		t.Error("the run can be read before the bet")
	}
	v.click(`[data-bet="many"]`)
	v.until(`!document.querySelector(".covered") && !document.querySelector('[data-reveal="many"]').hidden`)
	eval[bool](v, `(() => { const k = document.querySelector('[data-knobs] [name="workers"]'); k.value = "20"; return k.dispatchEvent(new Event("input", {bubbles: true})); })()`)
	v.until(`document.querySelector('.player [data-pool-label]').textContent.includes("of 20")`)
	if !eval[bool](v, `document.querySelector('.player [data-part="box:checkout"]') !== null && document.querySelector(".player .ring") === null`) {
		t.Error("the drawing is another one, or the page shows more than before")
	}
	v.looks("task-1-another-run")
}

// TestTheStageFollowsTheRun plays task 9 and 10: figures, bars and what goes back along an arrow move with the cursor.
func TestTheStageFollowsTheRun(t *testing.T) {
	s := startServer(t)
	v := newVisitor(t)
	v.open(s.URL + "/tasks/9")
	v.until(`!document.querySelector("[data-bet-skip]").hidden`)
	v.click("[data-bet-skip]")
	eval[bool](v, `(() => { const s = document.querySelector("[data-scrub]"); s.value = 400; return s.dispatchEvent(new Event("input")); })()`)
	v.until(`/^1\d\d dropped so far$|^2\d\d dropped so far$/.test(document.querySelector('[data-figure="ledger"]').textContent)`)
	v.until(`document.querySelector("[data-stage-says]").textContent.includes("dropped so far.")`)
	v.until(`document.querySelectorAll('.token[visibility="visible"]').length > 0`)
	v.open(s.URL + "/tasks/10")
	v.until(`!document.querySelector("[data-bet-skip]").hidden`)
	v.click("[data-bet-skip]")
	eval[bool](v, `(() => { const s = document.querySelector("[data-scrub]"); s.value = 10; return s.dispatchEvent(new Event("input")); })()`)
	v.until(`Number(document.querySelector(".bar.useful").getAttribute("width")) < 20`)
	v.looks("task-10-stage")
}
