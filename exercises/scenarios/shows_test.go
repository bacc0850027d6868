package scenarios

import (
	"bytes"
	"encoding/json"
	"math"
	"runtime"
	"testing"
)

// request builds a run from "name=value" settings and "60s:name=value" changes.
func request(t testing.TB, scenario string, seed uint64, settings []string, at ...string) Request {
	t.Helper()
	s, found := Lookup(scenario)
	if !found {
		t.Fatalf("there is no scenario %s", scenario)
	}
	var written []Setting
	for _, w := range settings {
		var one Setting
		for i := range w {
			if w[i] == '=' {
				one = Setting{w[:i], w[i+1:]}
			}
		}
		written = append(written, one)
	}
	r, err := s.Parse(written, "", at)
	if err != nil {
		t.Fatal(err)
	}
	r.Seed = seed
	return r
}

func run(t testing.TB, scenario string, seed uint64, settings []string, at ...string) *Result {
	t.Helper()
	result, err := Run(t.Context(), request(t, scenario, seed, settings, at...))
	if err != nil {
		t.Fatal(err)
	}
	if !result.Ledger.Balances() {
		t.Errorf("%s, seed %d: the ledger does not balance: %+v", scenario, seed, result.Ledger)
	}
	return result
}

// value is a figure of the summary as a number; a boolean is 0 or 1, none is NaN.
func value(r *Result, name string) float64 {
	switch v := r.Figure(name).(type) {
	case float64:
		return v
	case bool:
		if v {
			return 1
		}
		return 0
	}
	return math.NaN()
}

// line is one thing that a scenario must show on every seed from 1 to 20.
type line struct {
	name     string
	settings []string
	at       []string
	holds    func(*Result) bool
}

func recovered(r *Result) bool { return value(r, "recovered") == 1 }

// overLast is a series' mean over the run's last seconds.
func overLast(r *Result, name string, seconds float64) float64 {
	values := seriesOf(r, name)
	return mean(values[len(values)-int(seconds/r.Step+.5):])
}

// longWithoutRace skips what is long under the race detector, which finds nothing in a run of one goroutine.
func longWithoutRace(t *testing.T) {
	t.Helper()
	if underRace {
		t.Skip("a long run, made without the race detector")
	}
}

// longRun is for lines over a long run: on seeds 1 to 5, without the race detector.
func longRun(t *testing.T, check func(seed uint64)) {
	t.Helper()
	longWithoutRace(t)
	for seed := range uint64(5) {
		check(seed + 1)
	}
}

// seriesOf finds a series' values.
func seriesOf(r *Result, name string) []float64 {
	for _, s := range r.Series {
		if s.Name == name {
			return s.Values
		}
	}
	return nil
}

// showSeeds is on how many seeds a line must hold. A run is one goroutine's: the race detector, which makes it
// ten times as slow, sees as much in one as in twenty.
func showSeeds() uint64 {
	if underRace {
		return 1
	}
	return 20
}

func shows(t *testing.T, scenario string, lines []line) {
	for _, l := range lines {
		t.Run(l.name, func(t *testing.T) {
			t.Parallel()
			for seed := range showSeeds() {
				if r := run(t, scenario, seed+1, l.settings, l.at...); !l.holds(r) {
					t.Errorf("seed %d: %v", seed+1, r.Summary)
				}
			}
		})
	}
}

func TestTheSameRunHasTheSameBytes(t *testing.T) {
	longWithoutRace(t)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for _, s := range All() {
		first, err := json.Marshal(run(t, s.ID, 7, nil))
		if err != nil {
			t.Fatal(err)
		}
		runtime.GOMAXPROCS(2)
		second, _ := json.Marshal(run(t, s.ID, 7, nil))
		if !bytes.Equal(first, second) {
			t.Errorf("%s: two runs differ", s.ID)
		}
		if other, _ := json.Marshal(run(t, s.ID, 8, nil)); bytes.Equal(first, other) {
			t.Errorf("%s: two seeds give the same run", s.ID)
		}
	}
}

func TestAWindowOfTokensIsSmall(t *testing.T) {
	r := run(t, "retry-storm", 1, nil)
	for from := 0.0; from < 120; from += 7 {
		w := r.Window(from, from+5)
		data, err := json.Marshal(w)
		if err != nil {
			t.Fatal(err)
		}
		if len(data) > 30<<10 || w.Share <= 0 || w.Share > 1 || len(w.Tokens) == 0 {
			t.Errorf("the window at %g s has %d bytes, %d tokens, share %g", from, len(data), len(w.Tokens), w.Share)
		}
	}
}

func BenchmarkRetryStorm(b *testing.B) {
	events := int64(0)
	for b.Loop() {
		events += run(b, "retry-storm", 1, nil).Events
	}
	b.ReportMetric(float64(events)/b.Elapsed().Seconds()/1e6, "Mevents/s")
}
