package exercises

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Holds is when a fix holds in a run, as a task writes it: clauses apart by commas, of which each must be so.
//
//	recovered
//	dropped and doubled are 0
//	p99_expiry at most 1.5
//	goodput_during at least 0.9 of arrival_rate
//	shed is off
//
// The names are figures of the run's summary or its parameters.
type Holds struct {
	text    string
	clauses []clause
}

// clause compares each of its figures with a bound, or with a part of another figure.
type clause struct {
	names    []string
	relation string // is, at least, at most; empty: yes
	bound    float64
	word     string // on or off: what a switch is; empty for numbers
	of       string // the figure that the bound is a share of; empty without
}

// ParseHolds reads a condition.
func ParseHolds(text string) (Holds, error) {
	h := Holds{text: text}
	for part := range strings.SplitSeq(text, ",") {
		c, err := parseClause(strings.Fields(part))
		if err != nil {
			return Holds{}, err
		}
		h.clauses = append(h.clauses, c)
	}
	return h, nil
}

func parseClause(words []string) (clause, error) {
	c := clause{}
	words = c.takeNames(words)
	if len(c.names) == 0 {
		return c, fmt.Errorf("a condition begins with a figure's name")
	}
	if len(words) == 0 {
		return c, nil
	}
	return c, c.compare(words)
}

// takeNames reads "a and b" and gives what comes after.
func (c *clause) takeNames(words []string) []string {
	for i, word := range words {
		switch {
		case i%2 == 0:
			c.names = append(c.names, word)
		case word != "and":
			return words[i:]
		}
	}
	return nil
}

// compare reads a relation, its bound and what the bound is a share of.
func (c *clause) compare(words []string) (err error) {
	said := strings.Join(words, " ")
	c.relation, words = words[0], words[1:]
	if c.relation == "are" {
		c.relation = "is"
	}
	if c.relation == "at" && len(words) > 0 {
		c.relation, words = "at "+words[0], words[1:]
	}
	if !slices.Contains([]string{"is", "at least", "at most"}, c.relation) || len(words) != 1 && (len(words) != 3 || words[1] != "of") {
		return fmt.Errorf("%q is not like is 0, at least 0.9, at most 1.5 or at least 0.9 of arrival_rate", said)
	}
	if len(words) == 3 {
		c.of = words[2]
	}
	if c.relation == "is" && c.of == "" && (words[0] == "on" || words[0] == "off") {
		c.word = words[0]
		return nil
	}
	if c.bound, err = strconv.ParseFloat(words[0], 64); err != nil {
		return fmt.Errorf("%q is not a number", words[0])
	}
	return nil
}

// String is the condition as written.
func (h Holds) String() string { return h.text }

// Names are the figures that the condition reads.
func (h Holds) Names() []string {
	var names []string
	for _, c := range h.clauses {
		names = append(names, c.names...)
		if c.of != "" {
			names = append(names, c.of)
		}
	}
	return names
}

// Met says whether a run with these figures fulfils the condition; a figure that has no case does not.
func (h Holds) Met(figure func(name string) any) bool {
	return len(h.clauses) > 0 && len(h.Unmet(figure)) == 0
}

// Unmet are the figures that keep a run from fulfilling the condition, in the order in which it names them.
func (h Holds) Unmet(figure func(name string) any) []string {
	var unmet []string
	for _, c := range h.clauses {
		for _, name := range c.names {
			if !slices.Contains(unmet, name) && !c.met(figure(name), figure) {
				unmet = append(unmet, name)
			}
		}
	}
	return unmet
}

func (c clause) met(value any, figure func(name string) any) bool {
	switch {
	case c.relation == "":
		return value == true
	case c.word != "":
		return value == c.word
	}
	v, numbered := value.(float64)
	bound := c.bound
	if c.of != "" {
		whole, known := figure(c.of).(float64)
		bound, numbered = bound*whole, numbered && known
	}
	switch c.relation {
	case "at least":
		return numbered && v >= bound
	case "at most":
		return numbered && v <= bound
	}
	return numbered && v == bound
}
