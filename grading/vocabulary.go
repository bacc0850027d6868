package grading

import (
	"math/bits"
	"strings"
)

// vocabulary numbers the words of all forms of a rubric, each with its alternatives, so that a word of a text is
// compared with all of them at once and not with each form anew.
type vocabulary struct {
	numbers map[string]int   // by the alternatives as they are written
	words   map[string][]int // the numbers that a whole word stands for
	stems   map[string][]int // the numbers that the beginning of a word stands for
}

func newVocabulary() *vocabulary {
	return &vocabulary{numbers: map[string]int{}, words: map[string][]int{}, stems: map[string][]int{}}
}

// number is that of a word with its alternatives, a new one where it was not there yet.
func (v *vocabulary) number(written string, w patternWord) int {
	if n, known := v.numbers[written]; known {
		return n
	}
	n := len(v.numbers)
	v.numbers[written] = n
	for _, word := range w.words {
		v.words[word] = append(v.words[word], n)
	}
	for _, stem := range w.stems {
		v.stems[stem] = append(v.stems[stem], n)
	}
	return n
}

// meaning finds the numbers that a word of a text stands for; a plural stands for its singular.
func (v *vocabulary) meaning(word string) numbers {
	all := v.none()
	all.add(v.words[word])
	for _, ending := range []string{"s", "es"} {
		if one, ok := strings.CutSuffix(word, ending); ok && plural(one, ending) {
			all.add(v.words[one])
		}
	}
	for i := range word {
		all.add(v.stems[word[:i]])
	}
	all.add(v.stems[word])
	return all
}

func (v *vocabulary) none() numbers { return make(numbers, len(v.numbers)/64+1) }

// scan is the tokens of one text with what each stands for, and with the ends of the concepts that were looked for
// within forms: many forms begin with the same ones.
type scan struct {
	tokens   []token
	meanings []numbers
	has      numbers // what any of them stands for
	ends     map[conceptAt]int
}

type conceptAt struct {
	concept *concept
	at      int
}

// meanings are what the words of one answer stand for, each looked up once.
type meanings map[string]numbers

// scan reads what each word of a text stands for.
func (v *vocabulary) scan(tokens []token, known meanings) scan {
	text := scan{tokens: tokens, meanings: make([]numbers, len(tokens)), has: v.none()}
	for at, t := range tokens {
		one, seen := known[t.word]
		if !seen {
			one = v.meaning(t.word)
			known[t.word] = one
		}
		text.meanings[at] = one
		text.has.join(one)
	}
	return text
}

// anew forgets what was found: a word that was copied or spent since is not taken again.
func (s scan) anew() scan {
	s.ends = map[conceptAt]int{}
	return s
}

// numbers is a set of numbers of the vocabulary, one bit each.
type numbers []uint64

func (s numbers) has(n int) bool { return s[n/64]>>(n%64)&1 == 1 }

func (s numbers) add(all []int) {
	for _, n := range all {
		s[n/64] |= 1 << (n % 64)
	}
}

func (s numbers) join(other numbers) {
	for i, word := range other {
		s[i] |= word
	}
}

// hasAll says whether all of some numbers are in the set.
func (s numbers) hasAll(all []int) bool {
	for _, n := range all {
		if !s.has(n) {
			return false
		}
	}
	return true
}

// each names the numbers that are in both sets.
func (s numbers) each(other numbers, do func(n int)) {
	for i, word := range s {
		for both := word & other[i]; both != 0; both &= both - 1 {
			do(i*64 + bits.TrailingZeros64(both))
		}
	}
}
