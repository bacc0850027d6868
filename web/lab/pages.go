package lab

import (
	"errors"
	"math"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	"arrowbook/exercises/runs"
	"arrowbook/exercises/scenarios"
	"arrowbook/web/ui"
)

// index lists the simulations, by chapter of the book.
func (x *Room) index(w http.ResponseWriter, r *http.Request) error {
	return ui.Render(w, r, http.StatusOK, indexPage(x.shelves()))
}

// run answers a permalink: as a page, or as JSON when the scenario's name ends in .json or the request asks for it.
func (x *Room) run(w http.ResponseWriter, r *http.Request) error {
	id, asJSON := strings.CutSuffix(chi.URLParam(r, "scenario"), ".json")
	if query := r.URL.Query(); comparing(query) {
		return seeOther(w, r, id, query)
	}
	address, err := parseAddress(id, r.URL.RawQuery)
	if err != nil {
		return err
	}
	asJSON = asJSON || ui.WantsJSON(r)
	band, err := x.band(r, address)
	if err != nil {
		return err
	}
	if asJSON && band != nil {
		return ui.JSON(w, http.StatusOK, band)
	}
	result, err := x.compute(r, address.Request)
	if err != nil {
		return err
	}
	if asJSON {
		return ui.JSON(w, http.StatusOK, result)
	}
	q := playerRequest{address: address, result: result, band: band, page: r.Header.Get(pageHeader)}
	x.introduce(&q)
	if err := x.beside(r.Context(), &q); err != nil {
		return err
	}
	view, err := x.player(r.Context(), q)
	if err != nil {
		return err
	}
	return ui.Render(w, r, http.StatusOK, runPage(view))
}

// trace gives the sampled tokens shown between two times.
func (x *Room) trace(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	from, to, err := window(query.Get("from"), query.Get("to"))
	if err != nil {
		return err
	}
	query.Del("from")
	query.Del("to")
	address, err := parseAddress(chi.URLParam(r, "scenario"), query.Encode())
	if err != nil {
		return err
	}
	result, err := x.compute(r, address.Request)
	if err != nil {
		return err
	}
	return ui.JSON(w, http.StatusOK, result.Window(from, to))
}

// maxWindow is beyond all that a trace is asked for, in seconds; JSON has no word for what is endless.
const maxWindow = 1e9

func window(from, to string) (float64, float64, error) {
	start, err := strconv.ParseFloat(from, 64)
	if err != nil || !(math.Abs(start) <= maxWindow) {
		return 0, 0, ui.BadRequest("from is a time in seconds, not %.60q", from)
	}
	end, err := strconv.ParseFloat(to, 64)
	if err != nil || !(end > start && end <= maxWindow) {
		return 0, 0, ui.BadRequest("to is a time in seconds after from, not %.60q", to)
	}
	return start, end, nil
}

// parseAddress reads a permalink; an unknown scenario is not found, anything else wrong is a bad request.
func parseAddress(id, query string) (scenarios.Address, error) {
	if _, found := scenarios.Lookup(id); !found {
		return scenarios.Address{}, ui.NotFound("There is no simulation %q.", id)
	}
	address, err := scenarios.ParseAddress(id, query)
	if err != nil {
		return address, ui.BadRequest("%v", err)
	}
	return address, nil
}

// compute runs a request, or shares the run of another who asked for the same.
func (x *Room) compute(r *http.Request, request scenarios.Request) (*scenarios.Result, error) {
	result, err := x.Runs.Run(r.Context(), request)
	return result, refused(err)
}

// band computes the band of many seeds where the address asks for it.
func (x *Room) band(r *http.Request, a scenarios.Address) (*runs.Band, error) {
	if a.Band == 0 {
		return nil, nil
	}
	if scenario, _ := scenarios.Lookup(a.Request.Scenario); scenario.Axis != scenarios.TimeAxis {
		return nil, ui.BadRequest("band is of runs over time, and %s is not one", scenario.ID)
	}
	band, err := x.Runs.Band(r.Context(), a.Request, a.Band)
	return band, refused(err)
}

// refused says to a reader why a run is not made: its settings ask for more than one may take, or the simulations
// have too much to do.
func refused(err error) error {
	if tooMuch, found := errors.AsType[*scenarios.ParamError](err); found {
		return ui.BadRequest("%v", tooMuch)
	}
	if errors.Is(err, runs.ErrBusy) {
		return ui.TooBusy(2, "Many simulations are running at the moment. Try again in a few seconds.")
	}
	return err
}

// seeOther leads from the form that asks for a comparison to its permalink.
func seeOther(w http.ResponseWriter, r *http.Request, id string, query url.Values) error {
	address, err := compared(id, query)
	if err != nil {
		return err
	}
	http.Redirect(w, r, address, http.StatusSeeOther)
	return nil
}
