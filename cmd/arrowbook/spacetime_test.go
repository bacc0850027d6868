package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestAStoryMessageByMessage walks through examples and looks at each scenario's picture in both moods, wide
// and on a phone.
func TestAStoryMessageByMessage(t *testing.T) {
	s := startServer(t)
	v := newVisitor(t)
	v.open(s.URL + "/lab/payments-ledger?receiver_dedup=off&t=30s")
	v.until(`!document.querySelector("[data-transport]").hidden`)
	first := eval[string](v, `document.querySelector(".story-events").textContent`)
	eval[bool](v, `(document.querySelector(".story-ways a[data-swap]").focus(), true)`)
	v.do(chromedp.KeyEvent("\r"))
	v.until(`location.search.includes("example=2") && document.querySelector(".story-ways").textContent.includes("Example 2 of")`)
	if second := eval[string](v, `document.querySelector(".story-events").textContent`); second == first || !strings.Contains(second, "again") {
		t.Errorf("the second example is the first, or no duplicate: %s", second)
	}
	if !eval[bool](v, `document.activeElement.textContent === "Next example"`) {
		t.Error("the keyboard is lost between two examples")
	}
	v.looks("story-payments")
	for _, run := range []string{"duplicate-execution", "ordering", "enqueue-before-commit", "orphaned-work"} {
		v.open(s.URL + "/lab/" + run + "?t=30s")
		v.looks("story-" + run)
		if out := eval[string](v, wordsOutside); out != "" {
			t.Errorf("%s: words leave the picture: %s", run, out)
		}
	}
}

// wordsOutside finds the words of a story's picture that leave it.
const wordsOutside = `(() => {
	const picture = document.querySelector(".story").getBoundingClientRect();
	return [...document.querySelectorAll(".story text")].filter(t => { const b = t.getBoundingClientRect(); return b.left < picture.left - 1 || b.right > picture.right + 1; }).map(t => t.textContent).join(", ");
})()`
