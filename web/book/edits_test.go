package book

import (
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"arrowbook/exercises"
	"arrowbook/grading"
)

func TestEditsOfAList(t *testing.T) {
	tests := []struct {
		do   string
		want []string // nil: refused
	}{
		{"f.it:add", []string{"a", "b", "c", ""}},
		{"f.it:1:up", []string{"b", "a", "c"}},
		{"f.it:0:up", []string{"a", "b", "c"}},
		{"f.it:1:down", []string{"a", "c", "b"}},
		{"f.it:2:down", []string{"a", "b", "c"}},
		{"f.it:1:drop", []string{"a", "c"}},
		{"f.it:3:drop", nil},
		{"f.it:-1:up", nil},
		{"f.it:x:up", nil},
		{"f.it:1:burn", nil},
		{"f.it:burn", nil},
		{"other:1:up", nil},
	}
	fields := []exercises.Field{kindField(grading.KindList)}
	for _, test := range tests {
		t.Run(test.do, func(t *testing.T) {
			start := grading.Value{Kind: grading.KindList, Items: []string{"a", "b", "c"}}
			edit, err := parseDo(fields, test.do)
			var got grading.Value
			if err == nil {
				got, err = edit.apply(start)
			}
			if (err != nil) != (test.want == nil) {
				t.Fatalf("error %v, want refused: %v", err, test.want == nil)
			}
			if diff := cmp.Diff(test.want, got.Items); err == nil && diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff([]string{"a", "b", "c"}, start.Items); diff != "" {
				t.Errorf("the list that was edited has changed itself: %s", diff)
			}
		})
	}
}

func TestEditsOfATable(t *testing.T) {
	fields := []exercises.Field{kindField(grading.KindRows)}
	edit, err := parseDo(fields, "f.it:add")
	if err != nil {
		t.Fatal(err)
	}
	got, err := edit.apply(grading.Value{Rows: []map[string]string{{"what": "x", "why": "y"}}})
	want := []map[string]string{{"what": "x", "why": "y"}, {"what": "", "why": ""}}
	if diff := cmp.Diff(want, got.Rows); err != nil || diff != "" {
		t.Errorf("%v %s", err, diff)
	}
}

func TestAListIsBounded(t *testing.T) {
	edit, err := parseDo([]exercises.Field{kindField(grading.KindList)}, "f.it:add")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := edit.apply(grading.Value{Items: make([]string, grading.MaxItems)}); err == nil {
		t.Error("a list may grow beyond its bound")
	}
}

func TestOnlyListsAreEdited(t *testing.T) {
	edit, err := parseDo([]exercises.Field{kindField(grading.KindText)}, "f.it:add")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := edit.apply(grading.Value{}); err == nil {
		t.Error("a text can be added to")
	}
}

// A page offers empty lines by itself; one more that was asked for is there when the page comes back.
func TestALineIsAddedToAListInWhichNothingStands(t *testing.T) {
	v := open(t)
	page := v.page("/tasks/3")
	lines := strings.Count(page, `<textarea id="in-timeline-`)
	form := url.Values{"do": {"timeline:add"}, "timeline": make([]string, lines)}
	v.form("/tasks/3", form)
	if now := strings.Count(v.page("/tasks/3"), `<textarea id="in-timeline-`); now != lines+1 {
		t.Errorf("%d lines after one was added to %d", now, lines)
	}
}
