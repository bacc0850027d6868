package lab

import (
	"math"
	"strings"
	"testing"

	"arrowbook/exercises/scenarios"
)

func TestTwoRunsOnOnePage(t *testing.T) {
	x := open(t)
	page := get(t, x, "/lab/retry-storm?t=60s&vs=at%3D25s%3Aretries%3D0").Body.String()
	for _, part := range []string{
		"Retries 0 at 25 s", "First difference at 2", "first difference from B", `class="curve series-good second"`, `data-series="b.attempts"`,
		`<th scope="row">recovered</th><td>no</td><td>yes</td>`, "Stop comparing", `data-versus="/lab/retry-storm.json?at=25s:retries=0"`,
	} {
		if !strings.Contains(page, part) {
			t.Errorf("the page has no %s", part)
		}
	}
	if strings.Contains(page, `data-series="b.offered"`) || strings.Contains(page, "data-sealed") {
		t.Error("a curve that both runs share is drawn twice, or the bet covers a comparison")
	}
}

func TestASecondRunHasTheSameSeed(t *testing.T) {
	page := get(t, open(t), "/lab/retry-storm?seed=7&vs=retries%3D0").Body.String()
	if !strings.Contains(page, `.json?retries=0&amp;seed=7"`) || !strings.Contains(page, "Beside <span class=\"second-name\">B</span>: Retries 0<") {
		t.Error("the second run meets other requests")
	}
}

func TestAskingForAComparison(t *testing.T) {
	x := open(t)
	for path, want := range map[string]string{
		"?compare=retries&to=0&when=start&t=20.1s":            "/lab/retry-storm?t=20.1s&vs=retries%3D0",
		"?compare=retries&to=0&when=cursor&t=30s&timeout=1":   "/lab/retry-storm?timeout=1&t=30s&vs=timeout%3D1%26at%3D30s%3Aretries%3D0",
		"?compare=retries&to=3&when=start&retries=0&vs=gone":  "/lab/retry-storm?retries=0&vs=seed%3D1",
		"?compare=shed&to=on&when=start&seed=3&at=9s:shed=on": "/lab/retry-storm?seed=3&at=9s:shed=on&vs=shed%3Don%26seed%3D3%26at%3D9s%3Ashed%3Don",
	} {
		if got := get(t, x, "/lab/retry-storm"+path); got.Code != 303 || got.Header().Get("Location") != want {
			t.Errorf("%s: %d %s", path, got.Code, got.Header().Get("Location"))
		}
	}
	for path, says := range map[string]string{"?compare=retries&to=99": "0 to 20", "?compare=rain&to=1": "rain", "?vs=retries%3D99": "0 to 20", "?vs=%25": "cannot be read"} {
		if got := get(t, x, "/lab/retry-storm"+path); got.Code != 400 || !strings.Contains(got.Body.String(), says) {
			t.Errorf("%s: %d without %s", path, got.Code, says)
		}
	}
}

func TestAnotherRunOnThisClock(t *testing.T) {
	on := &scenarios.Result{Step: 1, Times: []float64{0, 1, 2, 3}}
	got := onClock([]float64{5, 7}, &scenarios.Result{Step: 1.5, Times: []float64{0, 1.5}}, on)
	if got[0] != 5 || got[1] != 5 || got[2] != 7 || !math.IsNaN(got[3]) {
		t.Error(got)
	}
}

func TestGaps(t *testing.T) {
	for _, c := range []struct {
		a, b any
		want string
	}{{1.0, 3.5, "+2.5"}, {3.0, 1.0, "−2"}, {2.0, 2.0, "same"}, {true, true, "same"}, {true, false, "–"}, {nil, 2.0, "–"}, {nil, nil, "same"}, {math.NaN(), 1.0, "–"}} {
		if got := gap(c.a, c.b); got != c.want {
			t.Errorf("%v, %v: %s", c.a, c.b, got)
		}
	}
}
