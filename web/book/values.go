package book

import (
	"reflect"
	"slices"
	"strings"

	"arrowbook/exercises"
	"arrowbook/grading"
)

// isEmpty says whether a value answers nothing.
func isEmpty(v grading.Value) bool {
	switch v.Kind {
	case grading.KindList, grading.KindSet:
		return len(filled(v.Items)) == 0
	case grading.KindRows:
		return !slices.ContainsFunc(v.Rows, rowFilled)
	case grading.KindCoupling:
		return strings.TrimSpace(v.Coupling.X+v.Coupling.Y+v.Coupling.Z+v.Coupling.B) == ""
	case grading.KindCurve:
		return len(v.Points) == 0
	case grading.KindNumber:
		return false // without a number there is no kind
	default:
		return strings.TrimSpace(v.Text) == ""
	}
}

func rowFilled(row map[string]string) bool {
	for _, cell := range row {
		if strings.TrimSpace(cell) != "" {
			return true
		}
	}
	return false
}

// judged is an answer as it is checked: blank items and rows at the end are left out, and a row in which
// nothing but an offered key stands is empty. Positions of what remains do not change.
func judged(fields []exercises.Field, answers grading.Answers) grading.Answers {
	out := grading.Answers{}
	for _, f := range fields {
		value, there := answers[f.ID]
		if !there {
			continue
		}
		if value = tidy(f, value); !isEmpty(value) {
			out[f.ID] = value
		}
	}
	return out
}

func tidy(f exercises.Field, v grading.Value) grading.Value {
	switch v.Kind {
	case grading.KindList:
		end := len(v.Items)
		for end > 0 && strings.TrimSpace(v.Items[end-1]) == "" {
			end--
		}
		v.Items = slices.Clone(v.Items[:end])
	case grading.KindRows:
		v.Rows = tidyRows(f, v.Rows)
	}
	return v
}

func tidyRows(f exercises.Field, rows []map[string]string) []map[string]string {
	rows = slices.Clone(rows)
	for i, row := range rows {
		if !rowSays(f, row) {
			rows[i] = map[string]string{}
		}
	}
	for len(rows) > 0 && len(rows[len(rows)-1]) == 0 {
		rows = rows[:len(rows)-1]
	}
	return rows
}

// rowSays says whether a learner wrote anything in a row: an offered key alone is the page's word.
func rowSays(f exercises.Field, row map[string]string) bool {
	if len(f.Keys) == 0 {
		return rowFilled(row)
	}
	key := f.Columns[0]
	if slices.Contains(f.Keys, row[key]) {
		rest := map[string]string{}
		for column, cell := range row {
			if column != key {
				rest[column] = cell
			}
		}
		return rowFilled(rest)
	}
	return rowFilled(row)
}

// same says whether two values of a field say the same.
func same(f exercises.Field, a, b grading.Value) bool {
	a, b = tidy(f, a), tidy(f, b)
	if isEmpty(a) || isEmpty(b) {
		return isEmpty(a) == isEmpty(b)
	}
	return reflect.DeepEqual(a, b)
}
