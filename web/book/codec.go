package book

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"arrowbook/exercises"
	"arrowbook/grading"
	"arrowbook/web/ui"
)

// curveLoads are the offered loads, in multiples of rated capacity, at which a form asks for a curve's height.
var curveLoads = []float64{0, .25, .5, .75, 1, 1.25, 1.5, 1.75, 2}

// couplingParts are the four parts of the coupling sentence, in its order.
var couplingParts = []string{"x", "y", "z", "b"}

// readForm turns the controls of a form into values. A field that the form does not name is absent from the
// result: what is kept of it stays. shown are the values that the form was made from; it tells a curve of
// other loads than the form's from one that was redrawn.
func readForm(fields []exercises.Field, form url.Values, shown grading.Answers) (grading.Answers, error) {
	answers := grading.Answers{}
	for _, field := range fields {
		value, there, err := readField(field, form, shown[field.ID])
		if err != nil {
			return nil, err
		}
		if there {
			answers[field.ID] = value
		}
	}
	normal := answers.Normalise()
	if err := grading.Check(gradingFields(fields), normal); err != nil {
		return nil, err
	}
	maps.Copy(answers, normal) // what is empty stays: it was named, so it is cleared
	return answers, nil
}

func readField(f exercises.Field, form url.Values, shown grading.Value) (grading.Value, bool, error) {
	value := grading.Value{Kind: f.Kind}
	switch f.Kind {
	case grading.KindList, grading.KindSet:
		value.Items = form[f.ID]
		if f.Kind == grading.KindSet {
			value.Items = filled(value.Items)
		}
		return value, form.Has(f.ID), nil
	case grading.KindRows:
		rows := readRows(f, form)
		value.Rows = rows
		return value, len(rows) > 0, nil
	case grading.KindCoupling:
		return readCoupling(f.ID, form)
	case grading.KindCurve:
		return readCurve(f.ID, form, shown)
	case grading.KindNumber:
		return readNumber(f.ID, form)
	default:
		value.Text = form.Get(f.ID)
		return value, form.Has(f.ID), nil
	}
}

func readCoupling(id string, form url.Values) (grading.Value, bool, error) {
	part := func(name string) string { return form.Get(id + ":" + name) }
	there := slices.ContainsFunc(couplingParts, func(p string) bool { return form.Has(id + ":" + p) })
	coupling := grading.Coupling{X: part("x"), Y: part("y"), Z: part("z"), B: part("b")}
	return grading.Value{Kind: grading.KindCoupling, Coupling: coupling}, there, nil
}

// readRows reads name:0:column, name:1:column and so on. A row that a form leaves out ends the table.
func readRows(f exercises.Field, form url.Values) []map[string]string {
	var rows []map[string]string
	for i := 0; i <= grading.MaxItems; i++ {
		row := map[string]string{}
		for _, column := range f.Columns {
			if name := rowName(f.ID, i, column); form.Has(name) {
				row[column] = form.Get(name)
			}
		}
		if len(row) == 0 {
			break
		}
		rows = append(rows, row)
	}
	return rows
}

func rowName(field string, i int, column string) string {
	return field + ":" + strconv.Itoa(i) + ":" + column
}

func readNumber(id string, form url.Values) (grading.Value, bool, error) {
	text := strings.TrimSpace(form.Get(id))
	if text == "" {
		return grading.Value{}, form.Has(id), nil // 0 would be an answer: no number has no kind
	}
	number, err := readDecimal(id, text)
	return grading.Value{Kind: grading.KindNumber, Number: number}, true, err
}

// readDecimal takes a decimal point or a comma: both are typed.
func readDecimal(name, text string) (float64, error) {
	number, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(text), ",", ".", 1), 64)
	if err != nil {
		return 0, ui.Unprocessable("%s: %q is not a number.", name, text)
	}
	return number, nil
}

// readCurve reads the heights at the form's nine loads. A form that shows a curve drawn at other loads, and
// sends it back as it was shown, keeps that curve.
func readCurve(id string, form url.Values, shown grading.Value) (grading.Value, bool, error) {
	value := grading.Value{Kind: grading.KindCurve}
	there := false
	for i, load := range curveLoads {
		name := id + ":" + strconv.Itoa(i)
		text := strings.TrimSpace(form.Get(name))
		there = there || form.Has(name)
		if text == "" {
			continue
		}
		y, err := readDecimal(name, text)
		if err != nil {
			return value, false, err
		}
		value.Points = append(value.Points, grading.Point{X: load, Y: y})
	}
	if there && slices.Equal(value.Points, atLoads(shown.Points)) {
		return shown, len(shown.Points) > 0, nil
	}
	return value, there, nil
}

// atLoads reads a curve at the form's loads, rounded as the form shows it: straight between points, nothing
// before the first and after the last.
func atLoads(points []grading.Point) []grading.Point {
	var out []grading.Point
	for _, load := range curveLoads {
		if y, ok := heightAt(points, load); ok {
			out = append(out, grading.Point{X: load, Y: y})
		}
	}
	return out
}

func heightAt(points []grading.Point, x float64) (float64, bool) {
	next := slices.IndexFunc(points, func(p grading.Point) bool { return p.X >= x })
	if next < 0 || next == 0 && points[0].X > x {
		return 0, false
	}
	p := points[next]
	if p.X == x {
		return p.Y, true
	}
	before := points[next-1]
	share := (x - before.X) / (p.X - before.X)
	y, _ := strconv.ParseFloat(strconv.FormatFloat(before.Y+share*(p.Y-before.Y), 'f', 3, 64), 64)
	return y, true
}

func filled(items []string) []string {
	return slices.DeleteFunc(slices.Clone(items), func(s string) bool { return strings.TrimSpace(s) == "" })
}

func gradingFields(fields []exercises.Field) []grading.Field {
	out := make([]grading.Field, len(fields))
	for i, f := range fields {
		out[i] = f.Field
	}
	return out
}
