package scenarios

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// ParamKind says what values a parameter takes.
type ParamKind int

// The kinds of parameter.
const (
	Number ParamKind = iota
	Integer
	Option
)

// Param is one thing that can be set.
type Param struct {
	Name, Label, Unit, Help          string
	Kind                             ParamKind
	Default                          float64
	DefaultOption                    string
	Options                          []string
	Min, Max                         float64           // what the command line takes
	SliderMin, SliderMax, SliderStep float64           // what a page offers
	Control                          bool              // a page offers it
	Named                            map[string]string // values that mean something else than how much, and what
}

// ParamError is a parameter that cannot be set so; it names the parameter and its range.
type ParamError struct{ Problem string }

func (e *ParamError) Error() string { return e.Problem }

func paramErrorf(format string, args ...any) error { return &ParamError{fmt.Sprintf(format, args...)} }

// Range describes the values that the parameter takes.
func (p Param) Range() string {
	if p.Kind == Option {
		return strings.Join(p.Options, ", ")
	}
	return fmt.Sprintf("%s to %s", plain(p.Min), plain(p.Max))
}

// standard is the default as the address would have it.
func (p Param) standard() string {
	if p.Kind == Option {
		return p.DefaultOption
	}
	return plain(p.Default)
}

// canonical checks a value and writes it in its one form.
func (p Param) canonical(value string) (string, error) {
	if p.Kind == Option {
		if !slices.Contains(p.Options, value) {
			return "", paramErrorf("%s is one of %s, not %.60q", p.Name, p.Range(), value)
		}
		return value, nil
	}
	v, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsNaN(v) || v < p.Min || v > p.Max || p.Kind == Integer && v != math.Trunc(v) {
		return "", paramErrorf("%s is %s %s, not %.60q", p.Name, article(p.Kind), p.Range(), value)
	}
	return plain(v + 0), nil // nothing below nothing is nothing too
}

func article(kind ParamKind) string {
	if kind == Integer {
		return "a whole number from"
	}
	return "a number from"
}

func plain(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// The parameters that mean the same in every scenario.

func rate(name, label string, standard, most float64) Param {
	return Param{Name: name, Label: label, Unit: "/s", Default: standard, Min: .001, Max: most, SliderMin: standard / 10, SliderMax: standard * 2, SliderStep: standard / 20, Control: true}
}

func integer(name, label string, standard, least, most, sliderMost float64) Param {
	return Param{Name: name, Label: label, Kind: Integer, Default: standard, Min: least, Max: most, SliderMin: least, SliderMax: sliderMost, SliderStep: 1, Control: true}
}

func secondsParam(name, label string, standard, least, most float64) Param {
	return Param{Name: name, Label: label, Unit: "s", Default: standard, Min: least, Max: most}
}

func share(name, label string, standard float64) Param {
	return Param{Name: name, Label: label, Default: standard, Min: 0, Max: 1, SliderMin: 0, SliderMax: 1, SliderStep: .01}
}

func toggle(name, label string) Param {
	return Param{Name: name, Label: label, Kind: Option, DefaultOption: "off", Options: []string{"off", "on"}, Control: true}
}

// slider offers a parameter on the page within a range.
func (p Param) slider(least, most, step float64) Param {
	p.SliderMin, p.SliderMax, p.SliderStep, p.Control = least, most, step, true
	return p
}

func (p Param) help(text string) Param {
	p.Help = text
	return p
}

// named calls a value by what it means where that is not how much: a budget of 1 is none.
func (p Param) named(value, name string) Param {
	p.Named = map[string]string{value: name}
	return p
}
