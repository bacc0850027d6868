package grading

import (
	"slices"
	"strings"
)

// tabled judges a table: its shape, one row for a thing, or each row.
func (c criterion) tabled(r reading) ruling {
	field := c.Fields[0]
	rows := byRow(r, field)
	switch {
	case len(r.answers[field].Rows) == 0 || len(rows) == 0:
		return ruledMissing(becauseNothing)
	case len(c.lists.some) > 0:
		return c.someRow(rows)
	case c.Rows.Column == "" && len(c.lists.match) == 0:
		return c.shaped(r, rows)
	}
	return c.eachRow(rows)
}

// byRow are the texts of each row that says anything.
func byRow(r reading, field string) [][]unit {
	rows := make([][]unit, len(r.answers[field].Rows))
	for _, u := range r.of([]string{field}) {
		rows[u.item] = append(rows[u.item], u)
	}
	return slices.DeleteFunc(rows, func(row []unit) bool { return len(row) == 0 })
}

// someRow wants a row whose columns together say the thing; where only different rows do, it is open.
func (c criterion) someRow(rows [][]unit) ruling {
	for _, row := range rows {
		if spans, how := c.lists.some.find(row, true); how != "" && spans[0].Part == row[0].part {
			return ruling{Met, spans, how}
		}
	}
	for _, row := range rows {
		if spans, open := c.unsure.holds(row, true); open {
			return ruling{Unsure, spans, becauseHalf}
		}
	}
	return ruledMissing(becauseNoneFound)
}

// shaped judges how many rows there are and whether they are filled and distinct.
func (c criterion) shaped(r reading, rows [][]unit) ruling {
	s := c.Rows
	columns := r.columns(c.Fields[0])
	bad := len(rows) < s.Least || s.Most > 0 && len(rows) > s.Most
	for _, row := range rows {
		bad = bad || s.Filled && len(slices.DeleteFunc(slices.Clone(row), unit.given)) < len(columns)
	}
	if bad || s.Distinct != "" && !c.distinct(rows) {
		return ruledMissing("the rows are too few or too many, not filled, or not different")
	}
	return ruling{Met, wholes(c.Fields), "the rows are there, filled and different"}
}

// mostlyGiven is from which share of echoed words on a cell of a table is the task's own text, in a few words turned.
const mostlyGiven = .6

// given says whether a text is the task's own.
func (u unit) given() bool { return part(u.echoed, len(u.tokens)) >= mostlyGiven }

func (r reading) columns(field string) []string {
	i := slices.IndexFunc(r.task.Fields, func(f Field) bool { return f.ID == field })
	return r.task.Fields[i].Columns
}

// distinct says whether no two rows name the same thing, by the words or by what is known of them.
func (c criterion) distinct(rows [][]unit) bool {
	seen := map[string]bool{}
	for _, row := range rows {
		i := slices.IndexFunc(row, func(u unit) bool { return u.part == c.Rows.Distinct })
		if i < 0 {
			continue
		}
		for _, name := range []string{joined(row[i].tokens), c.kindNames(row[i])} {
			if name != "" && seen[name] {
				return false
			}
			seen[name] = true
		}
	}
	return true
}

// kindNames joins the kinds that a text names; empty where it names none.
func (c criterion) kindNames(u unit) string {
	var names []string
	for k, kind := range c.lists.kinds {
		if _, ok := kind.holds([]unit{u}, false); ok {
			names = append(names, "·"+c.Rows.Kinds[k])
		}
	}
	return strings.Join(names, " ")
}

// eachRow wants every row to be right: one that is wrong makes it missing, one that cannot be read leaves it open.
func (c criterion) eachRow(rows [][]unit) ruling {
	all := ruling{verdict: Met, because: "every row fulfils it"}
	for _, row := range rows {
		one := c.row(row)
		switch one.verdict {
		case Missing:
			return one
		case Unsure:
			all.verdict, all.because = Unsure, one.because
		}
		all.evidence = append(all.evidence, one.evidence...)
	}
	return all
}

// row judges one row: what a column must say, or what belongs to which.
func (c criterion) row(row []unit) ruling {
	if c.Rows.Column != "" {
		row = slices.DeleteFunc(slices.Clone(row), func(u unit) bool { return u.part != c.Rows.Column })
		return c.column(row)
	}
	if _, wrong := c.lists.not.holds(row, true); wrong {
		return ruledMissing(becauseBlocked)
	}
	named := false
	for _, pair := range c.lists.match {
		first, ok := pair[0].holds(row[:1], false)
		if !ok {
			continue
		}
		named = true
		if second, belongs := pair[1].holds(row[1:], false); belongs {
			return ruling{Met, append(first, second...), "the row holds together"}
		}
	}
	if named && c.foreign(row) {
		return ruledMissing("a row joins what belongs to different mechanisms")
	}
	return ruling{verdict: Unsure, because: "a row was not recognised"}
}

// foreign says whether what stands beside a mechanism belongs to another.
func (c criterion) foreign(row []unit) bool {
	return slices.ContainsFunc(c.lists.match, func(pair [2]rule) bool {
		_, belongs := pair[1].holds(row[1:], false)
		return belongs
	})
}

// column judges the text of one column.
func (c criterion) column(texts []unit) ruling {
	if len(texts) == 0 {
		return ruledMissing("a row says nothing in this column")
	}
	if _, wrong := c.lists.not.holds(texts, false); wrong {
		return ruledMissing(becauseBlocked)
	}
	if spans, how := c.lists.every.find(texts, false); how != "" {
		return ruling{Met, spans, how}
	}
	if texts[0].own() >= enoughToRead {
		return ruling{verdict: Unsure, because: "a row was not recognised"}
	}
	return ruledMissing(becauseNoneFound)
}

// enoughToRead is from how many words on a cell that was not recognised may say the thing in other words.
const enoughToRead = 4
