package grading

import "slices"

// ordered judges the order in which a list tells of events.
func (c criterion) ordered(items []unit) (Verdict, []Span) {
	place := make([]int, len(c.order))
	var evidence []Span
	known := 0
	for i, event := range c.order {
		place[i] = slices.IndexFunc(items, func(u unit) bool { return len(event.find(u.tokens)) > 0 })
		if place[i] >= 0 {
			known++
			found := event.find(items[place[i]].tokens)[0]
			evidence = append(evidence, items[place[i]].span(found[0], found[1]))
		}
	}
	if known < c.Order.Least || !c.inOrder(place) {
		return Missing, nil
	}
	return Met, evidence
}

func (c criterion) inOrder(place []int) bool {
	at := func(name string) int {
		if i := slices.Index(c.Order.Events, name); i >= 0 {
			return place[i]
		}
		return -1
	}
	first, last := at(c.Order.First), at(c.Order.Last)
	for _, p := range place {
		if p >= 0 && (first >= 0 && p < first || last >= 0 && p > last) {
			return false
		}
	}
	for _, pair := range c.Order.Before {
		if a, b := at(pair[0]), at(pair[1]); a >= 0 && b >= 0 && a > b {
			return false
		}
	}
	return first >= 0 && last >= 0
}

// counted wants so many different ideas among the items; one item counts for one idea.
func (c criterion) counted(items []unit) (Verdict, []Span) {
	var evidence []Span
	used := map[int]bool{}
	for _, u := range items {
		for k, kind := range c.kinds {
			if found := kind.find(u.tokens); !used[k] && len(found) > 0 {
				used[k] = true
				evidence = append(evidence, u.span(found[0][0], found[0][1]))
				break
			}
		}
	}
	switch {
	case len(used) >= c.Count.Least:
		return Met, evidence
	case len(items) >= c.Count.Least && len(used) == c.Count.Least-1:
		return Unsure, evidence
	}
	return Missing, nil
}

// tabled judges a table, row by row.
func (c criterion) tabled(r reading) (Verdict, []Span) {
	field := c.Fields[0]
	rows := r.answers[field].Rows
	columns := columnsOf(r, field)
	if len(rows) == 0 || !c.shape(rows, columns) {
		return Missing, nil
	}
	evidence := []Span{}
	for i := range rows {
		units := slices.DeleteFunc(r.of([]string{field}), func(u unit) bool { return u.item != i })
		spans, ok := c.row(units)
		if !ok {
			return Missing, nil
		}
		evidence = append(evidence, spans...)
	}
	if len(evidence) == 0 {
		evidence = wholes(c.Fields)
	}
	return Met, evidence
}

func columnsOf(r reading, field string) []string {
	i := slices.IndexFunc(r.task.Fields, func(f Field) bool { return f.ID == field })
	return r.task.Fields[i].Columns
}

// shape judges how many rows there are and whether they are filled and distinct.
func (c criterion) shape(rows []map[string]string, columns []string) bool {
	s := c.Rows
	if len(rows) < s.Least || s.Most > 0 && len(rows) > s.Most {
		return false
	}
	seen := map[string]bool{}
	for _, row := range rows {
		for _, column := range columns {
			if s.Filled && row[column] == "" {
				return false
			}
		}
		if s.Distinct != "" {
			name := joined(tokenise(row[s.Distinct]))
			if seen[name] {
				return false
			}
			seen[name] = true
		}
	}
	return true
}

// row judges one row: what a column must say, or which failure belongs to which mechanism.
func (c criterion) row(units []unit) ([]Span, bool) {
	if c.Rows.Column != "" {
		units = slices.DeleteFunc(slices.Clone(units), func(u unit) bool { return u.part != c.Rows.Column })
		return c.every.holds(units, false)
	}
	if len(c.match) == 0 {
		return nil, true
	}
	for _, pair := range c.match {
		if spans, ok := together(pair[:], units); ok {
			return spans, true
		}
	}
	return nil, false
}
