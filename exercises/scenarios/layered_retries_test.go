package scenarios

import (
	"fmt"
	"math"
	"testing"
)

// TestLayeredRetriesAgainstTheory: a request makes another call at the bottom as long as all before it have
// failed, at most attempts^layers of them.
func TestLayeredRetriesAgainstTheory(t *testing.T) {
	for _, c := range []struct{ layers, attempts, failing, want float64 }{
		{3, 4, .5, 2}, {3, 4, .9, 9.99}, {3, 4, .99, 47.4}, {3, 4, 1, 64}, {1, 4, .9, 3.439}, {2, 3, .8, 4.329}, {5, 3, 1, 243},
	} {
		settings := []string{fmt.Sprint("layers=", c.layers), fmt.Sprint("attempts=", c.attempts), fmt.Sprint("failure_share=", c.failing)}
		for seed := range showSeeds() {
			r := run(t, "layered-retries", seed+1, settings)
			if got := value(r, "calls_per_request"); math.Abs(got/c.want-1) > .03 {
				t.Errorf("seed %d, %v: %g calls for each request, theory %g", seed+1, settings, got, c.want)
			}
			most := math.Pow(c.attempts, c.layers)
			if got, want := value(r, "success_share"), 1-math.Pow(c.failing, most); math.Abs(got-want) > .02 {
				t.Errorf("seed %d, %v: %g succeed, theory %g", seed+1, settings, got, want)
			}
			if got := value(r, "largest"); got > most {
				t.Errorf("seed %d, %v: %g calls for one request, more than %g", seed+1, settings, got, most)
			}
		}
	}
}

// TestARunWithoutAnAxisHasNothingToPlay: no series, no tokens, no change under way.
func TestARunWithoutAnAxisHasNothingToPlay(t *testing.T) {
	r := run(t, "layered-retries", 1, nil)
	if len(r.Times)+len(r.Series)+len(r.Window(0, 10).Tokens) != 0 || r.Step != 0 {
		t.Errorf("it has %v, %v, step %g", r.Times, r.Series, r.Step)
	}
	level := r.Frame(0).Level("bottom")
	if !math.IsNaN(level.Figure) || level.Busy+level.Wasted+level.Slots+level.Count != 0 {
		t.Errorf("a station holds %+v", level)
	}
}
