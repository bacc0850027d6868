package book

import (
	"bytes"
	"errors"
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"

	"arrowbook/exercises"
	"arrowbook/grading"
	"arrowbook/web/ui"
)

func kindField(kind grading.Kind) exercises.Field {
	f := exercises.Field{
		Field:     grading.Field{ID: "f.it", Kind: kind, Max: 2},
		FieldText: exercises.FieldText{Label: "It", Help: "What it is."},
	}
	switch kind {
	case grading.KindChoice, grading.KindSet:
		f.Options = []string{"a", "b", "c"}
	case grading.KindPlace:
		f.Options = []string{"arrow:a->b", "box:a"}
	case grading.KindRows:
		f.Columns = []string{"what", "why"}
	}
	return f
}

func values() map[string]grading.Value {
	nasty := "  first\nsecond <b>&amp; \"x\" 'y'\n\n</textarea><script>"
	return map[string]grading.Value{
		"choice":             {Kind: grading.KindChoice, Text: "b"},
		"text":               {Kind: grading.KindText, Text: nasty},
		"text, leading line": {Kind: grading.KindText, Text: "\n\nx"},
		"list":               {Kind: grading.KindList, Items: []string{"one", nasty, "three"}},
		"list with a gap":    {Kind: grading.KindList, Items: []string{"one", "", "three"}},
		"rows":               {Kind: grading.KindRows, Rows: []map[string]string{{"what": nasty, "why": "b"}, {"what": "c", "why": ""}}},
		"set":                {Kind: grading.KindSet, Items: []string{"a", "c"}},
		"coupling":           {Kind: grading.KindCoupling, Coupling: grading.Coupling{X: nasty, Y: "y", Z: "", B: "b"}},
		"place":              {Kind: grading.KindPlace, Text: "arrow:a->b"},
		"curve":              {Kind: grading.KindCurve, Points: []grading.Point{{X: 0, Y: 0}, {X: .5, Y: .45}, {X: 2, Y: .3}}},
		"curve, other loads": {Kind: grading.KindCurve, Points: []grading.Point{{X: .1, Y: .07}, {X: 1.1, Y: 1}, {X: 1.9, Y: .2}}},
		"number":             {Kind: grading.KindNumber, Number: 1.3},
		"number 0":           {Kind: grading.KindNumber, Number: 0},
	}
}

// Whatever a field holds is shown by its control and comes back from the form as it was.
func TestEveryKindComesBackFromItsForm(t *testing.T) {
	for name, want := range values() {
		t.Run(name, func(t *testing.T) {
			f := kindField(want.Kind)
			shown := grading.Answers{f.ID: want}
			page := new(bytes.Buffer)
			view := fieldView{Field: f, Value: want}
			if err := control(view).Render(t.Context(), page); err != nil {
				t.Fatal(err)
			}
			got, err := readForm([]exercises.Field{f}, formOf(t, page.String()), shown)
			if err != nil {
				t.Fatalf("%v\n%s", err, page)
			}
			if diff := cmp.Diff(tidy(f, want), tidy(f, got[f.ID])); diff != "" {
				t.Errorf("form of %s (-held +read):\n%s\n%s", name, diff, page)
			}
		})
	}
}

func TestAFormLeavesAloneWhatItDoesNotName(t *testing.T) {
	fields := []exercises.Field{kindField(grading.KindText)}
	got, err := readForm(fields, url.Values{"other": {"x"}}, nil)
	if err != nil || len(got) != 0 {
		t.Errorf("read %v, %v; want nothing", got, err)
	}
}

func TestAFormThatIsWrongNamesItsField(t *testing.T) {
	tests := map[string]struct {
		kind grading.Kind
		form url.Values
	}{
		"an option there is not": {grading.KindChoice, url.Values{"f.it": {"z"}}},
		"a place there is not":   {grading.KindPlace, url.Values{"f.it": {"box:z"}}},
		"no number":              {grading.KindNumber, url.Values{"f.it": {"many"}}},
		"no height":              {grading.KindCurve, url.Values{"f.it:3": {"high"}}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := readForm([]exercises.Field{kindField(test.kind)}, test.form, nil)
			var wrong *grading.AnswerError
			var problem *ui.Problem
			if !errors.As(err, &wrong) && !errors.As(err, &problem) {
				t.Fatalf("error %v; want one for the learner", err)
			}
			if !bytes.Contains([]byte(err.Error()), []byte("f.it")) {
				t.Errorf("error %q does not name the field", err)
			}
		})
	}
}

func TestACommaIsADecimalPoint(t *testing.T) {
	got, err := readForm([]exercises.Field{kindField(grading.KindNumber)}, url.Values{"f.it": {" 1,25 "}}, nil)
	if err != nil || got["f.it"].Number != 1.25 {
		t.Errorf("1,25 read as %v, %v", got["f.it"].Number, err)
	}
}

func TestAnEmptyNumberIsClearedByItsForm(t *testing.T) {
	got, err := readForm([]exercises.Field{kindField(grading.KindNumber)}, url.Values{"f.it": {" "}}, nil)
	value, there := got["f.it"]
	if err != nil || !there || !isEmpty(value) {
		t.Errorf("read %v (there: %v), %v; want no number", value, there, err)
	}
}

func TestAnEmptySetIsClearedByItsForm(t *testing.T) {
	got, err := readForm([]exercises.Field{kindField(grading.KindSet)}, url.Values{"f.it": {""}}, nil)
	value, there := got["f.it"]
	if err != nil || !there || len(value.Items) != 0 {
		t.Errorf("read %v (there: %v), %v; want an empty set", value, there, err)
	}
}

// Between points a curve runs straight; before the first and after the last there is none.
func TestHeightsAreReadOffACurve(t *testing.T) {
	points := []grading.Point{{X: .1, Y: .1}, {X: 1, Y: 1}, {X: 1.9, Y: .4}}
	want := map[float64]string{0: "none", .1: "0.1", .25: "0.25", 1: "1", 1.5: "0.667", 1.9: "0.4", 2: "none"}
	for load, height := range want {
		got := "none"
		if y, ok := heightAt(points, load); ok {
			got = decimal(y)
		}
		if got != height {
			t.Errorf("at %v the height is %s, not %s", load, got, height)
		}
	}
}
