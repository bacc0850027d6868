package grading

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// Empty says whether nothing was answered.
func (v Value) Empty() bool {
	switch v.Kind {
	case KindNumber:
		return false
	case KindCurve:
		return len(v.Points) == 0
	case KindCoupling:
		return v.Coupling == Coupling{}
	case KindRows:
		return len(v.Rows) == 0
	case KindList, KindSet:
		return len(v.Items) == 0
	}
	return v.Text == ""
}

// texts are all the texts of a value, in a fixed order.
func (v Value) texts() []string {
	all := append([]string{v.Text, v.Coupling.X, v.Coupling.Y, v.Coupling.Z, v.Coupling.B}, v.Items...)
	for _, row := range v.Rows {
		for _, text := range row {
			all = append(all, text)
		}
	}
	return all
}

// Lines are the texts of a value as people read them: an item, a row or a sentence each.
func (v Value) Lines() []string {
	switch v.Kind {
	case KindList, KindSet:
		return v.Items
	case KindCoupling:
		c := v.Coupling
		return []string{fmt.Sprintf("%s · %s · %s · %s", c.X, c.Y, c.Z, c.B)}
	case KindRows:
		return mapped(v.Rows, rowLine)
	}
	if v.Text == "" {
		return nil
	}
	return []string{v.Text}
}

func rowLine(row map[string]string) string {
	var cells []string
	for _, column := range slices.Sorted(maps.Keys(row)) {
		cells = append(cells, column+": "+row[column])
	}
	return strings.Join(cells, " · ")
}

// runes counts the code points of all texts.
func (v Value) runes() int {
	n := 0
	for _, text := range v.texts() {
		n += utf8.RuneCountInString(text)
	}
	return n
}

// Normalise makes line ends "\n", sorts curves by load and drops empty fields.
func (a Answers) Normalise() Answers {
	normal := Answers{}
	for id, v := range a {
		if v.Empty() {
			continue
		}
		v.Text = lines(v.Text)
		v.Coupling = Coupling{lines(v.Coupling.X), lines(v.Coupling.Y), lines(v.Coupling.Z), lines(v.Coupling.B)}
		v.Items = mapped(v.Items, lines)
		v.Rows = mapped(v.Rows, normalRow)
		v.Points = slices.SortedFunc(slices.Values(v.Points), func(p, q Point) int { return cmp.Compare(p.X, q.X) })
		normal[id] = v
	}
	return normal
}

func lines(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}

func normalRow(row map[string]string) map[string]string {
	normal := make(map[string]string, len(row))
	for column, text := range row {
		normal[column] = lines(text)
	}
	return normal
}

func mapped[T, U any](all []T, f func(T) U) []U {
	if all == nil {
		return nil
	}
	out := make([]U, len(all))
	for i, x := range all {
		out[i] = f(x)
	}
	return out
}

// MarshalJSON writes a value as the contract encodes it.
func (v Value) MarshalJSON() ([]byte, error) {
	switch v.Kind {
	case KindList, KindSet:
		return plainJSON(append([]string{}, v.Items...))
	case KindRows:
		return plainJSON(append([]map[string]string{}, v.Rows...))
	case KindCoupling:
		return plainJSON(v.Coupling)
	case KindCurve:
		points := make([][2]float64, len(v.Points))
		for i, p := range v.Points {
			points[i] = [2]float64{p.X, p.Y}
		}
		return plainJSON(points)
	case KindNumber:
		return plainJSON(v.Number)
	}
	return plainJSON(v.Text)
}

// plainJSON encodes without escaping <, > and &: places hold arrows.
func plainJSON(value any) ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return bytes.TrimSpace(out.Bytes()), err
}
