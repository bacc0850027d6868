package lab

import (
	"context"
	"errors"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"arrowbook/exercises/scenarios"
	"arrowbook/web/ui"
)

// otherRun is a run that stands beside the page's own: the one that it is compared with, or a pinned one.
type otherRun struct {
	address scenarios.Address
	result  *scenarios.Result
}

// comparison is a second run beside the first, on one clock.
type comparison struct {
	Name    string // what is different about it
	Link    string // the second run alone
	DataURL string
	Drop    string // this run alone
	First   string // the first difference, in one sentence
	FirstAt string // the link to it
	Now     []comparedRow
	Rows    []comparedRow
}

// comparedRow is one figure of both runs.
type comparedRow struct{ Series, Label, A, B, Difference string }

// beside computes what an address wants beside its run: the one that it is compared with, and the pinned ones.
func (x *Room) beside(ctx context.Context, q *playerRequest) (err error) {
	if q.address.Versus != "" {
		if q.second, err = x.other(ctx, q.address, "vs", q.address.Versus); err != nil {
			return err
		}
	}
	for _, query := range q.address.Pins {
		pinned, err := x.other(ctx, q.address, "pin", query)
		if err != nil {
			return err
		}
		q.pins = append(q.pins, pinned)
	}
	return nil
}

// other computes another run of the scenario from its query; without a seed of its own it has the first one's,
// so that both meet the same requests. What is wrong with it is said of the parameter that it stands in.
func (x *Room) other(ctx context.Context, a scenarios.Address, within, query string) (*otherRun, error) {
	if values, err := url.ParseQuery(query); err == nil && !values.Has("seed") {
		query = strings.TrimPrefix(query+"&seed="+strconv.FormatUint(a.Request.Seed, 10), "&")
	}
	address, err := scenarios.ParseAddress(a.Request.Scenario, query)
	if err != nil {
		return nil, ui.BadRequest("in %s, %v", within, err)
	}
	address = scenarios.Address{Request: address.Request}
	result, err := x.Runs.Run(ctx, address.Request)
	if tooMuch, found := errors.AsType[*scenarios.ParamError](err); found {
		return nil, ui.BadRequest("in %s, %v", within, tooMuch)
	}
	return &otherRun{address, result}, refused(err)
}

// newComparison sets two runs beside each other.
func newComparison(scenario *scenarios.Scenario, q playerRequest, cursor float64) *comparison {
	if q.second == nil {
		return nil
	}
	drop, a, b := q.address, q.result, q.second.result
	drop.Versus = ""
	c := &comparison{
		Name: difference(scenario, q.second.address.Request, q.address.Request), Link: link(q.second.address.At(cursor)),
		DataURL: jsonLink(q.second.address), Drop: link(drop),
	}
	if scenario.Axis == scenarios.TimeAxis {
		c.onOneClock(scenario, q, cursor)
	}
	for _, f := range a.Summary {
		other := b.Figure(f.Name)
		c.Rows = append(c.Rows, comparedRow{Label: figureName(f.Name), A: figureShown(f.Value), B: figureShown(other), Difference: gap(f.Value, other)})
	}
	return c
}

// charted are the series that a scenario draws, in their order.
func charted(scenario *scenarios.Scenario) []scenarios.SeriesInfo {
	return slices.DeleteFunc(slices.Clone(scenario.Series), func(s scenarios.SeriesInfo) bool { return s.Chart == scenarios.NoChart })
}

// onOneClock says where two runs first differ, and how they stand at the cursor.
func (c *comparison) onOneClock(scenario *scenarios.Scenario, q playerRequest, cursor float64) {
	a, b := q.result, q.second.result
	if t, says, found := firstDifference(scenario, a, b); found {
		c.First, c.FirstAt = "First difference at "+instant(t, a.End())+": "+says+".", link(q.address.At(t))
	}
	for _, s := range charted(scenario) {
		va, vb := valueAt(a, s.Name, cursor), valueAt(b, s.Name, cursor)
		c.Now = append(c.Now, comparedRow{s.Name, s.Label, cell(va), cell(vb), gap(va, vb)})
	}
}

func valuesOf(r *scenarios.Result, series string) []float64 {
	for _, s := range r.Series {
		if s.Name == series {
			return s.Values
		}
	}
	return nil
}

func valueAt(r *scenarios.Result, series string, t float64) float64 {
	values := valuesOf(r, series)
	if len(values) == 0 {
		return math.NaN()
	}
	return values[min(max(int(t/r.Step), 0), len(values)-1)]
}

// firstDifference finds the first bucket in which two runs differ, in a series that is drawn before one that
// is only counted.
func firstDifference(scenario *scenarios.Scenario, a, b *scenarios.Result) (t float64, says string, found bool) {
	if a.Step != b.Step {
		return 0, "", false // their buckets cannot be set beside each other
	}
	series := append(charted(scenario), scenario.Series...)
	for i := range min(len(a.Times), len(b.Times)) {
		for _, s := range series {
			va, vb := valuesOf(a, s.Name), valuesOf(b, s.Name)
			if va == nil || vb == nil || va[i] == vb[i] || math.IsNaN(va[i]) && math.IsNaN(vb[i]) {
				continue
			}
			return a.Times[i], s.Label + " " + cell(va[i]) + ", in B " + cell(vb[i]), true
		}
	}
	return 0, "", false
}

// withFirst puts the first difference of two runs among the moments.
func withFirst(views []momentView, scenario *scenarios.Scenario, q playerRequest) []momentView {
	if q.second == nil {
		return views
	}
	t, says, found := firstDifference(scenario, q.result, q.second.result)
	if !found {
		return views
	}
	i := slices.IndexFunc(views, func(m momentView) bool { return m.T > t })
	if i < 0 {
		i = len(views)
	}
	first := momentView{T: t, ID: "first-difference", What: "first difference from B: " + says, Link: link(q.address.At(t))}
	return slices.Insert(views, i, first)
}

// gap is the second of two figures less the first.
func gap(a, b any) string {
	x, numbered := a.(float64)
	y, both := b.(float64)
	switch {
	case !numbered || !both || math.IsNaN(x) || math.IsNaN(y):
		if a == b {
			return "same"
		}
		return "–"
	case x == y:
		return "same"
	case y > x:
		return "+" + number(y-x)
	}
	return "−" + number(x-y)
}

func figureShown(v any) string {
	switch v := v.(type) {
	case bool:
		return map[bool]string{true: "yes", false: "no"}[v]
	case float64:
		return number(v)
	case int64:
		return thousands(float64(v))
	case int:
		return thousands(float64(v))
	}
	return "–"
}

// timed are figures in seconds whose names do not say so.
var timed = []string{
	"mean_wait", "mean_latency", "mean_delay", "mean_extra_delay", "mean_notice_delay", "p50", "p95", "p99", "p99_age", "p99_expiry", "p99_outside",
	"oldest_served_age", "inventory_own_time_normal", "inventory_own_time_incident",
}

// figureName writes a figure's name as words.
func figureName(name string) string {
	words, seconds := strings.CutSuffix(name, "_seconds")
	if words = strings.ReplaceAll(words, "_", " "); name == "largest" {
		words = "most calls for one request"
	}
	if seconds || slices.Contains(timed, name) {
		words += ", in seconds"
	}
	return words
}
