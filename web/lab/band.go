package lab

import (
	"fmt"
	"math"
	"net/http"
	"slices"

	"github.com/go-chi/chi/v5"

	"arrowbook/exercises/runs"
	"arrowbook/exercises/scenarios"
	"arrowbook/web/ui"
)

// bandView is what a page says about many seeds.
type bandView struct {
	Says string // how many seeds do what, and how many were done where not all were
	Drop string // the page without the band
}

// bandOffer is the link to the band of so many seeds, and where to ask how far it is.
type bandOffer struct {
	Seeds          int
	Link, Progress string
}

func newBandView(q playerRequest) *bandView {
	if q.band == nil {
		return nil
	}
	drop := q.address
	drop.Band = 0
	v := &bandView{Says: q.band.Says(), Drop: link(drop)}
	if q.band.Done < q.band.Of {
		v.Says = fmt.Sprintf("%s %d of %d seeds were done in the time there was.", v.Says, q.band.Done, q.band.Of)
	}
	return v
}

// BandOffer asks for the band of few seeds, and where that is there, for more; nil when all are there.
func (p player) BandOffer() *bandOffer {
	a := p.Address
	i := slices.Index(scenarios.Bands, a.Band) + 1
	if i == len(scenarios.Bands) {
		return nil
	}
	a.Band = scenarios.Bands[i]
	asked := scenarios.Address{Request: a.Request, Band: a.Band}
	return &bandOffer{a.Band, link(a), "/lab/" + a.Request.Scenario + "/band?" + asked.Query()}
}

// progress answers how many seeds of the band that an address asks for are done.
func (x *Room) progress(w http.ResponseWriter, r *http.Request) error {
	address, err := parseAddress(chi.URLParam(r, "scenario"), r.URL.RawQuery)
	if err != nil {
		return err
	}
	if address.Band == 0 {
		return ui.BadRequest("band is 20 or 100 seeds")
	}
	done, found := x.Runs.BandProgress(address.Request, address.Band)
	return ui.JSON(w, http.StatusOK, map[string]any{"done": done, "of": address.Band, "under_way": found})
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
