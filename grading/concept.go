package grading

import (
	"fmt"
	"slices"
	"strings"
)

// concept is an idea with all the ways in which people say it.
type concept struct {
	name   string
	forms  []pattern
	starts [][]start // the forms, those together that begin with the same word
}

// start is a form that begins with a word, with the numbers of all its other words: where a text has not each of
// them, the form is not there.
type start struct {
	concept *concept
	form    pattern
	needs   []int
}

// set gives a concept its forms, those that begin with the same word together.
func (c *concept) set(forms []pattern) {
	c.forms = forms
	group := map[int]int{}
	for _, form := range forms {
		at, known := group[form[0].number]
		if !known {
			at = len(c.starts)
			group[form[0].number] = at
			c.starts = append(c.starts, nil)
		}
		c.starts[at] = append(c.starts[at], start{c, form, form.needs()})
	}
}

// needs are the numbers of all words after the first.
func (p pattern) needs() []int {
	var all []int
	for _, w := range p[1:] {
		if !w.any {
			all = append(all, w.number)
		}
	}
	return all
}

// match finds the longest way to say the concept at a place: the number of the token after it, or -1.
func (c *concept) match(text scan, at int) int {
	key := conceptAt{c, at}
	if end, known := text.ends[key]; known {
		return end
	}
	end := -1
	for _, same := range c.starts {
		if !text.meanings[at].has(same[0].form[0].number) {
			continue
		}
		for _, s := range same {
			if text.has.hasAll(s.needs) {
				end = max(end, s.form.match(text, at))
			}
		}
	}
	text.ends[key] = end
	return end
}

// opening is any word that a form of the concept begins with, each once.
func (c *concept) opening() patternWord {
	var all patternWord
	for _, same := range c.starts {
		first := same[0].form[0]
		if first.concept != nil {
			first = first.concept.opening()
		}
		all.words, all.stems = append(all.words, first.words...), append(all.stems, first.stems...)
	}
	slices.Sort(all.words)
	slices.Sort(all.stems)
	all.words, all.stems = slices.Compact(all.words), slices.Compact(all.stems)
	return all
}

func (c *compiler) list(names []string) ([]*concept, error) {
	var all []*concept
	for _, name := range names {
		one, err := c.concept(strings.TrimSpace(name))
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

// concept compiles a concept by its name, or a form written out after an equals sign.
func (c *compiler) concept(name string) (*concept, error) {
	if done, ok := c.done[name]; ok {
		if done.forms == nil {
			return nil, fmt.Errorf("concept %q is said by itself", name)
		}
		return done, nil
	}
	forms, known := c.forms[name]
	if form, quoted := strings.CutPrefix(name, "="); quoted {
		forms, known = []string{form}, true
	}
	if !known || len(forms) == 0 {
		return nil, fmt.Errorf("there is no concept %q", name)
	}
	all := &concept{name: name}
	c.done[name] = all // without forms until it is done, so that a circle is seen
	var compiled []pattern
	for _, form := range forms {
		for _, variant := range variants(form) {
			p, err := c.pattern(variant)
			if err != nil {
				return nil, fmt.Errorf("concept %q: %w", name, err)
			}
			compiled = append(compiled, p)
		}
	}
	all.set(compiled)
	return all, nil
}

// optional compiles a concept; nil where there is none of the name.
func (c *compiler) optional(name string) (*concept, error) {
	if len(c.forms[name]) == 0 {
		return nil, nil
	}
	return c.concept(name)
}
