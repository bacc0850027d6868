package scenarios

import (
	"slices"
	"testing"

	"arrowbook/exercises/simulation"
)

func TestBreaker(t *testing.T) {
	var b breaker
	for range breakerFailures {
		if !b.allow(0) {
			t.Fatal("it opens early")
		}
		b.outcome(0, true)
	}
	if b.allow(breakerOpen - 1) {
		t.Error("it lets a call through while it is open")
	}
	if got := []bool{b.allow(breakerOpen), b.allow(breakerOpen)}; !slices.Equal(got, []bool{true, false}) {
		t.Error("after a while it does not let exactly one probe through")
	}
	b.outcome(breakerOpen, true)
	if b.allow(2*breakerOpen - 1) {
		t.Error("a failed probe does not keep it open")
	}
	b.allow(2 * breakerOpen)
	b.outcome(2*breakerOpen, false)
	if got := []bool{b.allow(2 * breakerOpen), b.allow(2 * breakerOpen)}; !slices.Equal(got, []bool{true, true}) {
		t.Error("a good probe does not close it")
	}
}

func TestRetryBudget(t *testing.T) {
	b := retryBudget{}
	for range 25 {
		b.request(.1)
	}
	if got := []bool{b.allow(.1), b.allow(.1), b.allow(.1)}; !slices.Equal(got, []bool{true, true, false}) {
		t.Errorf("25 requests at a tenth pay for retries %v, not for exactly two", got)
	}
	for range 1000 {
		b.request(.1)
	}
	if b.tokens != bucketSize {
		t.Errorf("the bucket holds %g tokens, not %d", b.tokens, bucketSize)
	}
}

func TestBackoff(t *testing.T) {
	draw := simulation.NewDraw(1)
	for _, c := range []struct {
		kind string
		want []float64
	}{{"none", []float64{0, 0, 0}}, {"fixed", []float64{.5, .5, .5}}, {"exponential", []float64{.5, 1, 2}}} {
		for i, want := range c.want {
			one := &call{attempt: uint32(i + 2)}
			if got := (backoff{c.kind, .5}).wait(draw, drawBackoff, one).Seconds(); got != want {
				t.Errorf("%s waits %g s before attempt %d, not %g", c.kind, got, one.attempt, want)
			}
			if got := (backoff{"full-jitter", .5}).wait(draw, drawBackoff, one).Seconds(); got <= 0 || got >= []float64{.5, 1, 2}[i] {
				t.Errorf("full-jitter waits %g s before attempt %d", got, one.attempt)
			}
		}
	}
}
