package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// widths reads how thick the arrows of the loop are.
const widths = `[...document.querySelectorAll(".ring .shaft")].map(s => Number(s.getAttribute("stroke-width")))`

// TestTheLoopFollowsTheCursor moves the cursor, cuts an arrow by keyboard and sees the loop die; the script and
// the server draw the same.
func TestTheLoopFollowsTheCursor(t *testing.T) {
	s := startServer(t)
	v := newVisitor(t)
	v.open(s.URL + "/lab/retry-storm?t=10s")
	v.until(`!document.querySelector("[data-transport]").hidden`)
	quiet := eval[[]float64](v, widths)
	scrub := `(() => { const s = document.querySelector("[data-scrub]"); s.value = "60"; return s.dispatchEvent(new Event("input", {bubbles: true})); })()`
	eval[bool](v, scrub)
	v.until(`document.querySelector("[data-loop-says]").textContent.startsWith("At 60 s the loop is closed")`)
	for i, w := range eval[[]float64](v, widths) {
		if w <= quiet[i]+3 {
			t.Errorf("arrow %d is %g thick in the storm, and was %g", i+1, w, quiet[i])
		}
	}
	v.looks("loop")
	eval[bool](v, `(document.querySelector("[data-arrow='2'] [data-offer]").focus(), true)`)
	v.do(chromedp.KeyEvent("\r"))
	v.until(`document.querySelector("[data-arrow='2'] .was-cut") && decodeURIComponent(location.search).includes("at=60s:retries=0")`)
	if !eval[bool](v, `document.activeElement.classList.contains("was-cut")`) {
		t.Error("the keyboard is lost after the cut")
	}
	eval[bool](v, strings.Replace(scrub, `"60"`, `"100"`, 1))
	v.until(`document.querySelector("[data-loop-says]").textContent.startsWith("At 100 s the loop is open")`)
	drawn := eval[string](v, `document.querySelector("[data-loop-says]").textContent + document.querySelector(".ring").textContent`)
	v.looks("loop-cut")
	v.open(s.URL + "/lab/retry-storm?at=60s:retries=0&t=100s")
	if served := eval[string](v, `document.querySelector("[data-loop-says]").textContent + document.querySelector(".ring").textContent`); served != drawn {
		t.Errorf("the script draws %q, the server %q", drawn, served)
	}
}

// TestALoopCutByThePointer presses an arrow of the picture, which stands where the loop shows best.
func TestALoopCutByThePointer(t *testing.T) {
	s := startServer(t)
	v := newVisitor(t)
	v.open(s.URL + "/lab/blocking-amplification?arrival_rate=98&timeout=0.5")
	v.until(`!document.querySelector("[data-transport]").hidden`)
	if says := eval[string](v, `document.querySelector("[data-loop-says]").textContent`); !strings.HasPrefix(says, "At 36.8 s the loop is closed") {
		t.Errorf("the loop says %q", says)
	}
	place := eval[[]float64](v, `(() => { const s = document.querySelector(".ring .shaft"); s.scrollIntoView({block: "center"}); const p = s.getPointAtLength(s.getTotalLength() / 2).matrixTransform(s.getScreenCTM()); return [p.x, p.y]; })()`)
	v.do(chromedp.MouseClickXY(place[0], place[1]))
	v.until(`document.querySelector("[data-arrow='1'] .was-cut") && decodeURIComponent(location.search).includes("at=36.8s:workers=30")`)
}
