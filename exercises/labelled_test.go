package exercises

import (
	"strings"
	"testing"

	"arrowbook/grading"
)

func TestTheBooksOwnLabelledAnswersCanBeMarked(t *testing.T) {
	book := loadBook(t)
	ids := map[string]bool{}
	for _, set := range []string{DevelopedSet, UnseenSet, TricksSet} {
		answers, err := LabelledSet(set)
		if err != nil {
			t.Fatal(err)
		}
		some := answers
		if underRace {
			some = answers[:len(answers)/everyNth]
		}
		if marked, err := book.Mark(some); err != nil || len(marked) == 0 {
			t.Fatalf("%s: %d verdicts, %v", set, len(marked), err)
		}
		for _, a := range answers {
			if ids[a.ID] {
				t.Errorf("%s is there twice", a.ID)
			}
			ids[a.ID] = true
		}
	}
}

func TestWhatALabelledFileRefuses(t *testing.T) {
	book := loadBook(t)
	if _, err := ReadLabelled(strings.NewReader("{}\n\nno")); err == nil || !strings.HasPrefix(err.Error(), "line 3:") {
		t.Errorf("%v", err)
	}
	for line, want := range map[string]string{
		`{"id":"a","task":99,"answers":{}}`:        "a: there is no task 99",
		`{"id":"b","task":3,"answers":{"none":1}}`: "b: ",
	} {
		answers, err := ReadLabelled(strings.NewReader(line))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := book.Mark(answers); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v", line, err)
		}
	}
}

func TestMissesNameTheAnswerAndItsWords(t *testing.T) {
	met := true
	one := Marked{
		Labelled: grading.Labelled{Criterion: "fix", Label: met, Verdict: grading.Missing}, From: &LabelledAnswer{ID: "x1"},
		Answers: grading.Answers{"steps": {Kind: grading.KindList, Items: []string{"first", "second"}}}, About: grading.Criterion{Fields: []string{"steps"}},
	}
	if got, want := Misses([]Marked{one}), "x1 fix: missing, labelled met\n    first\n    second\n"; got != want {
		t.Errorf("%q", got)
	}
	one.Verdict = grading.Met
	if got := Misses([]Marked{one}); got != "" {
		t.Errorf("%q", got)
	}
}
