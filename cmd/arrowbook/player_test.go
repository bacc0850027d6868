package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// looks takes pictures of a state in both moods, wide and on a phone, and has axe look at each.
func (v *visitor) looks(name string) {
	v.t.Helper()
	for _, mood := range []string{"light", "dark"} {
		v.mood(mood)
		for _, width := range []int64{1280, 320} {
			v.resize(width, 900)
			state := fmt.Sprintf("%s-%s-%d", name, mood, width)
			v.axe(state)
			v.picture(state)
			if eval[bool](v, fmt.Sprintf(`document.documentElement.scrollWidth > %d`, width+1)) {
				v.t.Errorf("%s is wider than the page", state)
			}
		}
	}
	v.mood("light")
	v.resize(1280, 900)
}

// TestDrawingABet draws the curve by keyboard and by pointer; the run stays covered until then.
func TestDrawingABet(t *testing.T) {
	s := startServer(t)
	v := newVisitor(t)
	v.open(s.URL + "/lab/retry-storm")
	v.until(`document.querySelector(".player.covered [data-draw]")`)
	if !eval[bool](v, `getComputedStyle(document.querySelector("[data-says]")).display === "none" && document.querySelector("[data-curves]").viewBox.baseVal.width < 170`) {
		t.Error("the run can be read before the bet")
	}
	eval[bool](v, `(() => { const h = document.querySelector('[data-at="60"]'); h.value = "900"; return h.dispatchEvent(new Event("input", {bubbles: true})); })()`)
	place := eval[[]float64](v, `(() => { scrollTo(0, 300); const b = document.querySelector(".chart-load > svg").getBoundingClientRect(); return [b.left + b.width * .75, b.top + b.height * .5]; })()`)
	v.do(chromedp.MouseClickXY(place[0], place[1]))
	v.until(`Number(document.querySelector('[data-at="90"]').value) > 2000`)
	v.looks("bet-open")
	v.click("[data-draw-done]")
	v.until(`!document.querySelector("[data-gap]").hidden`)
	if says := eval[string](v, `document.querySelector("[data-gap]").textContent`); !strings.HasPrefix(says, "At 90 s you drew 2,") || !strings.Contains(says, "; it was ") {
		t.Errorf("the gap is said as %q", says)
	}
	if eval[bool](v, `document.querySelector(".covered") !== null || document.querySelector("[data-do=play]").disabled`) {
		t.Error("the run stays covered after the bet")
	}
	v.looks("bet-revealed")
	v.click("[data-offer][data-name=retries]")
	v.until(`document.querySelector("[data-says]").textContent.includes("Useful answers kept up") && document.querySelector(".chart-load .bet")`)
}

// TestTwoRunsOnOneClock compares from the cursor on, plays both and finds the same page behind the address.
func TestTwoRunsOnOneClock(t *testing.T) {
	s := startServer(t)
	v := newVisitor(t)
	v.open(s.URL + "/lab/retry-storm?t=30s")
	v.until(`document.querySelector("[data-knobs]") && !document.querySelector("[data-transport]").hidden`)
	eval[bool](v, `(() => { const f = document.querySelector("[data-compare]"); f.compare.value = "retries"; f.to.value = "0"; f.when.value = "cursor"; f.requestSubmit(); return true; })()`)
	v.until(`document.querySelector(".chart-load .curve.second") && location.search.includes("vs=")`)
	before := eval[string](v, `document.querySelector("[data-now=goodput]").textContent`)
	eval[bool](v, `(document.querySelector("[data-moments] li:last-child a").click(), true)`)
	v.until(fmt.Sprintf(`document.querySelector("[data-now=goodput]").textContent !== %q`, before))
	v.looks("compare")
	v.do(chromedp.Reload(), chromedp.WaitReady(chromedp.CSS("main")))
	v.until(`document.querySelector(".chart-load .curve.second") && document.querySelector("[data-clock]").textContent === "120 s"`)
	v.click(".comparison p:last-child a:last-child")
	v.until(`!document.querySelector(".comparison") && !location.search.includes("vs=")`)
}

// TestPinning pins a run, changes a setting, and lets the pinned run go again.
func TestPinning(t *testing.T) {
	s := startServer(t)
	v := newVisitor(t)
	v.open(s.URL + "/lab/retry-storm?retries=1&t=30s&pin=seed%3D1&pin=retries%3D0%26seed%3D1")
	v.until(`!document.querySelector("[data-transport]").hidden`)
	v.click(".pin-this a")
	v.until(`document.querySelectorAll(".chart-load .curve.pinned").length === 3 && location.search.split("pin=").length === 4`)
	eval[bool](v, `(() => { const k = document.querySelector('[data-knobs] [name="retries"]'); k.value = "2"; return k.dispatchEvent(new Event("input", {bubbles: true})); })()`)
	v.until(`location.search.includes("retries=2") && document.querySelectorAll(".chart-load .curve.pinned").length === 3`)
	v.looks("pinned")
	v.click(".pins li:last-child a")
	v.until(`!document.querySelector(".pinned") && !location.search.includes("pin=")`)
}

// TestTheBand asks for twenty seeds by the button, then for a hundred, and finds them behind the address.
func TestTheBand(t *testing.T) {
	s := startServer(t)
	v := newVisitor(t)
	v.open(s.URL + "/lab/retry-storm?retries=1&slow_for=3&t=30s")
	v.until(`!document.querySelector("[data-transport]").hidden`)
	if says := eval[string](v, `(() => { const b = document.querySelector("[data-wait]"); b.click(); return b.textContent; })()`); says != "20 runs are being computed." {
		t.Errorf("while it is computed the button says %q", says)
	}
	v.until(`document.querySelector("[data-band]") && location.search.includes("band=20")`)
	v.click("[data-wait]")
	v.until(`location.search.includes("band=100") && !document.querySelector("[data-wait]")`)
	if says := eval[string](v, `document.querySelector("[data-band]").textContent`); !strings.Contains(says, " of ") {
		t.Errorf("the band says %q", says)
	}
	v.looks("band")
}
