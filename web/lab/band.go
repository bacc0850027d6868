package lab

import (
	"fmt"
	"math"
	"slices"

	"arrowbook/exercises/runs"
	"arrowbook/exercises/scenarios"
)

// bandView is what a page says about many seeds.
type bandView struct {
	Says string // how many seeds do what, and how many were done where not all were
	Drop string // the page without the band
}

func newBandView(q playerRequest) *bandView {
	if q.band == nil {
		return nil
	}
	drop := q.address
	drop.Band = false
	v := &bandView{Says: q.band.Says(), Drop: link(drop)}
	if q.band.Done < q.band.Of {
		v.Says = fmt.Sprintf("%s %d of %d seeds were done in the time there was.", v.Says, q.band.Done, q.band.Of)
	}
	return v
}

// bandLink asks for the band.
func bandLink(a scenarios.Address) string {
	a.Band = true
	return link(a)
}

// bandCurves draws a chart's leading series over all seeds: the band in which nine of ten lie, and the median.
func bandCurves(scenario *scenarios.Scenario, q playerRequest, which scenarios.ChartKind) []plotted {
	if q.band == nil {
		return nil
	}
	name := leadingOf(scenario, which)
	i := slices.IndexFunc(q.band.Series, func(s runs.Quantiles) bool { return s.Name == name })
	info := slices.IndexFunc(scenario.Series, func(s scenarios.SeriesInfo) bool { return s.Name == name })
	if i < 0 || info < 0 {
		return nil
	}
	look, band := " series-"+scenario.Series[info].Look, q.band.Series[i]
	read := func(values []float64) []float64 { return onPoints(values, q.band.Step, q.result.Times) }
	return []plotted{
		{Name: "band", Label: fmt.Sprintf("90%% of %d seeds", q.band.Done), Class: "band" + look, Values: read(band.High), Lows: read(band.Low)},
		{Name: "median", Label: "their median", Class: "median" + look, Values: read(band.Median)},
	}
}

// onPoints reads the points of a band at the buckets of a run.
func onPoints(values []float64, step float64, times []float64) []float64 {
	read := make([]float64, len(times))
	for i, t := range times {
		read[i] = math.NaN()
		if at := int(t/step + 1e-9); at < len(values) {
			read[i] = values[at]
		}
	}
	return read
}
