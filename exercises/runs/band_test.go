package runs

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"testing"
	"time"

	"arrowbook/exercises/scenarios"
)

func TestABandOfAHundredSeeds(t *testing.T) {
	r := newRuns(t, Config{BandFor: time.Minute})
	band, err := r.Band(t.Context(), short(t, "seed=9"), 100)
	if err != nil || band.Done != 100 || band.Of != 100 || len(band.Times) > bandPoints || band.Bytes() > 100<<10 {
		t.Fatalf("%+v, %v", band, err)
	}
	for _, q := range band.Series {
		for i := range q.Median {
			if !(q.Low[i] <= q.Median[i] && q.Median[i] <= q.High[i]) {
				t.Fatalf("%s at %g: %g, %g, %g", q.Name, band.Times[i], q.Low[i], q.Median[i], q.High[i])
			}
		}
	}
	if again, err := r.Band(t.Context(), short(t, "seed=3"), 100); err != nil || again != band {
		t.Errorf("the band is not shared by runs that differ in their seed: %v", err)
	}
	var read struct{ Seeds struct{ Done int } }
	data, err := json.Marshal(band)
	if err != nil || json.Unmarshal(data, &read) != nil || read.Seeds.Done != 100 {
		t.Errorf("%v: %s", err, data)
	}
}

func TestABandThatIsCutSaysSo(t *testing.T) {
	r := newRuns(t, Config{BandFor: 150 * time.Millisecond})
	band, err := r.Band(t.Context(), heavy(t), 100)
	if errors.Is(err, ErrBusy) {
		return // nothing was done on a slow machine
	}
	if err != nil || band.Done >= band.Of || r.Stats().CacheBytes != 0 {
		t.Errorf("%+v, %v", band, err)
	}
}

// A band under way says how many seeds are done, and nothing when it is over.
func TestABandSaysHowFarItIs(t *testing.T) {
	r := newRuns(t, Config{BandFor: time.Minute, Parallel: 1})
	ctx, leave := context.WithCancel(t.Context())
	over := make(chan error, 1)
	go func() {
		_, err := r.Band(ctx, heavy(t), 20)
		over <- err
	}()
	for done := 0; done == 0; time.Sleep(time.Millisecond) {
		done, _ = r.BandProgress(heavy(t), 20)
	}
	if done, found := r.BandProgress(heavy(t), 20); !found || done > 20 {
		t.Errorf("%d seeds are done, found %t", done, found)
	}
	if _, found := r.BandProgress(heavy(t), 100); found {
		t.Error("a band that nobody asked for is under way")
	}
	leave()
	<-over
	for r.Stats().Running > 0 {
		time.Sleep(time.Millisecond)
	}
	for found := true; found; _, found = r.BandProgress(heavy(t), 20) {
		time.Sleep(time.Millisecond)
	}
}

func TestABandEndsWithItsLastAsker(t *testing.T) {
	r := newRuns(t, Config{BandFor: time.Minute})
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := r.Band(ctx, heavy(t), 100); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("an asker who left got %v", err)
	}
	for r.Stats().Running > 0 || r.Stats().Waiting > 0 {
		time.Sleep(time.Millisecond)
	}
	if r.Stats().Cancelled != 1 {
		t.Errorf("%+v", r.Stats())
	}
}

func TestWhatABandSays(t *testing.T) {
	for want, c := range map[string]Count{
		"17 of 20 stay down.": {"recovered", 3, 17}, "20 of 20 come back.": {"recovered", 20, 0}, "9 of 10 held: yes.": {"held", 9, 1},
	} {
		if got := (&Band{Figures: []Count{c}}).Says(); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
	if got := (&Band{}).Says(); got != "" {
		t.Errorf("without a figure it says %q", got)
	}
}

func TestQuantiles(t *testing.T) {
	if got := quantile([]float64{1, 2, 3}, .5); got != 2 {
		t.Error(got)
	}
	if got := quantile([]float64{0, 10}, .05); math.Abs(got-.5) > 1e-9 {
		t.Error(got)
	}
	if !math.IsNaN(quantile(nil, .5)) {
		t.Error("no values have a quantile")
	}
}

// heavy is a run of a tenth of a second.
func heavy(t *testing.T) scenarios.Request {
	t.Helper()
	a, err := scenarios.ParseAddress("retry-storm", "")
	if err != nil {
		t.Fatal(err)
	}
	return a.Request
}
