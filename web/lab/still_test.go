package lab

import (
	"strings"
	"testing"
)

// A run over offered loads is a curve with its figures and numbers; nothing of it needs a script.
func TestARunOverLoads(t *testing.T) {
	page := get(t, open(t), "/lab/load-curve?duration=6&steps=8&t=1").Body.String()
	for _, part := range []string{
		"0.5×", "2×, 24,000/s", "the curve bends back", `class="curve series-good"`, `<th scope="row">peak goodput</th>`, `<th scope="row">0.25×</th>`,
		`href="/lab/load-curve?duration=6&amp;shed=on`, "Change one thing",
	} {
		if !strings.Contains(page, part) {
			t.Errorf("the page has no %s", part)
		}
	}
	for _, part := range []string{"data-player", "data-cursor-line", "data-transport", "NaN", "100 seeds"} {
		if strings.Contains(page, part) {
			t.Errorf("a run without a clock has %s", part)
		}
	}
}

func TestARunWithoutAnAxis(t *testing.T) {
	page := get(t, open(t), "/lab/layered-retries?requests=200").Body.String()
	for _, part := range []string{"One request makes", `<th scope="row">calls per request</th>`, `action="/lab/layered-retries"`, `href="/lab/layered-retries?attempts=1&amp;requests=200"`} {
		if !strings.Contains(page, part) {
			t.Errorf("the page has no %s", part)
		}
	}
	for _, part := range []string{"data-player", "data-chart", "NaN", "The numbers of this run"} {
		if strings.Contains(page, part) {
			t.Errorf("a run without an axis has %s", part)
		}
	}
}

func TestStillRunsAreCompared(t *testing.T) {
	x := open(t)
	page := get(t, x, "/lab/layered-retries?requests=200&vs=attempts%3D1%26requests%3D200").Body.String()
	if !strings.Contains(page, "B less this") || strings.Contains(page, "data-now") || strings.Contains(page, "First difference") {
		t.Error("two tables do not stand beside each other")
	}
	if page := get(t, x, "/lab/load-curve?duration=6&steps=8&vs=duration%3D6%26steps%3D8%26shed%3Don").Body.String(); !strings.Contains(page, `data-series="b.goodput"`) {
		t.Error("the second curve is not drawn")
	}
}
