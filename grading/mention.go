package grading

import (
	"slices"
	"strings"
)

// mention is a place where a text speaks of a concept.
type mention struct {
	from, to int // tokens
	denied   bool
}

// index finds the concepts of a task by the words that their forms begin with.
type index struct {
	words map[string][]start
	stems map[string][]stemStart // by the first two letters
}

// start is a form that begins with a word.
type start struct {
	concept *concept
	form    pattern
}

type stemStart struct {
	stem string
	start
}

func newIndex(concepts []*concept) *index {
	x := &index{words: map[string][]start{}, stems: map[string][]stemStart{}}
	for _, c := range concepts {
		for _, form := range c.forms {
			x.add(form[0], start{c, form})
		}
	}
	return x
}

func (x *index) add(first patternWord, s start) {
	for _, w := range first.words {
		x.words[w] = append(x.words[w], s)
		if len(w) > 2 {
			x.words[w+"s"] = append(x.words[w+"s"], s)
			x.words[w+"es"] = append(x.words[w+"es"], s)
		}
	}
	for _, stem := range first.stems {
		key := bucket(stem)
		x.stems[key] = append(x.stems[key], stemStart{stem, s})
	}
	if first.number {
		for _, digit := range "0123456789" {
			x.add(patternWord{stems: []string{string(digit)}}, s)
		}
	}
	if first.concept != nil {
		for _, form := range first.concept.forms {
			x.add(form[0], s)
		}
	}
}

func bucket(word string) string { return word[:min(2, len(word))] }

// find is every mention of every concept in a text.
func (x *index) find(tokens []token) map[*concept][]mention {
	found := map[*concept][]mention{}
	for at, t := range tokens {
		if t.copied {
			continue
		}
		for _, s := range x.words[t.word] {
			s.note(found, tokens, at)
		}
		for _, s := range slices.Concat(x.stems[t.word[:1]], x.stems[bucket(t.word)]) {
			if strings.HasPrefix(t.word, s.stem) {
				s.note(found, tokens, at)
			}
		}
	}
	return found
}

// note adds a mention that begins at a place; of several at one place the longest stays.
func (s start) note(found map[*concept][]mention, tokens []token, at int) {
	end := s.form.match(tokens, at)
	if end < 0 {
		return
	}
	all := found[s.concept]
	if n := len(all); n > 0 && all[n-1].from == at {
		if end > all[n-1].to {
			all[n-1] = mention{at, end, denied(tokens, at, end)}
		}
		return
	}
	found[s.concept] = append(all, mention{at, end, denied(tokens, at, end)})
}
