package grading

import (
	"slices"
	"strings"
)

// spelling mends words that are neither English nor the book's own towards words that the rubrics know.
type spelling struct {
	english []string          // ordinary words, left alone, sorted
	known   map[byte][]string // words that forms are made of, by their first letter, sorted
	stems   map[byte][]string // beginnings of such words, by their first letter
}

// newSpelling knows the words of forms, and the English words that begin as a form's stem does.
func newSpelling(concepts []*concept, english []string) *spelling {
	s := &spelling{english: english, known: map[byte][]string{}, stems: map[byte][]string{}}
	seen := map[string]bool{}
	for _, c := range concepts {
		for _, form := range c.forms {
			for _, w := range form {
				for _, word := range w.words {
					s.know(word, seen)
				}
				for _, stem := range w.stems {
					s.knowStem(stem, seen)
				}
			}
		}
	}
	for _, all := range s.known {
		slices.Sort(all)
	}
	return s
}

func (s *spelling) knowStem(stem string, seen map[string]bool) {
	if len(stem) < shortestStem || seen[stem+"*"] {
		return
	}
	seen[stem+"*"] = true
	s.stems[stem[0]] = append(s.stems[stem[0]], stem)
	at, _ := slices.BinarySearch(s.english, stem)
	for ; at < len(s.english) && strings.HasPrefix(s.english[at], stem); at++ {
		s.know(s.english[at], seen)
	}
}

// shortestStem is from how many letters on a stem tells which words are meant.
const shortestStem = 4

// ordinary says whether a word is English.
func (s *spelling) ordinary(word string) bool {
	_, found := slices.BinarySearch(s.english, word)
	return found
}

// derived says whether a word begins as a form lets words begin.
func (s *spelling) derived(word string) bool {
	return slices.ContainsFunc(s.stems[word[0]], func(stem string) bool { return strings.HasPrefix(word, stem) })
}

func (s *spelling) know(word string, seen map[string]bool) {
	if len(word) >= oneSlip-1 && letters(word) && !seen[word] {
		seen[word] = true
		s.known[word[0]] = append(s.known[word[0]], word)
	}
}

// tokens reads a text and mends its spelling.
func (s *spelling) tokens(text string) []token {
	all := tokenise(text)
	for i, t := range all {
		if mended := s.mend(t.word); mended != t.word {
			all[i].word, all[i].written, all[i].light = mended, t.word, light[mended]
		}
	}
	return all
}

// From so many letters on, a word may have one slip, and from so many two.
const (
	oneSlip  = 5
	twoSlips = 9
)

// mend corrects a word, or returns it as it is. Of several known words it takes the nearest, of those equally
// near the first in the alphabet.
func (s *spelling) mend(word string) string {
	if len(word) < oneSlip || !letters(word) || s.ordinary(word) || s.derived(word) {
		return word
	}
	most := 1
	if len(word) >= twoSlips {
		most = 2
	}
	best := word
	for _, want := range s.known[word[0]] {
		if want == word {
			return word
		}
		if d := slips(word, want, most); d <= most {
			best, most = want, d-1
		}
	}
	return best
}

func letters(word string) bool {
	for i := range len(word) {
		if word[i] < 'a' || word[i] > 'z' {
			return false
		}
	}
	return true
}

// slips counts the letters that are missing, extra, other or swapped with their neighbour (optimal string
// alignment), and gives up past most. A word begins with its own letter.
func slips(a, b string, most int) int {
	if a[0] != b[0] || len(a)-len(b) > most || len(b)-len(a) > most {
		return most + 1
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+differs(a[i-1], b[j-1]))
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

func differs(a, b byte) int {
	if a == b {
		return 0
	}
	return 1
}
