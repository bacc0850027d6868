package grading

import (
	"fmt"
	"slices"
	"testing"
)

// numbered compiles words of forms, each with its alternatives, into one vocabulary and returns their numbers.
func numbered(t testing.TB, written ...string) (*compiler, []int) {
	t.Helper()
	c := compilerOf(nil)
	var numbers []int
	for _, one := range written {
		w, err := c.patternWord(one)
		if err != nil {
			t.Fatal(err)
		}
		numbers = append(numbers, w.number)
	}
	return c, numbers
}

func TestWhatAWordStandsFor(t *testing.T) {
	cases := []struct {
		form, word string
		want       bool
	}{
		{"limit", "limit", true},
		{"limit", "limits", true},
		{"limit", "limitless", false},
		{"limits", "limit", false},
		{"box", "boxes", true},
		{"nod", "nodes", false},
		{"second", "seconds", false},
		{"cap/limit", "caps", true},
		{"retr*", "retrying", true},
		{"retr*", "retr", true},
		{"retr*", "ret", false},
		{"naïv*", "naïve", true},
		{"#", "250ms", true},
		{"#", "x2", false},
		{"one/#", "3x", true},
		{"a", "as", false},
		{"→", "→", true},
	}
	for _, c := range cases {
		compiler, numbers := numbered(t, c.form)
		if got := compiler.vocabulary.meaning(c.word).has(numbers[0]); got != c.want {
			t.Errorf("%q stands for %q: %t", c.word, c.form, got)
		}
	}
}

// A word of a text stands for all that forms say of it, however many words the vocabulary has.
func TestALargeVocabulary(t *testing.T) {
	written := []string{"load", "lo*", "traffic/load"}
	for i := range 200 {
		written = append(written, fmt.Sprintf("word%d", i))
	}
	c, numbers := numbered(t, written...)
	again, _ := c.patternWord("lo*")
	if again.number != numbers[1] {
		t.Error("the same alternatives have two numbers")
	}
	var found []int
	all := c.vocabulary.none()
	all.add(numbers)
	c.vocabulary.meaning("loads").each(all, func(n int) { found = append(found, n) })
	if !slices.Equal(found, numbers[:3]) {
		t.Errorf("it stands for %v, not for %v", found, numbers[:3])
	}
	last := c.vocabulary.meaning("word199")
	if !last.has(numbers[202]) || last.hasAll([]int{numbers[202], numbers[0]}) || !last.hasAll([]int{numbers[202]}) {
		t.Error("the last word does not stand for itself alone")
	}
}
