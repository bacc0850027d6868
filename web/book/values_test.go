package book

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"arrowbook/exercises"
	"arrowbook/grading"
)

func TestJudgedLeavesOutWhatNobodyWrote(t *testing.T) {
	keyed := kindField(grading.KindRows)
	keyed.Keys = []string{"a->b", "b->c", "c->d"}
	keyed.Columns = []string{"arrow", "timeout"}
	answers := grading.Answers{"f.it": {Kind: grading.KindRows, Rows: []map[string]string{
		{"arrow": "a->b", "timeout": ""}, {"arrow": "b->c", "timeout": "2 s"}, {"arrow": "c->d", "timeout": " "},
	}}}
	got := judged([]exercises.Field{keyed}, answers)
	want := []map[string]string{{}, {"arrow": "b->c", "timeout": "2 s"}}
	if diff := cmp.Diff(want, got["f.it"].Rows); diff != "" {
		t.Errorf("an offered arrow alone counts as an answer, or a row has moved: %s", diff)
	}
}

func TestJudgedKeepsPositionsInAList(t *testing.T) {
	list := kindField(grading.KindList)
	got := judged([]exercises.Field{list}, grading.Answers{"f.it": {Kind: grading.KindList, Items: []string{"a", "", "b", "", " "}}})
	if diff := cmp.Diff([]string{"a", "", "b"}, got["f.it"].Items); diff != "" {
		t.Error(diff)
	}
}

func TestNothingButBlanksIsNoAnswer(t *testing.T) {
	for name, value := range map[string]grading.Value{
		"text": {Kind: grading.KindText, Text: " \n"}, "list": {Kind: grading.KindList, Items: []string{"", " "}},
		"coupling": {Kind: grading.KindCoupling, Coupling: grading.Coupling{X: " "}}, "curve": {Kind: grading.KindCurve},
		"rows": {Kind: grading.KindRows, Rows: []map[string]string{{"a": " "}}},
	} {
		if !isEmpty(value) {
			t.Errorf("%s: blanks count as an answer", name)
		}
	}
}

func fieldNamed(fields []exercises.Field, id string) bool {
	for _, f := range fields {
		if f.ID == id {
			return true
		}
	}
	return false
}
