package exercises

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"arrowbook/grading"
)

// change rewrites one text of an answer.
type change func(draw *rand.Rand, text string) string

// Rewritings that leave the meaning alone leave the verdicts alone, but for a share that is stated: a typo can make
// another word.
func TestWhatDoesNotChangeTheMeaning(t *testing.T) {
	for name, c := range map[string]struct {
		change change
		lost   float64 // share of met verdicts that may be lost
	}{
		"upper case":          {func(_ *rand.Rand, s string) string { return strings.ToUpper(s) }, 0},
		"lower case":          {func(_ *rand.Rand, s string) string { return strings.ToLower(s) }, 0},
		"wide spaces":         {func(_ *rand.Rand, s string) string { return strings.ReplaceAll(s, " ", "   ") }, 0},
		"a bullet":            {func(_ *rand.Rand, s string) string { return "- " + s }, 0},
		"a harmless sentence": {harmless, 0},
		"typos":               {typos, .01},
	} {
		t.Run(name, func(t *testing.T) {
			met, lost, won := rewrite(t, c.change)
			t.Logf("met %d, lost %d, won %d", met, lost, won)
			if share := float64(lost) / float64(met); share > c.lost {
				t.Errorf("%.1f %% of %d met verdicts are lost", 100*share, met)
			}
			if share := float64(won) / float64(met); share > .01 {
				t.Errorf("%d verdicts are met only now, beside %d before", won, met)
			}
		})
	}
}

// Rewritings that destroy the meaning leave nothing met, but for the share that is stated: of a list of short notes
// the order of the words does not matter.
func TestWhatDestroysTheMeaning(t *testing.T) {
	for name, c := range map[string]struct {
		change change
		kept   float64 // share of met verdicts that may be left
	}{
		"shuffled words": {shuffle, .2},
		"a myth":         {func(_ *rand.Rand, s string) string { return "It is a myth that " + s }, .05},
		"no words":       {func(*rand.Rand, string) string { return "Yes." }, .02},
	} {
		t.Run(name, func(t *testing.T) {
			met, lost, _ := rewrite(t, c.change)
			t.Logf("met %d, left %d", met, met-lost)
			if share := float64(met-lost) / float64(met); share > c.kept {
				t.Errorf("%.1f %% of %d met verdicts are left", 100*share, met)
			}
		})
	}
}

// rewrite judges the corpus before and after a change of every text: how many verdicts on text were met, how many of
// those are not any more, and how many are only now.
func rewrite(t *testing.T, c change) (met, lost, won int) {
	t.Helper()
	book, answers := corpus(t)
	draw := rand.New(rand.NewPCG(7, 7))
	for i := 0; i < len(answers); i += everyNth {
		task, _ := book.Task(answers[i].Task)
		before := verdicts(t, task, answers[i].Answers)
		after := verdicts(t, task, changed(t, answers[i].Answers, func(s string) string { return c(draw, s) }))
		for id, verdict := range before {
			met += count(verdict == grading.Met)
			lost += count(verdict == grading.Met && after[id] != grading.Met)
			won += count(verdict != grading.Met && after[id] == grading.Met)
		}
	}
	return met, lost, won
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func corpus(t *testing.T) (*Book, []LabelledAnswer) {
	t.Helper()
	book := loadBook(t)
	answers, err := LabelledSet(DevelopedSet)
	if err != nil {
		t.Fatal(err)
	}
	return book, answers
}

// verdicts are those on the criteria that need reading.
func verdicts(t *testing.T, task *Task, raw []byte) map[string]grading.Verdict {
	t.Helper()
	answers, err := grading.ParseAnswers(task.GradingFields(), raw)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]grading.Verdict{}
	results := task.Rubric.Grade(answers, nil).Criteria
	for i, c := range task.Rubric.Criteria() {
		if !c.Exact && c.ID != "no-naked-scaling" { // met by what is not there
			all[c.ID] = results[i].Verdict
		}
	}
	return all
}

// changed rewrites every text of an answer that has more than one word; choices and places have one.
func changed(t *testing.T, raw []byte, rewrite func(string) string) []byte {
	t.Helper()
	var value any
	if err := json.Unmarshal(raw, &value); err != nil {
		t.Fatal(err)
	}
	out, err := json.Marshal(walk(value, rewrite))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func walk(value any, rewrite func(string) string) any {
	switch v := value.(type) {
	case string:
		if strings.Contains(v, " ") {
			return rewrite(v)
		}
	case []any:
		for i := range v {
			v[i] = walk(v[i], rewrite)
		}
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			v[key] = walk(v[key], rewrite)
		}
	}
	return value
}

func harmless(_ *rand.Rand, text string) string {
	return strings.TrimRight(text, ". ") + ". That is how I see it."
}

// typos swaps two letters within a word, once in forty characters.
func typos(draw *rand.Rand, text string) string {
	words := strings.Split(text, " ")
	for range len(text) / 40 {
		i := draw.IntN(len(words))
		if w := []byte(words[i]); len(w) >= 6 && lowerLetters(w) {
			at := 1 + draw.IntN(len(w)-3)
			w[at], w[at+1] = w[at+1], w[at]
			words[i] = string(w)
		}
	}
	return strings.Join(words, " ")
}

func lowerLetters(word []byte) bool {
	for _, b := range word {
		if b < 'a' || b > 'z' {
			return false
		}
	}
	return true
}

func shuffle(draw *rand.Rand, text string) string {
	words := strings.Fields(text)
	draw.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
	return strings.Join(words, " ")
}
