package scenarios

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestALoopNamesWhatIsThere: every series, figure and parameter exists, every cut is a value that can be set,
// and an arrow without a cut says why.
func TestALoopNamesWhatIsThere(t *testing.T) {
	for id, loop := range loops {
		s, found := Lookup(id)
		if !found || len(loop.Nodes) != len(loop.Arrows) || len(loop.Nodes) < 3 {
			t.Fatalf("%s: no such scenario, or %d nodes and %d arrows", id, len(loop.Nodes), len(loop.Arrows))
		}
		for i, arrow := range loop.Arrows {
			for _, term := range slices.Concat(arrow.Strength.Part, arrow.Strength.Whole) {
				if !s.hasTerm(strings.TrimPrefix(term, "-")) {
					t.Errorf("%s, arrow %d: there is no %s", id, i+1, term)
				}
			}
			for _, cut := range arrow.Cuts {
				if p, err := s.known(cut.Name); err != nil {
					t.Error(err)
				} else if value, err := p.canonical(cut.Value); err != nil || value != cut.Value || cut.Label == "" {
					t.Errorf("%s, arrow %d: the cut %+v: %v", id, i+1, cut, err)
				}
			}
			if (len(arrow.Cuts) == 0) != (arrow.Fixed != "") || arrow.Strength.Says == "" {
				t.Errorf("%s, arrow %d: it needs cuts or a reason why there are none, and words", id, i+1)
			}
		}
	}
}

func (s *Scenario) hasTerm(name string) bool {
	_, notNumber := strconv.ParseFloat(name, 64)
	p, isParam := s.param(name)
	isSeries := slices.ContainsFunc(s.Series, func(i SeriesInfo) bool { return i.Name == name })
	return notNumber == nil || isSeries || isParam && p.Kind != Option || slices.Contains(s.SummaryNames, name)
}

// TestACutTakesItsArrowAway: at the telling instant the loop is closed, and after each cut the arrow that it
// is written on carries at most half of what it would.
func TestACutTakesItsArrowAway(t *testing.T) {
	for id, loop := range loops {
		t.Run(id, func(t *testing.T) {
			t.Parallel()
			s, _ := Lookup(id)
			plain := runOf(t, closing(t, id, loop))
			at, found := loop.Shows(plain)
			if s.Axis == TimeAxis && !found {
				t.Fatalf("the run has no moment %s", loop.Telling)
			}
			for i, arrow := range loop.Arrows {
				before := plain.Strengths(arrow.Strength)
				if here := before[plain.bucketAt(at)]; here < .1 && s.Axis == TimeAxis {
					t.Errorf("arrow %d carries %.2f at %g s: the loop is open", i+1, here, at)
				}
				for _, cut := range arrow.Cuts {
					after := runOf(t, cutting(t, s, closing(t, id, loop), at, cut)).Strengths(arrow.Strength)
					if was, is := mean(before[plain.bucketAt(at):]), mean(after[plain.bucketAt(at):]); is > was/2 {
						t.Errorf("arrow %d: %s=%s leaves %.2f of %.2f", i+1, cut.Name, cut.Value, is, was)
					}
				}
			}
		})
	}
}

func (r *Result) bucketAt(t float64) int {
	if len(r.Times) == 0 {
		return 0
	}
	return min(int(t/r.Step), len(r.Times)-1)
}

// closing is the request of a run in which a loop closes.
func closing(t *testing.T, id string, loop *Loop) Request {
	t.Helper()
	a, err := ParseAddress(id, loop.Closes)
	if err != nil {
		t.Fatal(err)
	}
	return a.Request
}

// cutting is a run with a cut made: at an instant, or from the start where there is no clock.
func cutting(t *testing.T, s *Scenario, r Request, at float64, cut Offer) Request {
	t.Helper()
	var err error
	if s.Axis != TimeAxis {
		r, err = r.With(s, cut.Name, cut.Value)
	} else {
		r.At, err = s.parseInterventions([]string{fmt.Sprintf("%gs:%s=%s", at, cut.Name, cut.Value)})
	}
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestAShareIsAPartOfAWhole(t *testing.T) {
	r := run(t, "retry-storm", 1, []string{"duration=40"}, "30s:connections=200")
	if values := r.Strengths(Share{Part: []string{"connections"}, Whole: []string{"400"}}); values[0] != .25 || values[len(values)-1] != .5 {
		t.Errorf("a parameter that is changed under way reads %g and %g", values[0], values[len(values)-1])
	}
	for _, v := range r.Strengths(Share{Part: []string{"timeouts"}, Whole: []string{"timeouts"}}) {
		if v != 0 && v != 1 {
			t.Fatalf("a whole of itself is %g", v)
		}
	}
}
