package lab

import (
	"context"
	"net/url"

	"github.com/a-h/templ"

	"arrowbook/exercises"
	"arrowbook/exercises/runs"
	"arrowbook/exercises/scenarios"
)

// playerRequest is what a player is made from.
type playerRequest struct {
	address scenarios.Address
	result  *scenarios.Result
	diagram exercises.Diagram
	watch   *exercises.Watch
	page    string // of the book, that embeds it; empty on its own
	embeds  bool   // stands in a page of another room
	second  *otherRun
	pins    []*otherRun
	band    *runs.Band
}

// player is a run as the page shows it.
type player struct {
	ID       string
	Scenario *scenarios.Scenario
	Address  scenarios.Address
	Result   *scenarios.Result
	Says     string
	Cursor   float64
	End      float64
	Load     chart
	Line     chart
	Moments  []momentView
	Controls []control
	Offers   []offer
	Stage    stage
	Ledger   []share
	Rows     []tableRow
	Watch    *exercises.Watch
	Missions *missions   // judged for this run; nil where none are set
	Beside   *comparison // with a second run; nil without
	Pins     []pin
	Band     *bandView // over many seeds; nil without
	PinLink  string    // pins this run too; empty when it is, or when there is no room
	Unpin    string    // unpins all
	Drawing  *drawing  // asked for beside the choice of the bet; nil without
	Sealed   bool      // covered until the bet is placed
	Embeds   bool
	Page     string // of the book, that embeds it
	Link     string // canonical address of the run
	DataURL  string
	TraceURL string
	Stations map[string]exercises.Places // of the scenario, on the diagram
	Lines    []string                    // stations where tokens wait in line
	Levels   []levelSeries
	Patience float64 // seconds until a caller gives up; 0: never
}

// momentView is a named instant; its link opens the same run there.
type momentView struct {
	T       float64
	ID      string
	What    string
	Link    string
	Current bool
}

// offer is a change that can be made at the cursor with one press.
type offer struct{ Label, Link, Name, Value string }

// Player makes the player of a scenario for a page of another room.
func (x *Room) Player(ctx context.Context, scenario, query string, diagram exercises.Diagram, watch *exercises.Watch) (templ.Component, error) {
	address, err := scenarios.ParseAddress(scenario, query)
	if err != nil {
		return nil, err
	}
	result, err := x.Runs.Run(ctx, address.Request)
	if err != nil {
		return nil, err
	}
	view, err := x.player(ctx, playerRequest{address: address, result: result, diagram: diagram, watch: watch, page: x.pageOf(watch), embeds: true})
	if err != nil {
		return nil, err
	}
	return playerPart(view), nil
}

// playerID names the player, and begins the names of its parts. On a page of another room it sets them apart from the
// page's; the run that takes its place there has the same, so that the keyboard finds its control again.
func playerID(q playerRequest) string {
	if q.embeds {
		return "watchplayer"
	}
	return "player"
}

func (x *Room) player(_ context.Context, q playerRequest) (player, error) {
	scenario, _ := scenarios.Lookup(q.address.Request.Scenario)
	end := q.result.End()
	p := player{
		ID: playerID(q), Scenario: scenario, Address: q.address, Result: q.result, Says: q.result.Says(),
		Cursor: cursor(q), End: end, Watch: q.watch, Embeds: q.embeds, Page: q.page,
		Link: link(q.address), DataURL: jsonLink(q.address), TraceURL: traceLink(q.address),
	}
	p.Lines, p.Levels = linesOf(scenario), stationSeries(scenario, q.result.Frame(p.Cursor))
	p.Load, p.Line = charts(p.ID, scenario, q, end)
	p.Drawing, p.Sealed = drawingFor(q.watch, scenario, q.result, p.Load), sealed(q)
	p.Pins, p.PinLink, p.Unpin = pins(scenario, q), pinLink(q.address), unpinned(q.address, -1)
	p.Band = newBandView(q)
	p.Beside = newComparison(scenario, q, p.Cursor)
	p.Moments = withFirst(moments(q.address, q.result, p.Cursor), scenario, q)
	p.Controls = controls(scenario, q.address)
	p.Offers = offers(scenario, q.address, p.Cursor)
	p.Stage = newStage(q.diagram, scenario, q.result.Frame(p.Cursor))
	p.Stations, p.Patience = p.Stage.Diagram.Stations, q.address.Request.Number(scenario, "timeout")
	p.Ledger = ledgerShares(q.result.Ledger)
	p.Rows = tableRows(q.result)
	if !q.embeds { // within a task they would speak of what it asks
		p.Missions = newMissions(x.Book.MissionsOf(scenario.ID), scenario, q.result)
	}
	return p, nil
}

// cursor is where the player stands: where the address says, else at the moment that the page opens at,
// else at the first one, else at the start. An instant after the end, of a longer run, is the end.
func cursor(q playerRequest) float64 {
	if q.address.HasCursor {
		return min(q.address.Cursor.Seconds(), q.result.End())
	}
	if q.watch != nil {
		if t, found := opening(q.watch, q.result); found {
			return t
		}
	}
	if len(q.result.Moments) > 0 {
		return q.result.Moments[0].T
	}
	return 0
}

func link(a scenarios.Address) string {
	address := url.URL{Path: "/lab/" + a.Request.Scenario, RawQuery: a.Query()}
	return address.String()
}

func jsonLink(a scenarios.Address) string {
	a = scenarios.Address{Request: a.Request}
	address := url.URL{Path: "/lab/" + a.Request.Scenario + ".json", RawQuery: a.Query()}
	return address.String()
}

func traceLink(a scenarios.Address) string {
	a = scenarios.Address{Request: a.Request}
	address := url.URL{Path: "/lab/" + a.Request.Scenario + "/trace", RawQuery: a.Query()}
	return address.String()
}

// moments lists what is named; what happens at the same time to the tenth of a second stands together.
func moments(a scenarios.Address, result *scenarios.Result, cursor float64) []momentView {
	said := changesSaid(a.Request.Scenario, result)
	var views []momentView
	for _, m := range result.Moments {
		if words, found := said[m.ID]; found {
			m.What = words
		}
		if last := len(views) - 1; last >= 0 && seconds(views[last].T) == seconds(m.T) {
			views[last].What += "; " + m.What
			continue
		}
		views = append(views, momentView{T: m.T, ID: m.ID, What: m.What, Link: link(a.At(m.T))})
	}
	for i := len(views) - 1; i >= 0; i-- {
		if views[i].T <= cursor {
			views[i].Current = true
			break
		}
	}
	return views
}
