package lab

import (
	"arrowbook/exercises/scenarios"
)

// A run that is not over time has nothing to play: over offered loads it is a curve, without an axis a table.

// Still says whether the run is one without a clock.
func (p player) Still() bool { return p.Scenario.Axis != scenarios.TimeAxis }

// Curved says whether the run has series to draw.
func (p player) Curved() bool { return p.Scenario.Axis != scenarios.NoAxis }

// summaryRow is one figure of a run.
type summaryRow struct{ Label, Value string }

// SummaryRows are the figures of the run.
func (p player) SummaryRows() []summaryRow {
	var rows []summaryRow
	for _, f := range p.Result.Summary {
		rows = append(rows, summaryRow{figureName(f.Name), figureShown(f.Value)})
	}
	return rows
}

// place writes where on its axis a run stands.
func place(r *scenarios.Result, t float64) string {
	if r.Axis == scenarios.LoadAxis {
		return number(t) + "×"
	}
	return instant(t, r.End())
}

// onLoads makes a chart one over offered loads: its ticks in multiples of the capacity and in requests a
// second, its moments as flags.
func (c *chart) onLoads(r *scenarios.Result) {
	c.Still, c.XTicks, c.Flags = true, loadTicks(r), nil
	for i, m := range r.Moments {
		f := flag{X: m.T / c.End * 100, Label: m.What, LabelAt: "start"}
		if i > 0 && f.X-c.Flags[i-1].X < 2*flagRoom { // their words are longer than a change's
			f.Row = c.Flags[i-1].Row + 1
		}
		c.Flags = append(c.Flags, f)
	}
}

func loadTicks(r *scenarios.Result) []tick {
	const parts = 4
	var ticks []tick
	for i := range parts + 1 {
		load := r.End() * float64(i) / parts
		t := tick{At: float64(i) * 100 / parts, Label: number(load) + "×", Spared: i%2 == 1}
		if capacity := capacityOf(r); capacity > 0 && i > 0 {
			t.Label += ", " + number(load*capacity) + "/s"
		}
		ticks = append(ticks, t)
	}
	return ticks
}

// capacityOf is what a load of 1 is, in requests a second; 0 where the model does not say.
func capacityOf(r *scenarios.Result) float64 {
	for _, p := range r.Params {
		if v, ok := p.Value.(float64); ok && p.Name == "capacity" {
			return v
		}
	}
	return 0
}

// bucketWidth is how wide a value stands in a chart: over loads each is a point.
func bucketWidth(r *scenarios.Result) float64 {
	if r.Axis == scenarios.LoadAxis {
		return 0
	}
	return r.Step
}
