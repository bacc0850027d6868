package scenarios

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// drawRun is any run of any scenario: what a page's controls set, and now and then what only the command line
// does, with up to three changes under way. The run ends anywhere, so that its ledger is one of any instant.
func drawRun(t *rapid.T) (*Scenario, Request) {
	ids := make([]string, len(All()))
	for i, s := range All() {
		ids[i] = s.ID
	}
	s, _ := Lookup(rapid.SampledFrom(ids).Draw(t, "scenario"))
	var settings []Setting
	for _, p := range s.Params {
		if p.Name == "duration" || rapid.IntRange(0, 2).Draw(t, "set "+p.Name) == 0 {
			settings = append(settings, Setting{p.Name, drawValue(t, p)})
		}
	}
	r, err := s.Parse(settings, fmt.Sprint(rapid.Uint64Range(1, MaxSeed).Draw(t, "seed")), drawChanges(t, s))
	if err != nil {
		t.Fatal(err)
	}
	return s, r
}

func drawChanges(t *rapid.T, s *Scenario) (at []string) {
	if s.Axis != TimeAxis {
		return nil
	}
	duration, _ := s.param("duration")
	for range rapid.IntRange(0, 3).Draw(t, "changes") {
		p := rapid.SampledFrom(changeable(s)).Draw(t, "change")
		at = append(at, fmt.Sprintf("%.3fs:%s=%s", rapid.Float64Range(0, duration.Default).Draw(t, "when"), p.Name, drawValue(t, p)))
	}
	return at
}

func drawValue(t *rapid.T, p Param) string {
	least, most := p.SliderMin, p.SliderMax
	switch {
	case p.Kind == Option:
		return rapid.SampledFrom(p.Options).Draw(t, p.Name)
	case p.Name == "duration":
		least, most = p.Min, p.Default
	case most == 0 || rapid.IntRange(0, 9).Draw(t, "far") == 0:
		least, most = p.Min, p.Max
	}
	if p.Kind == Integer {
		return fmt.Sprint(rapid.IntRange(int(least), int(most)).Draw(t, p.Name))
	}
	return plain(rapid.Float64Range(least, most).Draw(t, p.Name))
}

// patience is a context that ends after a run has looked at it so often: after a number of events, whatever
// the machine.
type patience struct {
	context.Context
	looks int
}

func (p *patience) Err() error {
	if p.looks--; p.looks < 0 {
		return context.Canceled
	}
	return nil
}

// addsUp holds what is true of every run. One that is too long is cut off and proves nothing.
func addsUp(t *rapid.T) {
	s, request := drawRun(t)
	r, err := Run(&patience{background, 100}, request)
	if err == context.Canceled {
		t.Skip("a long run")
	}
	if err != nil {
		t.Fatalf("%s: %v", request.Key(), err)
	}
	wrong := func(format string, args ...any) { t.Fatalf("%s: %s", request.Key(), fmt.Sprintf(format, args...)) }
	if !r.Ledger.Balances() || slices.Min(r.Ledger.counts()) < 0 {
		wrong("the ledger is %+v", r.Ledger)
	}
	holdFigures(wrong, s, r)
	holdTimes(wrong, r)
	if data, err := json.Marshal(r); err != nil || !json.Valid(data) {
		wrong("%v", err)
	}
	if r.Sentence == "" || slices.ContainsFunc([]string{"%!", "NaN", "Inf"}, func(fault string) bool { return strings.Contains(r.Sentence, fault) }) {
		wrong("it says %q", r.Sentence)
	}
}

func (l Ledger) counts() []int64 {
	return []int64{l.Requests, l.Succeeded, l.Failed, l.InFlight, l.Attempts, l.First, l.Retries, l.Useful, l.Wasted, l.Abandoned, l.Refused, l.Lost, l.InFlightAttempts}
}

// holdFigures: the summary has its names in their order, and each figure and value of a series is a number.
func holdFigures(wrong func(string, ...any), s *Scenario, r *Result) {
	for i, name := range s.SummaryNames {
		if i >= len(r.Summary) || r.Summary[i].Name != name {
			wrong("figure %d is not %s", i, name)
		}
	}
	for _, f := range r.Summary {
		if v, ok := f.Value.(float64); ok && (math.IsNaN(v) || math.IsInf(v, 0)) {
			wrong("%s is %g", f.Name, v)
		}
	}
	for i, series := range r.Series {
		if series.Name != s.Series[i].Name || len(series.Values) != len(r.Times) {
			wrong("series %d is %s with %d values for %d times", i, series.Name, len(series.Values), len(r.Times))
		}
		for j, v := range series.Values {
			if math.IsInf(v, 0) || v < 0 {
				wrong("%s is %g at %g", series.Name, v, r.Times[j])
			}
		}
	}
}

// holdTimes: time never goes back, neither from one moment to the next nor on a token's way.
func holdTimes(wrong func(string, ...any), r *Result) {
	if !slices.IsSorted(r.Times) || !slices.IsSortedFunc(r.Moments, func(a, b Moment) int { return cmp.Compare(a.T, b.T) }) {
		wrong("the times %v, the moments %v", r.Times, r.Moments)
	}
	for _, k := range r.Window(0, math.Inf(1)).Tokens {
		now := 0.0
		for _, leg := range k.Legs {
			if leg.From < now || leg.To < leg.From {
				wrong("token %d, attempt %d, goes back: %v", k.ID, k.N, k.Legs)
			}
			now = leg.To
		}
		if !slices.Contains([]string{"ok", "wasted", "refused", "abandoned", "lost", "open"}, k.End) || k.N < 1 {
			wrong("token %d, attempt %d, ends as %q", k.ID, k.N, k.End)
		}
	}
}

// TestAnyRunAddsUp: whatever is set and changed under way.
func TestAnyRunAddsUp(t *testing.T) { rapid.Check(t, addsUp) }

func FuzzAnyRunAddsUp(f *testing.F) { f.Fuzz(rapid.MakeFuzz(addsUp)) }
