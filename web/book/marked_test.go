package book

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"arrowbook/grading"
)

func TestCutUnderlinesCodePoints(t *testing.T) {
	tests := map[string]struct {
		text      string
		stretches []stretch
		want      []segment
	}{
		"nothing":             {"ab", nil, []segment{{"ab", ""}}},
		"empty":               {"", nil, nil},
		"code points":         {"héé→x", []stretch{{1, 4, "met"}}, []segment{{"h", ""}, {"éé→", "met"}, {"x", ""}}},
		"met wins":            {"abcd", []stretch{{0, 3, "unsure"}, {2, 4, "met"}}, []segment{{"ab", "unsure"}, {"c", "met"}, {"d", "met"}}},
		"out of range":        {"ab", []stretch{{-3, 1, "met"}, {5, 9, "met"}}, []segment{{"a", "met"}, {"b", ""}}},
		"the wrong way round": {"abc", []stretch{{2, 1, "met"}}, []segment{{"a", ""}, {"b", ""}, {"c", ""}}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := cut(test.text, test.stretches)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
			var all strings.Builder
			for _, s := range got {
				all.WriteString(s.Text)
			}
			if all.String() != test.text {
				t.Errorf("the pieces make %q", all.String())
			}
		})
	}
}

func TestMissingUnderlinesNothing(t *testing.T) {
	got := evidenceBySlot([]grading.Result{{Verdict: grading.Missing, Evidence: []grading.Span{{Field: "f", Item: -1, End: 3}}}})
	if len(got) != 0 {
		t.Errorf("underlined %v", got)
	}
}

func TestUnderlinesGoWhenTheWordsChange(t *testing.T) {
	at := slot{"f.it", -1, ""}
	view := fieldView{Field: kindField(grading.KindText), spans: map[slot][]stretch{at: {{0, 3, "met"}}}}
	view.judged = grading.Value{Kind: grading.KindText, Text: "old words"}
	view.Value = view.judged
	if got := view.segments(-1, "")[0]; got != (segment{"old", "met"}) {
		t.Errorf("the checked words show %v", got)
	}
	view.Value.Text = "new words"
	if got := view.segments(-1, ""); len(got) != 1 || got[0].Mark != "" {
		t.Errorf("words that were never checked are underlined: %v", got)
	}
}
