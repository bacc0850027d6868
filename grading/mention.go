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
		x.add(first.concept.opening(), s)
	}
}

// opening is any word that a form of the concept begins with, each once.
func (c *concept) opening() patternWord {
	if c.opens != nil {
		return *c.opens
	}
	var all patternWord
	for _, form := range c.forms {
		first := form[0]
		if first.concept != nil {
			first = first.concept.opening()
		}
		all.words, all.stems, all.number = append(all.words, first.words...), append(all.stems, first.stems...), all.number || first.number
	}
	slices.Sort(all.words)
	slices.Sort(all.stems)
	all.words, all.stems = slices.Compact(all.words), slices.Compact(all.stems)
	c.opens = &all
	return all
}

func bucket(word string) string { return word[:min(2, len(word))] }

// find is every mention of every concept in a text.
func (x *index) find(tokens []token) map[*concept][]mention {
	found, text := map[*concept][]mention{}, scanOf(tokens)
	for at, t := range tokens {
		if t.copied {
			continue
		}
		x.starts(t.word, func(s start) { s.note(found, text, at) })
	}
	return found
}

// starts names every form that may begin with a word.
func (x *index) starts(word string, do func(start)) {
	for _, ending := range []string{"", "s", "es"} {
		if one, ok := strings.CutSuffix(word, ending); ok && (ending == "" || plural(one, ending)) {
			for _, s := range x.words[one] {
				do(s)
			}
		}
	}
	for _, key := range []string{word[:1], bucket(word)} {
		for _, s := range x.stems[key] {
			if strings.HasPrefix(word, s.stem) {
				do(s.start)
			}
		}
		if len(word) == 1 {
			break
		}
	}
}

// note adds a mention that begins at a place; of several at one place the longest stays.
func (s start) note(found map[*concept][]mention, text scan, at int) {
	end := s.form.match(text, at)
	if end < 0 {
		return
	}
	all := found[s.concept]
	if n := len(all); n > 0 && all[n-1].from == at {
		if end > all[n-1].to {
			all[n-1] = mention{at, end, denied(text.tokens, at, end)}
		}
		return
	}
	found[s.concept] = append(all, mention{at, end, denied(text.tokens, at, end)})
}
