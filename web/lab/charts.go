package lab

import (
	"slices"

	"arrowbook/exercises/scenarios"
)

// charts draws the two pictures below the stage: what is asked against what is useful, and the line.
func charts(id string, scenario *scenarios.Scenario, r *scenarios.Result, end float64) (load, queue chart) {
	load = newChart(id+"-load", r.Times, r.Step, end, pick(scenario, r, scenarios.LoadChart))
	queue = newChart(id+"-line", r.Times, r.Step, end, pick(scenario, r, scenarios.LineChart))
	for _, c := range []*chart{&load, &queue} {
		c.Says, c.Trigger, c.Flags = r.Says(), triggerBand(r, end), flags(r, end)
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

func triggerBand(r *scenarios.Result, end float64) *band {
	if r.Trigger == nil {
		return nil
	}
	return &band{X: r.Trigger.From / end * 100, W: (r.Trigger.To - r.Trigger.From) / end * 100, Label: r.Trigger.Label}
}

// flags mark the interventions.
func flags(r *scenarios.Result, end float64) []flag {
	all := make([]flag, len(r.Interventions))
	for i, change := range r.Interventions {
		all[i] = flag{X: change.At.Seconds() / end * 100, Label: change.Name + " " + change.Value}
	}
	return all
}
