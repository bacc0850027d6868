package lab

import (
	"math"
	"strconv"

	"arrowbook/exercises/scenarios"
)

// control is one parameter as the page offers it.
type control struct {
	Name, Label, Unit, Help string
	Value                   string            // as the address has it
	Shown                   string            // as a person reads it
	Named                   map[string]string // values that have a name of their own
	Min, Max, Step          string            // a slider's; empty for options
	Options                 []option
}

type option struct {
	Value    string
	Selected bool
}

// controls are the parameters that the page offers, each with its value in this run.
func controls(scenario *scenarios.Scenario, a scenarios.Address) []control {
	var all []control
	for _, p := range scenario.Params {
		if !p.Control {
			continue
		}
		c := control{Name: p.Name, Label: p.Label, Unit: p.Unit, Help: p.Help, Value: a.Request.Value(p)}
		if p.Kind == scenarios.Option {
			c.Shown = c.Value
			for _, o := range p.Options {
				c.Options = append(c.Options, option{Value: o, Selected: o == c.Value})
			}
		} else {
			c.slide(p)
			c.Shown, c.Named = shown(p, c.Value), p.Named
		}
		all = append(all, c)
	}
	return all
}

// slide gives the slider room for the run's value, which may lie outside what the page offers or between its steps: a
// browser would move it, and the next turn of another control would change two things.
func (c *control) slide(p scenarios.Param) {
	v, err := strconv.ParseFloat(c.Value, 64)
	if err != nil {
		v = p.SliderMin // an address holds numbers only
	}
	c.Min, c.Max, c.Step = plain(min(p.SliderMin, v)), plain(max(p.SliderMax, v)), plain(p.SliderStep)
	if steps := (v - p.SliderMin) / p.SliderStep; math.Abs(steps-math.Round(steps)) > 1e-6 {
		c.Step = "any"
		if p.Kind == scenarios.Integer {
			c.Step = "1"
		}
	}
}

func plain(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// shown writes a parameter's value with its unit, or by its name.
func shown(p scenarios.Param, value string) string {
	if name, found := p.Named[value]; found {
		return name
	}
	v, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return value
	}
	if p.Unit == "" {
		return number(v)
	}
	return number(v) + " " + p.Unit
}

// offers are the changes that one press makes at the cursor, those already made left out.
func offers(scenario *scenarios.Scenario, a scenarios.Address, cursor float64) []offer {
	var all []offer
	for _, o := range scenario.Offers {
		if changed, open := offered(scenario, a, o, cursor); open {
			all = append(all, offer{Label: o.Label, Name: o.Name, Value: o.Value, Link: link(changed)})
		}
	}
	return all
}

// offered is the run with an offer taken: from the cursor on, or, for a run without a clock, from the start.
func offered(scenario *scenarios.Scenario, a scenarios.Address, o scenarios.Offer, cursor float64) (scenarios.Address, bool) {
	if scenario.Axis == scenarios.TimeAxis {
		return a.Intervene(cursor, o.Name, o.Value), !a.Request.Changes(o.Name)
	}
	changed := a
	request, err := a.Request.With(scenario, o.Name, o.Value)
	changed.Request = request
	return changed, err == nil && request.Key() != a.Request.Key()
}
