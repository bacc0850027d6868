package grading

import (
	"fmt"
	"strings"
)

// pattern is one way to say a concept: words in a row. A word may end in * for any ending and may list
// alternatives with /; a name in braces stands for any way to say that concept; two dots stand for up to maxGap
// words of any kind within the sentence. Small words, such as articles, may stand between without being named.
type pattern []patternWord

type patternWord struct {
	words   []string // alternatives
	stems   []string // alternatives that take any ending
	concept *concept // any way to say this
	any     bool     // one word, whichever
	gap     bool     // other words may stand before this one
	number  int      // of the vocabulary; of a concept, that of all words which it begins with
}

const (
	maxGap   = 6 // words that two dots stand for at most
	maxLight = 2 // light words that are passed over between two words of a form
)

// light words may stand between the words of a form.
var light = wordSet("a an the this that these those its their our my your his her just really very even simply actually also still then now all any some such each every quite rather pretty fully partly completely suddenly quickly slowly always has have had been being be is are was were will would can could should may might do does did get gets")

func (c *compiler) pattern(source string) (pattern, error) {
	var p pattern
	gap := false
	for _, field := range formFields(source) {
		if field == ".." {
			gap = true
			continue
		}
		word, err := c.patternWord(field)
		if err != nil {
			return nil, err
		}
		word.gap = gap
		p = append(p, word)
		gap = false
	}
	if len(p) == 0 || gap || p[0].any {
		return nil, fmt.Errorf("the form %q has no words", source)
	}
	return p, nil
}

// formFields cuts a form into its words, written as texts are read: hyphens part, contractions are written out.
func formFields(source string) []string {
	var all []string
	for source = strings.ToLower(source); source != ""; {
		if open := strings.IndexByte(source, '{'); open == 0 {
			end := strings.IndexByte(source, '}') + 1
			if end == 0 {
				end = len(source)
			}
			all, source = append(all, source[:end]), source[end:]
			continue
		} else if open > 0 {
			all = append(all, plainFields(source[:open])...)
			source = source[open:]
			continue
		}
		all = append(all, plainFields(source)...)
		break
	}
	return all
}

func plainFields(source string) []string {
	var all []string
	for _, field := range strings.Fields(strings.ReplaceAll(source, "-", " ")) {
		if strings.Contains(field, "/") {
			all = append(all, field)
		} else {
			all = append(all, expand(field)...)
		}
	}
	return all
}

func (c *compiler) patternWord(field string) (patternWord, error) {
	var w patternWord
	if field == "?" {
		return patternWord{any: true}, nil
	}
	if name, ok := strings.CutPrefix(field, "{"); ok {
		named, err := c.concept(strings.TrimSuffix(name, "}"))
		if err == nil {
			w.concept, w.number = named, c.vocabulary.number(field, named.opening())
		}
		return w, err
	}
	for _, one := range strings.Split(field, "/") {
		if one == "#" {
			w.stems = append(w.stems, digits...)
			continue
		}
		if strings.ContainsAny(one, "{}()=&>~!") || one == "" || one == "*" {
			return w, fmt.Errorf("%q is not a word of a form", field)
		}
		if stem, open := strings.CutSuffix(one, "*"); open {
			w.stems = append(w.stems, stem)
		} else {
			parts := expand(one)
			w.words = append(w.words, parts[len(parts)-1])
		}
	}
	w.number = c.vocabulary.number(field, w)
	return w, nil
}

// digits are what a number begins with, its unit written to it or not.
var digits = strings.Split("0123456789", "")

// plural says whether an ending makes a word's plural: "-es" only after a hiss or an o.
func plural(word, ending string) bool {
	if len(word) <= 2 || word == "second" {
		return false // a second call is not "seconds a call"
	}
	return ending == "s" || ending == "es" && (strings.HasSuffix(word, "ch") || strings.HasSuffix(word, "sh") || strings.ContainsAny(word[len(word)-1:], "sxzo"))
}

// match finds the pattern at a place: the number of the token after it, or -1. It never takes a copied word, nor
// one of the next sentence.
func (p pattern) match(text scan, at int) int {
	end := p[0].take(text, at)
	if end < 0 || len(p) == 1 {
		return end
	}
	reach, tokens := maxLight, text.tokens
	if p[1].gap {
		reach = maxGap
	}
	for next := end; next <= end+reach && next < len(tokens) && tokens[next].sentence == tokens[at].sentence; next++ {
		if last := p[1:].match(text, next); last >= 0 {
			return last
		}
		if !p[1].gap && !tokens[next].light || p[1].gap && negates(tokens, next) {
			return -1
		}
	}
	return -1
}

// take matches one word of the pattern, or a whole concept, at a place.
func (w patternWord) take(text scan, at int) int {
	if at >= len(text.tokens) || text.tokens[at].copied {
		return -1
	}
	if !w.any && !text.meanings[at].has(w.number) {
		return -1
	}
	if w.concept != nil {
		return w.concept.match(text, at)
	}
	return at + 1
}
