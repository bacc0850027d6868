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

var retryStormShows = []line{
	{"the outage outlives its trigger", nil, nil, func(r *Result) bool {
		return value(r, "goodput_after") < .2*1000 && value(r, "peak_amplification") > 3 && !recovered(r)
	}},
	{"without retries it recovers within 15 s", []string{"retries=0"}, nil, func(r *Result) bool {
		return recovered(r) && value(r, "recovery_seconds") <= 15
	}},
	{"a budget of a tenth recovers", []string{"retry_budget=0.1"}, nil, func(r *Result) bool {
		return recovered(r) && value(r, "peak_amplification") <= 1.2
	}},
	{"jitter alone does not end it", []string{"backoff=full-jitter", "backoff_base=0.5"}, nil, func(r *Result) bool { return !recovered(r) }},
	{"retries off at 60 s end it within 15 s", nil, []string{"60s:retries=0"}, func(r *Result) bool {
		return recovered(r) && value(r, "recovery_seconds") <= 35+15
	}},
	{"200 connections survive 1,000 a second", []string{"connections=200"}, nil, recovered},
	{"200 connections fall at 1,900 a second", []string{"connections=200", "arrival_rate=1900"}, nil, func(r *Result) bool {
		return !recovered(r) && value(r, "goodput_after") < .2*1900
	}},
	{"before the trigger all is well", nil, nil, func(r *Result) bool {
		return math.Abs(value(r, "goodput_before")-1000) <= 30 && amplificationBefore(r) < 1.02
	}},
}

// amplificationBefore is attempts over requests in the buckets before the trigger.
func amplificationBefore(r *Result) float64 {
	var attempts, requests float64
	for i, t := range r.Times {
		if t < r.Trigger.From {
			attempts += r.Series[stormAttempts].Values[i]
			requests += r.Series[stormOffered].Values[i]
		}
	}
	return attempts / requests
}

var duplicateExecutionShows = []line{
	{"duplicates happen and nothing is lost", nil, nil, func(r *Result) bool {
		return value(r, "duplicate_effects") > 0 && value(r, "lost") == 0
	}},
	{"a key ends the duplicates", []string{"idempotency_key=on"}, nil, func(r *Result) bool { return value(r, "duplicate_effects") == 0 }},
}

func shows(t *testing.T, scenario string, lines []line) {
	for _, l := range lines {
		t.Run(l.name, func(t *testing.T) {
			t.Parallel()
			for seed := range uint64(20) {
				if r := run(t, scenario, seed+1, l.settings, l.at...); !l.holds(r) {
					t.Errorf("seed %d: %v", seed+1, r.Summary)
				}
			}
		})
	}
}

func TestRetryStormShows(t *testing.T) { shows(t, "retry-storm", retryStormShows) }

func TestDuplicateExecutionShows(t *testing.T) {
	shows(t, "duplicate-execution", duplicateExecutionShows)
}

func TestAKeyIsNotFewerDeliveries(t *testing.T) {
	for seed := range uint64(20) {
		without := value(run(t, "duplicate-execution", seed+1, nil), "deliveries")
		with := value(run(t, "duplicate-execution", seed+1, []string{"idempotency_key=on"}), "deliveries")
		if math.Abs(with/without-1) > .01 {
			t.Errorf("seed %d: %g deliveries with a key, %g without", seed+1, with, without)
		}
	}
}

// TestRedeliveryShareAgainstTheory: a message is delivered again when its processing outlasts the timeout,
// which an exponential time does with probability exp(-timeout/mean).
func TestRedeliveryShareAgainstTheory(t *testing.T) {
	if underRace {
		t.Skip("a long run, made without the race detector")
	}
	for seed := range uint64(5) {
		got := value(run(t, "duplicate-execution", seed+1, []string{"crash_share=0", "duration=30000"}), "redelivery_share")
		if want := math.Exp(-3); math.Abs(got/want-1) > .05 {
			t.Errorf("seed %d: redelivery share %.5f, theory %.5f", seed+1, got, want)
		}
	}
}

func TestAnInterventionLeavesThePast(t *testing.T) {
	cases := []struct{ scenario, change string }{{"retry-storm", "60s:retries=0"}, {"retry-storm", "22.4s:connections=300"}, {"duplicate-execution", "100s:idempotency_key=on"}}
	for _, c := range cases {
		plain, changed := run(t, c.scenario, 3, nil), run(t, c.scenario, 3, nil, c.change)
		at := changed.Interventions[0].At.Seconds()
		for i, s := range plain.Series {
			n := int(at/plain.Step + 1e-9)
			if !equal(s.Values[:n], changed.Series[i].Values[:n]) {
				t.Errorf("%s %s: %s differs before %g s", c.scenario, c.change, s.Name, at)
			}
		}
		for i, m := range plain.Moments {
			if m.T <= at && changed.Moments[i] != m {
				t.Errorf("%s %s: moment %v became %v", c.scenario, c.change, m, changed.Moments[i])
			}
		}
	}
}

func equal(a, b []float64) bool {
	for i := range a {
		if a[i] != b[i] && !(math.IsNaN(a[i]) && math.IsNaN(b[i])) {
			return false
		}
	}
	return true
}

func TestTheSameRunHasTheSameBytes(t *testing.T) {
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
