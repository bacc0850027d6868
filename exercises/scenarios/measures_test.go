package scenarios

import (
	"math"
	"slices"
	"testing"

	"arrowbook/exercises/simulation"
	"pgregory.net/rapid"
)

func TestLatenciesAreWithinTheirError(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := &latencies{}
		times := rapid.SliceOfN(rapid.Int64Range(0, 1e13), 1, 300).Draw(t, "times")
		sum := 0.0
		for _, v := range times {
			l.add(simulation.Time(v))
			sum += float64(v) / 1e9
		}
		slices.Sort(times)
		share := rapid.Float64Range(.01, 1).Draw(t, "share")
		exact := float64(times[max(int(math.Ceil(share*float64(len(times))-1e-9))-1, 0)]) / 1e9
		if got := l.percentile(share).(float64); math.Abs(got-exact) > .005*exact {
			t.Fatalf("percentile %g is %g, not %g", share, got, exact)
		}
		if got := l.mean().(float64); math.Abs(got-sum/float64(len(times))) > 1e-9*(1+got) {
			t.Fatalf("the mean is %g", got)
		}
	})
	var unmeasured *latencies
	unmeasured.add(1)
	if (&latencies{}).percentile(.5) != nil || (&latencies{}).mean() != nil {
		t.Error("no case has a figure")
	}
}

func TestGauge(t *testing.T) {
	var g gauge
	g.add(2*simulation.Second, 3) // 0 for 2 s
	g.add(4*simulation.Second, -1)
	if got := g.mean(5 * simulation.Second); got != (2*3.+2)/5 {
		t.Errorf("the mean is %v", got)
	}
	g.restart(5 * simulation.Second)
	if got := g.mean(9 * simulation.Second); got != 2. {
		t.Errorf("the mean after a restart is %v", got)
	}
}

// TestABucketEndsToTheNanosecond: what is worked out once for a bucket is what each instant would say.
func TestABucketEndsToTheNanosecond(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := newRecorder(rapid.Float64Range(1, 1e5).Draw(t, "duration"), []string{"one"})
		now := simulation.Time(0)
		for range 50 {
			now += simulation.Time(rapid.Int64Range(0, int64(2e9*r.step)).Draw(t, "later"))
			if rapid.Bool().Draw(t, "edge") {
				now = max(now, r.until-simulation.Time(rapid.IntRange(0, 2).Draw(t, "before")))
			}
			r.add(r.buckets[0], now, 1)
			if r.bucket != r.bucketOf(now) {
				t.Fatalf("%d ns is counted in bucket %d, not %d", now, r.bucket, r.bucketOf(now))
			}
		}
	})
}
