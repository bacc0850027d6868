package grading

import (
	"fmt"
	"slices"
	"strings"
)

// rule is alternatives; any of them will do.
type rule []alternative

// alternative is terms that must all hold.
type alternative struct {
	source string
	terms  []term
}

// term is one thing that a text must say.
type term struct {
	how  relation
	all  []*concept
	name string
}

// relation is how the concepts of a term must stand to each other.
type relation int

const (
	affirmed relation = iota // the text affirms the concept
	absent                   // the text does not affirm it
	refused                  // the text names it and denies it
	spoken                   // the text names it, either way
	acts                     // each acts on the next
	makes                    // the first is said outright to bring about the second
	together                 // all are affirmed within one sentence
)

// rule reads alternatives as they are written.
func (c *compiler) rule(alternatives []string) (rule, error) {
	var r rule
	for _, source := range alternatives {
		a := alternative{source: source}
		for _, one := range strings.Split(source, " & ") {
			t, err := c.term(strings.TrimSpace(one))
			if err != nil {
				return nil, fmt.Errorf("%q: %w", source, err)
			}
			a.terms = append(a.terms, t)
		}
		r = append(r, a)
	}
	return r, nil
}

func (c *compiler) term(source string) (term, error) {
	t := term{name: source}
	names := []string{source}
	switch {
	case strings.HasPrefix(source, "!"):
		t.how, names = absent, []string{source[1:]}
	case strings.HasPrefix(source, "any:"):
		t.how, names = spoken, []string{source[4:]}
	case strings.HasPrefix(source, "not:"):
		t.how, names = refused, []string{source[4:]}
	case strings.Contains(source, " >> "):
		t.how, names = makes, strings.SplitN(source, " >> ", 2)
	case strings.Contains(source, " > "):
		t.how, names = acts, strings.Split(source, " > ")
	case strings.Contains(source, " ~ "):
		t.how, names = together, strings.Split(source, " ~ ")
	}
	var err error
	t.all, err = c.list(names)
	return t, err
}

// holds says whether an alternative is fulfilled by one text, or, across, by all together.
func (r rule) holds(units []unit, across bool) ([]Span, bool) {
	spans, how := r.find(units, across)
	return spans, how != ""
}

// find looks for an alternative that is fulfilled; how is the alternative as it is written, empty without one.
func (r rule) find(units []unit, across bool) (spans []Span, how string) {
	for _, a := range r {
		if across {
			if spans, ok := a.holds(units); ok {
				return spans, a.source
			}
			continue
		}
		for i := range units {
			if spans, ok := a.holds(units[i : i+1]); ok {
				return spans, a.source
			}
		}
	}
	return nil, ""
}

// denied says whether a text denies what an alternative wants affirmed, and nowhere affirms it.
func (r rule) denied(u unit) bool {
	return slices.ContainsFunc(r, func(a alternative) bool {
		return slices.ContainsFunc(a.terms, func(t term) bool { return t.denied(u) })
	})
}

func (t term) denied(u unit) bool {
	if t.how != affirmed && t.how != acts && t.how != makes && t.how != together {
		return false
	}
	return slices.ContainsFunc(t.all, func(c *concept) bool {
		all := u.mentions[c]
		return len(all) > 0 && !slices.ContainsFunc(all, func(m mention) bool { return !m.denied })
	})
}

func (a alternative) holds(units []unit) ([]Span, bool) {
	var spans []Span
	for _, t := range a.terms {
		more, ok := t.holds(units)
		if !ok {
			return nil, false
		}
		spans = append(spans, more...)
	}
	return spans, len(units) > 0
}

func (t term) holds(units []unit) ([]Span, bool) {
	if t.how == absent {
		_, said := term{all: t.all}.holds(units)
		return nil, !said
	}
	for _, u := range units {
		if found := t.in(u); found != nil {
			return u.spans(found), true
		}
	}
	return nil, false
}

// in finds the mentions of one text that fulfil the term; nil where there are none.
func (t term) in(u unit) []mention {
	switch t.how {
	case acts:
		return t.chain(u)
	case makes:
		return t.brings(u)
	case together:
		return t.sentence(u)
	}
	for _, m := range u.mentions[t.all[0]] {
		if t.how == spoken || m.denied == (t.how == refused) {
			return []mention{m}
		}
	}
	return nil
}

// chain finds mentions each of which acts on the next.
func (t term) chain(u unit) []mention {
	for _, first := range u.mentions[t.all[0]] {
		if found := extend(u, []mention{first}, t.all[1:]); found != nil {
			return found
		}
	}
	return nil
}

func extend(u unit, found []mention, rest []*concept) []mention {
	if len(rest) == 0 {
		return found
	}
	for _, next := range u.mentions[rest[0]] {
		if drives(u.tokens, found[len(found)-1], next) {
			if all := extend(u, append(slices.Clone(found), next), rest[1:]); all != nil {
				return all
			}
		}
	}
	return nil
}

// sentence finds affirmed mentions of all concepts within one sentence.
func (t term) sentence(u unit) []mention {
	for _, first := range u.mentions[t.all[0]] {
		if first.denied {
			continue
		}
		found := []mention{first}
		for _, c := range t.all[1:] {
			i := slices.IndexFunc(u.mentions[c], func(m mention) bool {
				return !m.denied && u.tokens[m.from].sentence == u.tokens[first.from].sentence
			})
			if i < 0 {
				break
			}
			found = append(found, u.mentions[c][i])
		}
		if len(found) == len(t.all) {
			return found
		}
	}
	return nil
}
