package grading

import (
	"fmt"
	"slices"
)

// lists are the compiled parts of a criterion about a list or a table.
type lists struct {
	events []rule
	kinds  []rule
	not    rule
	every  rule
	some   rule
	match  [][2]rule
}

func (c *compiler) listsOf(s CriterionSource) (l lists, err error) {
	switch {
	case s.Order != nil:
		l.events, err = c.each(s.Order.Events)
	case s.Count != nil:
		if l.kinds, err = c.each(s.Count.Kinds); err == nil {
			l.not, err = c.rule(s.Count.Not)
		}
	case s.Rows != nil:
		err = c.rowRules(s.Rows, &l)
	}
	if err != nil {
		err = fmt.Errorf(".list: %w", err)
	}
	return l, err
}

func (c *compiler) rowRules(s *RowsSource, l *lists) (err error) {
	if l.kinds, err = c.each(s.Kinds); err != nil {
		return err
	}
	for _, pair := range s.Match {
		both, err := c.each(pair)
		if err != nil || len(both) != 2 {
			return fmt.Errorf("match: %v is not two alternatives (%w)", pair, err)
		}
		l.match = append(l.match, [2]rule{both[0], both[1]})
	}
	return c.rules(named{"every", s.Every, &l.every}, named{"some", s.Some, &l.some}, named{"not", s.Not, &l.not})
}

// each compiles alternatives to a rule apiece.
func (c *compiler) each(alternatives []string) ([]rule, error) {
	var all []rule
	for _, a := range alternatives {
		r, err := c.rule([]string{a})
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, nil
}

// ordered judges the order in which a list tells of events. An event that was not recognised may hide in an item
// without any.
func (c criterion) ordered(items []unit) ruling {
	place := make([]int, len(c.lists.events))
	var evidence []Span
	told := map[int]bool{}
	known := 0
	for i, event := range c.lists.events {
		place[i] = -1
		for at, u := range items {
			if spans, ok := event.holds([]unit{u}, false); ok && place[i] < 0 {
				place[i], told[at] = at, true
				evidence = append(evidence, spans...)
				known++
			}
		}
	}
	switch {
	case !c.inOrder(place):
		return ruledMissing("an event stands before its cause")
	case known >= c.Order.Least && c.ends(place):
		return ruling{Met, evidence, "the events stand in order"}
	case known+len(items)-len(told) >= c.Order.Least && known > 1 && len(told) < len(items):
		return ruling{Unsure, evidence, becauseHalf}
	}
	return ruledMissing("too few events were recognised")
}

// at is the item that tells of an event first, -1 where none does.
func (c criterion) at(place []int, event string) int {
	if i := slices.Index(c.Order.Events, event); i >= 0 {
		return place[i]
	}
	return -1
}

// inOrder says whether no event stands before its cause.
func (c criterion) inOrder(place []int) bool {
	first, last := c.at(place, c.Order.First), c.at(place, c.Order.Last)
	for _, p := range place {
		if p >= 0 && (first >= 0 && p < first || last >= 0 && p > last) {
			return false
		}
	}
	for _, pair := range c.Order.Before {
		if a, b := c.at(place, pair[0]), c.at(place, pair[1]); a >= 0 && b >= 0 && a > b {
			return false
		}
	}
	return true
}

// ends says whether the first and the last event are told, where the order names them.
func (c criterion) ends(place []int) bool {
	told := func(event string) bool { return event == "" || c.at(place, event) >= 0 }
	return told(c.Order.First) && told(c.Order.Last)
}

// counted wants so many different ideas among the items; one item counts for one idea.
func (c criterion) counted(items []unit) ruling {
	var says [][]int // item -> kinds
	var evidence []Span
	unknown := 0
	for _, u := range items {
		kinds, spans := c.kindsOf(u)
		_, wrong := c.lists.not.holds([]unit{u}, false)
		if len(kinds) == 0 && !wrong && u.own() > 2 && !heap(u.tokens) {
			unknown++
		}
		says, evidence = append(says, kinds), append(evidence, spans...)
	}
	distinct := pairs(says, len(c.lists.kinds))
	switch {
	case distinct >= c.Count.Least:
		return ruling{Met, evidence, fmt.Sprintf("%d different ideas", distinct)}
	case distinct+unknown >= c.Count.Least && distinct > 0:
		return ruling{Unsure, evidence, becauseHalf}
	}
	return ruledMissing(fmt.Sprintf("%d different ideas were recognised", distinct))
}

func (c criterion) kindsOf(u unit) ([]int, []Span) {
	var kinds []int
	var evidence []Span
	for k, kind := range c.lists.kinds {
		if spans, ok := kind.holds([]unit{u}, false); ok {
			kinds = append(kinds, k)
			evidence = spans
		}
	}
	return kinds, evidence
}

// pairs is how many items can each be given a kind of their own (Kuhn's matching).
func pairs(says [][]int, kinds int) int {
	holder := make([]int, kinds)
	for k := range holder {
		holder[k] = -1
	}
	count := 0
	for item := range says {
		if give(item, says, holder, make([]bool, kinds)) {
			count++
		}
	}
	return count
}

// give finds a kind for an item, moving others to further kinds of theirs where that makes room.
func give(item int, says [][]int, holder []int, tried []bool) bool {
	for _, k := range says[item] {
		if tried[k] {
			continue
		}
		tried[k] = true
		if holder[k] < 0 || give(holder[k], says, holder, tried) {
			holder[k] = item
			return true
		}
	}
	return false
}
