package lab

import (
	"math"
	"slices"
	"strings"

	"arrowbook/exercises/scenarios"
)

// Lines of text in the height of each chart, as player.css has it.
const (
	loadRows = 12
	lineRows = 7
)

// charts draws the two pictures below the stage: what is asked against what is useful, and the line.
func charts(id string, scenario *scenarios.Scenario, q playerRequest, end float64) (load, queue chart) {
	r := q.result
	load = newChart(id+"-load", r.Times, bucketWidth(r), end, slices.Concat(bandCurves(scenario, q, scenarios.LoadChart), pinnedCurves(scenario, q), both(scenario, q, scenarios.LoadChart)), loadRows)
	queue = newChart(id+"-line", r.Times, bucketWidth(r), end, slices.Concat(bandCurves(scenario, q, scenarios.LineChart), both(scenario, q, scenarios.LineChart)), lineRows)
	changes := flags(scenario, r, end)
	for _, c := range []*chart{&load, &queue} {
		c.Says, c.Trigger, c.Flags = r.Says(), triggerBand(r, changes, end), changes
		if r.Axis == scenarios.LoadAxis {
			c.onLoads(r)
		}
	}
	return load, queue
}

// pick takes the series that a scenario wants in a chart.
func pick(scenario *scenarios.Scenario, r *scenarios.Result, which scenarios.ChartKind) []plotted {
	var all []plotted
	for _, info := range scenario.Series {
		i := slices.IndexFunc(r.Series, func(s scenarios.Series) bool { return s.Name == info.Name })
		if info.Chart == which && i >= 0 {
			all = append(all, plotted{
				Name: info.Name, Label: info.Label, Class: "series-" + info.Look, Values: r.Series[i].Values, Area: info.Area,
			})
		}
	}
	return all
}

// both takes the series of the run and, where they differ, those of the run that it is compared with.
func both(scenario *scenarios.Scenario, q playerRequest, which scenarios.ChartKind) []plotted {
	all := pick(scenario, q.result, which)
	if q.second == nil {
		return all
	}
	for i, s := range pick(scenario, q.second.result, which) {
		values := onClock(s.Values, q.second.result, q.result)
		if !slices.Equal(values, all[i].Values) {
			name := strings.TrimSuffix(s.Label, " per second")
			all = append(all, plotted{Name: "b." + s.Name, Label: "B: " + name, Class: s.Class + " second", Values: values})
		}
	}
	return all
}

// onClock reads another run's series at the buckets of this one.
func onClock(values []float64, of, on *scenarios.Result) []float64 {
	if of.Step == on.Step && len(of.Times) == len(on.Times) || of.Step == 0 {
		return values
	}
	read := make([]float64, len(on.Times))
	for i, t := range on.Times {
		read[i] = math.NaN()
		if at := int(t / of.Step); at < len(values) {
			read[i] = values[at]
		}
	}
	return read
}

// Room that a label above a chart needs, in percent of its width.
const (
	flagRoom    = 25
	triggerRoom = 8
)

// triggerBand is the trigger's time; its label makes way for a flag that stands over it.
func triggerBand(r *scenarios.Result, flags []flag, end float64) *band {
	if r.Trigger == nil {
		return nil
	}
	b := &band{X: r.Trigger.From / end * 100, W: (r.Trigger.To - r.Trigger.From) / end * 100, Label: r.Trigger.Label}
	b.LabelX, b.LabelAt = b.X+b.W/2, "middle"
	for _, f := range flags {
		if f.Row == 0 && f.X > b.LabelX-flagRoom && f.X < b.LabelX+triggerRoom {
			b.LabelX, b.LabelAt = min(b.LabelX, f.X-1), "end"
		}
	}
	return b
}

// flags mark the interventions, those of one instant together; where two would lie on each other, the later
// one's words stand a row below. A change after the end of a run that was made shorter has no place.
func flags(scenario *scenarios.Scenario, r *scenarios.Result, end float64) []flag {
	var all []flag
	for _, change := range r.Interventions {
		if change.At.Seconds() > end {
			break // they are in order
		}
		f := flag{X: change.At.Seconds() / end * 100, Label: changeWords(scenario, change, " "), LabelAt: "start"}
		if f.X > 100-flagRoom {
			f.LabelAt = "end"
		}
		if last := len(all) - 1; last >= 0 {
			if all[last].X == f.X {
				all[last].Label += ", " + f.Label
				continue
			}
			if f.X-all[last].X < flagRoom {
				f.Row = all[last].Row + 1
			}
		}
		all = append(all, f)
	}
	return all
}

// changeWords says a change as the controls would, with words between what was changed and its value.
func changeWords(scenario *scenarios.Scenario, change scenarios.Intervention, between string) string {
	for _, p := range scenario.Params {
		if p.Name == change.Name {
			return p.Label + between + shown(p, change.Value)
		}
	}
	return change.Name + between + change.Value
}

// changesSaid names the moments of the interventions as the controls name what was changed.
func changesSaid(scenario string, r *scenarios.Result) map[string]string {
	known, found := scenarios.Lookup(scenario)
	if !found {
		return nil
	}
	said := map[string]string{}
	for _, change := range r.Interventions {
		words := changeWords(known, change, " set to ")
		said["change-"+change.Name+"-"+change.Value] = strings.ToLower(words[:1]) + words[1:]
	}
	return said
}

// y is the baseline of a flag's words: the first row stands above the chart, the others inside.
func (f flag) y() string { return coordinate2(1.25*float64(f.Row)-.45) + "em" }

// dx keeps a flag's words off its line.
func (f flag) dx() string {
	if f.LabelAt == "end" {
		return "-.4em"
	}
	return ".4em"
}
