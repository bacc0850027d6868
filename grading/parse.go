package grading

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// AnswerError is an answer that cannot be taken; it names the field.
type AnswerError struct{ Field, Problem string }

// Error names the field, then the problem.
func (e *AnswerError) Error() string {
	if e.Field == "" {
		return e.Problem
	}
	return e.Field + ": " + e.Problem
}

func wrong(field, format string, args ...any) error {
	return &AnswerError{field, fmt.Sprintf(format, args...)}
}

// ParseAnswers reads an answer's JSON object. Absent, empty and null fields are unanswered. The error is an
// *AnswerError: an unknown field, option, column or part, a wrong type, a limit passed.
func ParseAnswers(fields []Field, data []byte) (Answers, error) {
	raw, err := members(data)
	if err != nil {
		return nil, wrong("", "the answers are not a JSON object: %v", err)
	}
	answers := Answers{}
	for _, m := range raw {
		i := slices.IndexFunc(fields, func(f Field) bool { return f.ID == m.name })
		if i < 0 {
			return nil, wrong(m.name, "the task has no such field")
		}
		value, err := parseValue(fields[i], m.value)
		if err != nil {
			return nil, err
		}
		if !value.Empty() {
			answers[m.name] = value
		}
	}
	answers = answers.Normalise()
	return answers, Check(fields, answers)
}

// member is one name of a JSON object with its value.
type member struct {
	name  string
	value json.RawMessage
}

// members reads an object's members in order; a name that comes twice is an error.
func members(data []byte) ([]member, error) {
	if !utf8.Valid(data) {
		return nil, errors.New("the text is not UTF-8")
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	if open, err := decoder.Token(); err != nil || open != json.Delim('{') {
		return nil, errors.New("an object { … } is expected")
	}
	var all []member
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			return nil, err
		}
		m := member{name: fmt.Sprint(name)}
		if err := decoder.Decode(&m.value); err != nil {
			return nil, err
		}
		if slices.ContainsFunc(all, func(o member) bool { return o.name == m.name }) {
			return nil, fmt.Errorf("%q is there twice", m.name)
		}
		all = append(all, m)
	}
	if _, err := decoder.Token(); err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("there is more after the object")
	}
	return all, nil
}

// ParseValue reads and checks the JSON of one field's answer.
func ParseValue(f Field, data []byte) (Value, error) {
	value, err := parseValue(f, data)
	if err != nil {
		return Value{}, err
	}
	normal := Answers{f.ID: value}.Normalise()
	return normal[f.ID], Check([]Field{f}, normal)
}

func parseValue(f Field, data []byte) (Value, error) {
	v := Value{Kind: f.Kind}
	if text := bytes.TrimSpace(data); string(text) == "null" || string(text) == `""` || string(text) == "[]" {
		return Value{}, nil
	}
	var err error
	switch f.Kind {
	case KindChoice, KindText, KindPlace:
		err = json.Unmarshal(data, &v.Text)
	case KindList, KindSet:
		err = json.Unmarshal(data, &v.Items)
	case KindRows:
		err = json.Unmarshal(data, &v.Rows)
	case KindCoupling:
		v.Coupling, err = parseCoupling(f, data)
	case KindCurve:
		v.Points, err = parseCurve(data)
	case KindNumber:
		err = json.Unmarshal(data, &v.Number)
	}
	if answer := (*AnswerError)(nil); errors.As(err, &answer) {
		return v, err
	}
	if err != nil {
		return v, wrong(f.ID, "the answer is not %s", shapes[f.Kind])
	}
	return v, nil
}

var shapes = map[Kind]string{
	KindChoice: "a text, one of the options", KindText: "a text", KindPlace: "a text, one of the places", KindList: "a list of texts",
	KindSet: "a list of options", KindRows: "a list of rows with texts", KindCoupling: "an object with x, y, z and b",
	KindCurve: "a list of points [x, y]", KindNumber: "a number",
}

func parseCoupling(f Field, data []byte) (Coupling, error) {
	var c Coupling
	raw, err := members(data)
	if err != nil {
		return c, err
	}
	parts := map[string]*string{"x": &c.X, "y": &c.Y, "z": &c.Z, "b": &c.B}
	for _, m := range raw {
		part, known := parts[m.name]
		if !known {
			return c, wrong(f.ID, "a coupling has no part %q; it has x, y, z and b", m.name)
		}
		if err := json.Unmarshal(m.value, part); err != nil {
			return c, err
		}
	}
	return c, nil
}

func parseCurve(data []byte) ([]Point, error) {
	var pairs [][]float64
	if err := json.Unmarshal(data, &pairs); err != nil {
		return nil, err
	}
	points := make([]Point, len(pairs))
	for i, p := range pairs {
		if len(p) != 2 {
			return nil, errors.New("a point is [x, y]")
		}
		points[i] = Point{p[0], p[1]}
	}
	return points, nil
}

// Check holds answers, from a form or from JSON, to the limits and to what the fields allow.
func Check(fields []Field, answers Answers) error {
	total := 0
	for id := range answers {
		if !slices.ContainsFunc(fields, func(f Field) bool { return f.ID == id }) {
			return wrong(id, "the task has no such field")
		}
	}
	for _, f := range fields {
		v, answered := answers[f.ID]
		if !answered || v.Empty() {
			continue
		}
		if err := checkValue(f, v); err != nil {
			return err
		}
		total += v.runes()
	}
	if total > MaxAnswerRunes {
		return wrong("", "the answer has %d characters in all; it may have %d", total, MaxAnswerRunes)
	}
	return nil
}

func checkValue(f Field, v Value) error {
	if v.Kind != f.Kind {
		return wrong(f.ID, "the answer is not %s", shapes[f.Kind])
	}
	if n := max(len(v.Items), len(v.Rows)); n > MaxItems {
		return wrong(f.ID, "there are %d items; there may be %d", n, MaxItems)
	}
	for _, text := range v.texts() {
		if n := utf8.RuneCountInString(text); n > MaxTextRunes {
			return wrong(f.ID, "a text has %d characters; it may have %d", n, MaxTextRunes)
		}
	}
	switch f.Kind {
	case KindChoice, KindPlace:
		return checkOption(f, v.Text)
	case KindSet:
		return checkSet(f, v.Items)
	case KindRows:
		return checkRows(f, v.Rows)
	case KindCurve:
		return checkCurve(f, v.Points)
	case KindNumber:
		if !(v.Number >= f.Min && v.Number <= f.Max) {
			return wrong(f.ID, "the number is from %g to %g", f.Min, f.Max)
		}
	}
	return nil
}

func checkOption(f Field, value string) error {
	if !slices.Contains(f.Options, value) {
		return wrong(f.ID, "there is no option %q; there are %s", value, strings.Join(f.Options, ", "))
	}
	return nil
}

func checkSet(f Field, items []string) error {
	for i, item := range items {
		if err := checkOption(f, item); err != nil {
			return err
		}
		if slices.Contains(items[:i], item) {
			return wrong(f.ID, "%q is there twice", item)
		}
	}
	return nil
}

func checkRows(f Field, rows []map[string]string) error {
	for _, row := range rows {
		for column := range row {
			if !slices.Contains(f.Columns, column) {
				return wrong(f.ID, "there is no column %q; there are %s", column, strings.Join(f.Columns, ", "))
			}
		}
	}
	return nil
}

func checkCurve(f Field, points []Point) error {
	if len(points) > MaxPoints {
		return wrong(f.ID, "the curve has %d points; it may have %d", len(points), MaxPoints)
	}
	for i, p := range points {
		if !(p.X >= 0 && p.X <= 2) || !(p.Y >= 0 && p.Y <= 1.2) || math.IsNaN(p.X+p.Y) {
			return wrong(f.ID, "the point (%g, %g) is outside: x is from 0 to 2, y from 0 to 1.2", p.X, p.Y)
		}
		if slices.ContainsFunc(points[:i], func(o Point) bool { return o.X == p.X }) {
			return wrong(f.ID, "there are two points at x = %g", p.X)
		}
	}
	return nil
}
