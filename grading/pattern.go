package grading

import (
	"fmt"
	"slices"
	"strings"
)

// pattern is one way to say a concept: words in a row. A word may end in * for any ending and may list
// alternatives with /; two dots stand for up to maxGap words of any kind.
type pattern []patternWord

type patternWord struct {
	words []string // alternatives; a trailing * matches any ending
	gap   bool     // other words may stand before this one
}

// maxGap is how many words two dots stand for at most.
const maxGap = 5

func parsePattern(source string) (pattern, error) {
	var p pattern
	gap := false
	for _, field := range strings.Fields(strings.ToLower(strings.ReplaceAll(source, "-", " "))) {
		if field == ".." {
			gap = true
			continue
		}
		p = append(p, patternWord{words: strings.Split(field, "/"), gap: gap})
		gap = false
	}
	if len(p) == 0 || gap {
		return nil, fmt.Errorf("the form %q has no words", source)
	}
	return p, nil
}

func (w patternWord) matches(word string) bool {
	return slices.ContainsFunc(w.words, func(want string) bool {
		if stem, open := strings.CutSuffix(want, "*"); open {
			return strings.HasPrefix(word, stem)
		}
		return word == want || closeTo(word, want)
	})
}

// closeTo forgives one slip in a long word: a letter more, less, other, or two swapped, but never the first.
func closeTo(word, want string) bool {
	if len(want) < 7 || len(word) < 6 || word[0] != want[0] || len(word)-len(want) > 1 || len(want)-len(word) > 1 {
		return false
	}
	i := 0
	for i < len(word) && i < len(want) && word[i] == want[i] {
		i++
	}
	a, b := word[i:], want[i:]
	switch {
	case len(a) == len(b):
		return len(a) > 0 && (a[1:] == b[1:] || len(a) > 1 && a[0] == b[1] && a[1] == b[0] && a[2:] == b[2:])
	case len(a) > len(b):
		return a[1:] == b
	}
	return a == b[1:]
}

// match finds the pattern at a place: the number of the token after it, or -1. It never crosses a copied
// word.
func (p pattern) match(tokens []token, at int) int {
	if at >= len(tokens) || tokens[at].copied || !p[0].matches(tokens[at].word) {
		return -1
	}
	if len(p) == 1 {
		return at + 1
	}
	reach := at + 1
	if p[1].gap {
		reach += maxGap
	}
	for next := at + 1; next <= reach; next++ {
		if end := p[1:].match(tokens, next); end >= 0 {
			return end
		}
	}
	return -1
}

// negators deny what follows them in their clause.
var negators = strings.Fields("not no never without cannot nor neither isn't aren't wasn't don't doesn't didn't won't can't couldn't wouldn't shouldn't hasn't instead rather nothing hardly")

// denialReach is how many words a negator reaches.
const denialReach = 4

// pseudoNegators look like a denial and are none.
var pseudoNegators = []string{"not only", "not just", "no longer", "no matter", "no doubt", "not merely", "no one", "nothing but", "no single"}

// denied says whether the words from a place on are negated in their clause.
func denied(tokens []token, at int) bool {
	count := 0
	for i := at - 1; i >= 0 && i >= at-denialReach && tokens[i].clause == tokens[at].clause; i-- {
		if slices.Contains(negators, tokens[i].word) && !pseudo(tokens, i) {
			count++
		}
	}
	return count%2 == 1
}

func pseudo(tokens []token, i int) bool {
	return i+1 < len(tokens) && slices.Contains(pseudoNegators, tokens[i].word+" "+tokens[i+1].word)
}

// concept is an idea with all the ways in which people say it.
type concept []pattern

// find is every affirmed mention of the concept, as ranges of tokens.
func (c concept) find(tokens []token) [][2]int {
	var found [][2]int
	for at := range tokens {
		end := -1
		for _, p := range c {
			end = max(end, p.match(tokens, at))
		}
		if end >= 0 && !denied(tokens, at) {
			found = append(found, [2]int{at, end})
		}
	}
	return found
}
