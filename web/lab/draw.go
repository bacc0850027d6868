package lab

import (
	"math"
	"slices"

	"arrowbook/exercises"
	"arrowbook/exercises/scenarios"
)

// drawing is the curve that a learner is asked to draw over the run before it is shown.
type drawing struct {
	Series, Ask string
	Unit        string
	Look        string
	From, Value float64 // the last of the run that is shown
	Top, Step   float64 // of the heights
	Handles     []float64
}

// drawingFor is what the page asks to draw; nil where it asks for nothing or the series is not in the chart.
func drawingFor(watch *exercises.Watch, scenario *scenarios.Scenario, r *scenarios.Result, load chart) *drawing {
	if watch == nil || watch.Predict == nil || watch.Predict.Draw == nil {
		return nil
	}
	asked := watch.Predict.Draw
	info := slices.IndexFunc(scenario.Series, func(s scenarios.SeriesInfo) bool { return s.Name == asked.Series && s.Chart == scenarios.LoadChart })
	values := slices.IndexFunc(r.Series, func(s scenarios.Series) bool { return s.Name == asked.Series })
	if info < 0 || values < 0 {
		return nil
	}
	d := &drawing{Series: asked.Series, Ask: asked.Ask, Unit: scenario.Series[info].Unit, Look: scenario.Series[info].Look, From: asked.From, Top: load.Top, Step: load.Top / 100}
	d.Handles = slices.DeleteFunc(slices.Clone(asked.At), func(t float64) bool { return t > r.End() })
	d.Value = math.Round(before(r, r.Series[values].Values, asked.From)/d.Step) * d.Step
	return d
}

// before is the mean of a series over the five seconds that end at an instant: what the hand goes on from.
func before(r *scenarios.Result, values []float64, t float64) float64 {
	const length = 5
	from, to := int(max(t-length, 0)/r.Step), int(t/r.Step)
	v := mean(values[min(from, len(values)):min(to, len(values))])
	if math.IsNaN(v) {
		return 0
	}
	return v
}

// sealed says whether a bet is asked for, with the run covered until it is placed: a link that names an instant, a change or
// a setting shows its frame to everyone. The changes that the page itself makes are no such thing.
func sealed(q playerRequest) bool {
	if q.watch == nil || q.watch.Predict == nil || q.address.HasCursor || q.second != nil || len(q.pins) > 0 || q.address.Band != 0 {
		return false
	}
	own, err := scenarios.ParseAddress(q.watch.Scenario, q.watch.Query)
	return err == nil && slices.Equal(own.Request.At, q.address.Request.At)
}
