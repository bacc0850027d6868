package grading

import (
	"fmt"
	"slices"
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
	number  bool     // a number, with or without its unit
	gap     bool     // other words may stand before this one
}

const (
	maxGap   = 6 // words that two dots stand for at most
	maxLight = 2 // light words that are passed over between two words of a form
)

// light words may stand between the words of a form.
var light = wordSet("a an the this that these those its their our my your his her just really very even simply actually also still then now all any some such each every quite rather pretty fully partly completely suddenly quickly slowly always has have had been being be is are was were will would can could should may might do does did get gets")

// concept is an idea with all the ways in which people say it.
type concept struct {
	name  string
	forms []pattern
	first *index       // the forms by the words that they begin with; only where other forms hold the concept
	opens *patternWord // any word that a form begins with, once it was asked for
}

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
			named.index()
		}
		w.concept = named
		return w, err
	}
	for _, one := range strings.Split(field, "/") {
		if one == "#" {
			w.number = true
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
	return w, nil
}

// matches says whether a word stands for this one; a plural stands for its singular.
func (w patternWord) matches(word string) bool {
	if w.any || w.number && word[0] >= '0' && word[0] <= '9' {
		return true
	}
	for _, want := range w.words {
		if rest, ok := strings.CutPrefix(word, want); ok && (rest == "" || plural(want, rest)) {
			return true
		}
	}
	return slices.ContainsFunc(w.stems, func(stem string) bool { return strings.HasPrefix(word, stem) })
}

// plural says whether an ending makes a word's plural: "-es" only after a hiss or an o.
func plural(word, ending string) bool {
	if len(word) <= 2 || word == "second" {
		return false // a second call is not "seconds a call"
	}
	return ending == "s" || ending == "es" && (strings.HasSuffix(word, "ch") || strings.HasSuffix(word, "sh") || strings.ContainsAny(word[len(word)-1:], "sxzo"))
}

// scan is the tokens of one text, with the ends of the concepts that were looked for within forms: many forms begin
// with the same ones.
type scan struct {
	tokens []token
	ends   map[conceptAt]int
}

type conceptAt struct {
	concept *concept
	at      int
}

func scanOf(tokens []token) scan { return scan{tokens, map[conceptAt]int{}} }

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
	if w.concept != nil {
		return w.concept.match(text, at)
	}
	if w.matches(text.tokens[at].word) {
		return at + 1
	}
	return -1
}

// index makes a concept ready to be found within other forms.
func (c *concept) index() {
	if c.first == nil {
		c.first = newIndex([]*concept{c})
	}
}

// match finds the longest way to say the concept at a place: the number of the token after it, or -1.
func (c *concept) match(text scan, at int) int {
	key := conceptAt{c, at}
	if end, known := text.ends[key]; known {
		return end
	}
	end := -1
	c.first.starts(text.tokens[at].word, func(s start) { end = max(end, s.form.match(text, at)) })
	text.ends[key] = end
	return end
}
