package book

import (
	"slices"
	"strconv"
	"strings"

	"arrowbook/exercises"
	"arrowbook/grading"
	"arrowbook/web/ui"
)

// edit is what a button of a list or a table does without JavaScript: "timeline:add", "timeline:2:up".
type edit struct {
	field exercises.Field
	index int // of an item or a row, from 0; -1: the whole
	what  string
}

// parseEdit reads the value of a button named do. It is nil when the button edits nothing.
func parseEdit(fields []exercises.Field, do string) (*edit, error) {
	id, rest, found := strings.Cut(do, ":")
	if !found {
		return nil, nil
	}
	i := slices.IndexFunc(fields, func(f exercises.Field) bool { return f.ID == id })
	if i < 0 {
		return nil, ui.Unprocessable("do: there is no field %q in this task.", id)
	}
	e := &edit{field: fields[i], index: -1, what: rest}
	if number, what, ok := strings.Cut(rest, ":"); ok {
		index, err := strconv.Atoi(number)
		if err != nil || index < 0 {
			return nil, ui.Unprocessable("do: %q is not the position of an item.", number)
		}
		e.index, e.what = index, what
	}
	return e, nil
}

// apply makes the edit. A position out of range is an error; a first item that is moved up stays.
func (e *edit) apply(v grading.Value) (grading.Value, error) {
	v.Kind = e.field.Kind
	var err error
	switch e.field.Kind {
	case grading.KindList:
		v.Items, err = editSlice(e, v.Items, "")
	case grading.KindRows:
		v.Rows, err = editSlice(e, v.Rows, emptyRow(e.field))
	default:
		err = ui.Unprocessable("do: %s is not a list or a table.", e.field.ID)
	}
	return v, err
}

func emptyRow(f exercises.Field) map[string]string {
	row := map[string]string{}
	for _, column := range f.Columns {
		row[column] = ""
	}
	return row
}

func editSlice[T any](e *edit, items []T, blank T) ([]T, error) {
	items = slices.Clone(items)
	if e.what == "add" && e.index < 0 {
		if len(items) >= grading.MaxItems {
			return nil, ui.Unprocessable("%s: there can be %d at most.", e.field.ID, grading.MaxItems)
		}
		return append(items, blank), nil
	}
	if e.index < 0 || e.index >= len(items) {
		return nil, ui.Unprocessable("do: %s has no item %d.", e.field.ID, e.index)
	}
	switch e.what {
	case "up":
		return moved(items, e.index, e.index-1), nil
	case "down":
		return moved(items, e.index, e.index+1), nil
	case "drop":
		return slices.Delete(items, e.index, e.index+1), nil
	}
	return nil, ui.Unprocessable("do: %q is not an edit of %s.", e.what, e.field.ID)
}

func moved[T any](items []T, from, to int) []T {
	if to >= 0 && to < len(items) {
		items[from], items[to] = items[to], items[from]
	}
	return items
}
