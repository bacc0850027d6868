package lab

import (
	"strings"
	"testing"
)

func TestWhatIsAskedToDraw(t *testing.T) {
	x := open(t)
	page := get(t, x, "/lab/retry-storm").Body.String()
	for _, part := range []string{`data-sealed`, `data-draw="goodput"`, `data-from="20"`, `data-value="1000"`, `data-at="120"`} {
		if !strings.Contains(page, part) {
			t.Errorf("the page has no %s", part)
		}
	}
	if short := get(t, x, "/lab/retry-storm?duration=70").Body.String(); strings.Contains(short, `data-at="90"`) {
		t.Error("a handle stands after the end of the run")
	}
	for _, shared := range []string{"?t=30s", "?at=30s:retries=0"} {
		if page := get(t, x, "/lab/retry-storm"+shared).Body.String(); strings.Contains(page, "data-sealed") {
			t.Errorf("%s covers the frame that it shows", shared)
		}
	}
}
