package grading

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var testFields = []Field{
	{ID: "kind", Kind: KindChoice, Options: []string{"local", "emergent"}},
	{ID: "why", Kind: KindText},
	{ID: "steps", Kind: KindList},
	{ID: "inside", Kind: KindSet, Options: []string{"a", "b", "c"}},
	{ID: "where", Kind: KindPlace, Options: []string{"arrow:a->b", "box:a"}},
	{ID: "sentence", Kind: KindCoupling},
	{ID: "table", Kind: KindRows, Columns: []string{"name", "what"}},
	{ID: "curve", Kind: KindCurve},
	{ID: "peak", Kind: KindNumber, Min: 0, Max: 2},
}

func TestAnswersThatCannotBeTaken(t *testing.T) {
	long := strings.Repeat("é", MaxTextRunes)
	cases := []struct{ name, data, field string }{
		{"no object", `[]`, ""}, {"broken", `{"why":`, ""}, {"more after it", `{} {}`, ""}, {"a name twice", `{"why":"a","why":"b"}`, ""},
		{"unknown field", `{"who":"me"}`, "who"}, {"unknown option", `{"kind":"both"}`, "kind"}, {"unknown place", `{"where":"arrow:b->a"}`, "where"},
		{"wrong type", `{"why":3}`, "why"}, {"a list of numbers", `{"steps":[1]}`, "steps"}, {"unknown member of a set", `{"inside":["d"]}`, "inside"},
		{"twice in a set", `{"inside":["a","a"]}`, "inside"}, {"unknown part", `{"sentence":{"w":"x"}}`, "sentence"},
		{"unknown column", `{"table":[{"why":"x"}]}`, "table"}, {"a point of one", `{"curve":[[1]]}`, "curve"}, {"outside the plane", `{"curve":[[2.1,0]]}`, "curve"},
		{"x twice", `{"curve":[[1,0],[1,1]]}`, "curve"}, {"number out of range", `{"peak":2.5}`, "peak"}, {"too long", `{"why":"` + long + `x"}`, "why"},
		{"too many items", `{"steps":["` + strings.Repeat(`x","`, MaxItems) + `y"]}`, "steps"},
		{"too much in all", fmt.Sprintf(`{"steps":["%s","%s","%s","x"]}`, long, long, long), ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := ParseAnswers(testFields, []byte(c.data))
			var wrong *AnswerError
			if !errors.As(err, &wrong) || wrong.Field != c.field {
				t.Errorf("%v, not an error of field %q", err, c.field)
			}
		})
	}
}

func TestNothingIsUnanswered(t *testing.T) {
	a, err := ParseAnswers(testFields, []byte(`{"kind":"","why":null,"steps":[],"sentence":{"x":""},"table":null,"peak":null,"curve":[]}`))
	if err != nil || len(a) != 0 {
		t.Errorf("%v, %v", a, err)
	}
	if a, err = ParseAnswers(testFields, []byte(`{"peak":0}`)); err != nil || a["peak"].Empty() {
		t.Errorf("a zero is not taken for an answer: %v, %v", a, err)
	}
}

func TestLineEndsAndOrderAreMadeOne(t *testing.T) {
	a, err := ParseAnswers(testFields, []byte(`{"why":"a\r\nb\rc","curve":[[2,0],[0,0]]}`))
	if err != nil || a["why"].Text != "a\nb\nc" || a["curve"].Points[0].X != 0 {
		t.Errorf("%+v, %v", a, err)
	}
}

// answersGen makes any answers that the fields allow.
func answersGen(t *rapid.T) Answers {
	text := rapid.StringN(1, 30, -1).Filter(func(s string) bool { return !strings.Contains(s, "\r") })
	return Answers{
		"kind":     {Kind: KindChoice, Text: rapid.SampledFrom(testFields[0].Options).Draw(t, "kind")},
		"why":      {Kind: KindText, Text: text.Draw(t, "why")},
		"steps":    {Kind: KindList, Items: rapid.SliceOfN(text, 1, 5).Draw(t, "steps")},
		"sentence": {Kind: KindCoupling, Coupling: Coupling{X: text.Draw(t, "x"), B: text.Draw(t, "b")}},
		"table":    {Kind: KindRows, Rows: []map[string]string{{"name": text.Draw(t, "name")}}},
		"curve":    {Kind: KindCurve, Points: []Point{{0, rapid.Float64Range(0, 1.2).Draw(t, "y")}, {1, 0}}},
		"peak":     {Kind: KindNumber, Number: rapid.Float64Range(0, 2).Draw(t, "peak")},
	}
}

func TestAnswersGoThereAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := answersGen(t)
		data, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		got, err := ParseAnswers(testFields, data)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("%+v became %+v, %v", want, got, err)
		}
	})
}

func FuzzParseAnswers(f *testing.F) {
	f.Add([]byte(`{"why":"x","curve":[[0,0]],"table":[{"name":"a"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := ParseAnswers(testFields, data)
		if err == nil && Check(testFields, a) != nil {
			t.Error("what was taken does not hold to the rules")
		}
	})
}

func TestReportsGoThereAndBack(t *testing.T) {
	want := Report{Task: 3, Criteria: []Result{
		{Criterion: "b", Verdict: Met, Evidence: []Span{{Field: "steps", Item: 2, Start: 0, End: 4}, {Field: "kind", Item: -1, Whole: true}}},
		{Criterion: "a", Verdict: Unsure, Feedback: "<why> & how", Reading: "x → y", Misconception: "m", Evidence: []Span{{Field: "sentence", Item: -1, Part: "x", Start: 1, End: 2}}},
	}}
	data, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := UnmarshalReport(data); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%s became %+v, %v", data, got, err)
	}
	if b, a := strings.Index(string(data), `"b"`), strings.Index(string(data), `"a"`); b > a {
		t.Errorf("the criteria lost their order: %s", data)
	}
}
