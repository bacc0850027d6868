package exercises

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"arrowbook/grading"
)

// Evidence lies within the text that it is quoted from, and it is what the verdict rests on: with the words gone, and
// with those that then stand in for them, the criterion is not met any more.
func TestAVerdictRestsOnItsEvidence(t *testing.T) {
	book, answers := corpus(t)
	for i := 0; i < len(answers); i += everyNth {
		task, _ := book.Task(answers[i].Task)
		parsed, err := grading.ParseAnswers(task.GradingFields(), answers[i].Answers)
		if err != nil {
			t.Fatal(err)
		}
		for _, result := range task.Rubric.Grade(parsed, nil).Criteria {
			withoutEvidence(t, answers[i].ID, task, parsed, result)
		}
	}
}

// mostRounds is how often another part of an answer may stand in for what was deleted.
const mostRounds = 40

func withoutEvidence(t *testing.T, id string, task *Task, answers grading.Answers, result grading.Result) {
	t.Helper()
	criterion := result.Criterion
	for range mostRounds {
		if result.Verdict != grading.Met || !onWords(result.Evidence) {
			return
		}
		for _, span := range lastFirst(result.Evidence) {
			ok := false
			if answers, ok = deleted(answers, span); !ok {
				t.Fatalf("%s, %s: evidence %+v lies outside the text", id, criterion, span)
			}
		}
		all := task.Rubric.Grade(answers, nil).Criteria
		result = all[slices.IndexFunc(all, func(r grading.Result) bool { return r.Criterion == criterion })]
	}
	t.Errorf("%s: %s is met by %v, whatever is deleted", id, criterion, answers)
}

// onWords says whether evidence is words: a whole field is what is not there, or a choice.
func onWords(spans []grading.Span) bool {
	return len(spans) > 0 && !slices.ContainsFunc(spans, func(s grading.Span) bool { return s.Whole })
}

// lastFirst orders spans so that a deletion does not move those that come after it; of two that overlap the wider stays.
func lastFirst(spans []grading.Span) []grading.Span {
	all := slices.Clone(spans)
	slices.SortFunc(all, func(a, b grading.Span) int { return b.Start - a.Start })
	var apart []grading.Span
	for _, s := range all {
		if !slices.ContainsFunc(apart, func(o grading.Span) bool {
			return o.Field == s.Field && o.Item == s.Item && o.Part == s.Part && s.Start < o.End && o.Start < s.End
		}) {
			apart = append(apart, s)
		}
	}
	return apart
}

// deleted is an answer without the words of a span; false where the span lies outside the text.
func deleted(answers grading.Answers, s grading.Span) (grading.Answers, bool) {
	out, v, ok := maps.Clone(answers), answers[s.Field], true
	cut := func(text string) string {
		runes := []rune(text)
		if s.Start < 0 || s.Start >= s.End || s.End > len(runes) {
			ok = false
			return text
		}
		return string(runes[:s.Start]) + string(runes[s.End:])
	}
	switch v.Kind {
	case grading.KindText:
		v.Text = cut(v.Text)
	case grading.KindList:
		v.Items = slices.Clone(v.Items)
		v.Items[s.Item] = cut(v.Items[s.Item])
	case grading.KindRows:
		v.Rows = slices.Clone(v.Rows)
		v.Rows[s.Item] = maps.Clone(v.Rows[s.Item])
		v.Rows[s.Item][s.Part] = cut(v.Rows[s.Item][s.Part])
	case grading.KindCoupling:
		part := map[string]*string{"x": &v.Coupling.X, "y": &v.Coupling.Y, "z": &v.Coupling.Z, "b": &v.Coupling.B}[s.Part]
		*part = cut(*part)
	}
	out[s.Field] = v
	return out, ok
}

// Where a verdict rests on what acts on what, cause and effect in each other's place are not the same any more. A loop
// that ends where it begins has the same idea at both ends; of the others some tell their ends twice.
func TestCauseAndEffectAreNotSwapped(t *testing.T) {
	book, answers := corpus(t)
	tried, same := 0, 0
	for i := range answers {
		task, _ := book.Task(answers[i].Task)
		parsed, err := grading.ParseAnswers(task.GradingFields(), answers[i].Answers)
		if err != nil {
			t.Fatal(err)
		}
		for at, e := range task.Rubric.Explain(parsed, nil) {
			turned, ok := swapped(parsed, e)
			if !ok {
				continue
			}
			tried++
			again := task.Rubric.Explain(turned, nil)[at]
			same += count(again.Verdict == grading.Met && again.Because == e.Because)
		}
	}
	t.Logf("%d of %d", same, tried)
	if tried == 0 || same*5 > tried {
		t.Errorf("%d of %d verdicts stand on the same ground, turned round", same, tried)
	}
}

// sameEnds says whether a chain of what acts on what ends in the idea that it begins with.
func sameEnds(because string) bool {
	chain, _, _ := strings.Cut(because, ", and ")
	ideas := strings.Split(chain, " acts on ")
	return ideas[0] == ideas[len(ideas)-1]
}

// swapped exchanges the two things of which a verdict says that one acts on the other.
func swapped(answers grading.Answers, e grading.Explanation) (grading.Answers, bool) {
	if e.Verdict != grading.Met || !strings.Contains(e.Because, " acts on ") || sameEnds(e.Because) || len(e.Evidence) < 2 {
		return nil, false
	}
	a, b := e.Evidence[0], e.Evidence[len(e.Evidence)-1]
	if a.Start > b.Start {
		a, b = b, a
	}
	v := answers[a.Field]
	if v.Kind != grading.KindText || a.Field != b.Field || a.End > b.Start {
		return nil, false
	}
	runes := []rune(v.Text)
	v.Text = string(runes[:a.Start]) + string(runes[b.Start:b.End]) + string(runes[a.End:b.Start]) + string(runes[a.Start:a.End]) + string(runes[b.End:])
	out := maps.Clone(answers)
	out[a.Field] = v
	return out, true
}
