package grading

import (
	"math"
	"testing"
)

func curveOf(xy ...float64) []Point {
	var points []Point
	for i := 0; i < len(xy); i += 2 {
		points = append(points, Point{xy[i], xy[i+1]})
	}
	return points
}

var collapse = curveOf(0, 0, .5, .5, 1, 1, 1.2, .7, 2, .2)

func TestCurves(t *testing.T) {
	cases := []struct {
		name         string
		points       []Point
		rises, falls bool
	}{
		{"a collapse", collapse, true, true},
		{"nothing", nil, false, false},
		{"four points", curveOf(0, 0, .5, .5, 1, 1, 2, .2), false, true},
		{"a plateau", curveOf(0, 0, .5, .5, 1, 1, 1.5, 1, 2, 1), true, false},
		{"only rising", curveOf(0, 0, .5, .3, 1, .6, 1.5, .9, 2, 1.2), false, false},
		{"a dip on the way up", curveOf(0, 0, .4, .5, .6, .4, 1, 1, 2, .2), false, true},
		{"a peak at 0.6", curveOf(0, 0, .3, .5, .6, 1, 1, .5, 2, .2), true, true},
		{"a peak below 0.6", curveOf(0, 0, .3, .5, .59, 1, 1, .5, 2, .2), false, true},
		{"a peak past 1.3", curveOf(0, 0, .7, .5, 1.31, 1, 1.5, .5, 2, .2), false, true},
		{"too low at half", curveOf(0, 0, .5, .34, 1, 1, 1.5, .5, 2, .2), false, true},
		{"just high enough at half", curveOf(0, 0, .5, .35, 1, 1, 1.5, .5, 2, .2), true, true},
		{"ends before 1.5", curveOf(0, 0, .5, .5, 1, 1, 1.2, .5, 1.49, .2), true, false},
		{"falls just enough", curveOf(0, 0, .5, .5, 1, 1, 1.2, .9, 1.5, .8), true, true},
		{"falls too little", curveOf(0, 0, .5, .5, 1, 1, 1.2, .9, 1.5, .81), true, false},
	}
	for _, c := range cases {
		if rises(c.points) != c.rises || falls(c.points) != c.falls {
			t.Errorf("%s: rises %v, falls %v", c.name, rises(c.points), falls(c.points))
		}
	}
}

func TestMarks(t *testing.T) {
	for mark, want := range map[float64]bool{1: true, .85: true, .84: false, 1.15: true, 1.16: false} {
		if nearPeak(collapse, mark) != want {
			t.Errorf("a peak marked at %g is %v", mark, !want)
		}
	}
	for mark, want := range map[float64]bool{1: true, .95: false, .94: false, 1.5: true, 1.51: false, 1.2: true} {
		if bends(collapse, 1, mark) != want {
			t.Errorf("a bend marked at %g is %v", mark, !want)
		}
	}
	if bends(curveOf(0, 0, 1, 1, 1.3, 1, 2, 0), 1, 1.1) {
		t.Error("a bend on a level stretch counts")
	}
}

func TestWordLimit(t *testing.T) {
	words := func(n int) Value {
		text := ""
		for range n {
			text += "word "
		}
		return Value{Kind: KindText, Text: text}
	}
	for _, c := range []struct {
		a, b int
		want bool
	}{{60, 60, true}, {60, 61, false}, {120, 0, false}, {1, 1, true}} {
		r := reading{answers: Answers{"a": words(c.a), "b": words(c.b)}}
		if wordLimit(r, []string{"a", "b"}, 120) != c.want {
			t.Errorf("%d and %d words are %v", c.a, c.b, !c.want)
		}
	}
}

func TestScoreAgainstFiguresByHand(t *testing.T) {
	rows := []Labelled{
		{Label: true, Verdict: Met}, {Label: true, Verdict: Met}, {Label: true, Verdict: Missing}, {Label: true, Verdict: Unsure},
		{Label: false, Verdict: Missing}, {Label: false, Verdict: Missing}, {Label: false, Verdict: Met, Adversarial: true}, {Label: false, Verdict: Missing, Adversarial: true},
	}
	f := Score(rows)
	want := Figures{
		Criteria: 8, AccuracyDecided: 5. / 7, KappaDecided: (5./7 - 25./49) / (24. / 49), KappaAll: (5./8 - (12.+16)/64) / (1 - (12.+16)/64),
		MetPrecision: 2. / 3, MetRecall: .5, Coverage: 7. / 8, WrongFail: .25, FalseAccept: .25, FalseAcceptAdversarial: .5,
	}
	for name, pair := range map[string][2]float64{
		"accuracy": {f.AccuracyDecided, want.AccuracyDecided}, "kappa": {f.KappaDecided, want.KappaDecided}, "kappa all": {f.KappaAll, want.KappaAll},
		"precision": {f.MetPrecision, want.MetPrecision}, "recall": {f.MetRecall, want.MetRecall}, "coverage": {f.Coverage, want.Coverage},
		"wrong-fail": {f.WrongFail, want.WrongFail}, "false-accept": {f.FalseAccept, want.FalseAccept}, "adversarial": {f.FalseAcceptAdversarial, want.FalseAcceptAdversarial},
	} {
		if math.Abs(pair[0]-pair[1]) > 1e-12 {
			t.Errorf("%s is %g, by hand %g", name, pair[0], pair[1])
		}
	}
}
