package lab

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"arrowbook/exercises/scenarios"
)

// A run's way is the path that it takes through load and goodput: how much is asked of the service across, how much
// of it is of use upwards. Where the way back is another than the way out, the same load has two outcomes.

const (
	wayPoints = 80  // of a path, about: finer than that is noise
	waySide   = 1.5 // width over height, as runs.css has it
	near      = .15 // share of the load at the start that counts as the same load
	lost      = .7  // share of the goodput at the start below which the same load has another outcome
)

// way is the path as it is drawn.
type way struct {
	Says       string
	Load, Good string // what stands across and upwards
	XTicks     []tick
	YTicks     []tick
	Legs       []leg
	Heads      []head
	Marks      []mark
	Rows       []wayRow
	Useful     string // path on which every call is useful
	Points     string // for the script: instant, percent across, percent down; apart by blanks
	X, Y       float64
}

// leg is a stretch of the path: before the trigger, under it, or after it.
type leg struct{ Class, Path string }

// head shows in which direction the path goes. X and Y are percent, Angle degrees.
type head struct{ X, Y, Angle float64 }

// mark is an instant on the path with its label.
type mark struct {
	X, Y  float64
	Label string
	Left  bool // its label stands to its left
}

// wayRow is a line of the table of numbers.
type wayRow struct{ T, What, Load, Good string }

// waypoint is the run over a few buckets, which end at to and have their middle at t: calls and useful answers a second.
type waypoint struct{ t, to, load, good float64 }

// Way is the run's path; nil where nothing moves it or the run does not report both, and within a task or a lesson,
// where the run is what is asked about.
func (p player) Way() *way {
	load, good, found := wayAxes(p.Scenario)
	loads, goods := valuesOf(p.Result, load), valuesOf(p.Result, good)
	if p.Embeds || p.Still() || !found || p.Result.Trigger == nil && len(p.Result.Interventions) == 0 {
		return nil
	}
	points := waypoints(p.Result, loads, goods)
	w := &way{Load: p.SeriesLabel(load), Good: p.SeriesLabel(good)}
	w.draw(points, p.Result)
	w.Says = waySays(points, p.Result, w.Load, w.Good)
	w.X, w.Y = at(points, p.Cursor)
	return w
}

// axesOfWays are the series of a path: all that is asked, with what is tried again where the model knows of it, against
// what is of use.
var axesOfWays = [][2]string{{"attempts", "goodput"}, {"calls_a", "goodput_a"}, {"offered", "goodput"}}

// wayAxes finds the first pair of which a scenario reports both.
func wayAxes(scenario *scenarios.Scenario) (load, good string, found bool) {
	reports := func(name string) bool {
		return slices.ContainsFunc(scenario.Series, func(s scenarios.SeriesInfo) bool { return s.Name == name })
	}
	for _, pair := range axesOfWays {
		if reports(pair[0]) && reports(pair[1]) {
			return pair[0], pair[1], true
		}
	}
	return "", "", false
}

// waypoints takes the buckets of a run together, a few at a time.
func waypoints(r *scenarios.Result, loads, goods []float64) []waypoint {
	together := max(1, len(r.Times)/wayPoints)
	loads, goods = thinned(loads, together), thinned(goods, together)
	var points []waypoint
	for i := range loads {
		from, n := i*together, min(together, len(r.Times)-i*together)
		length := r.Step * float64(n)
		p := waypoint{r.Times[from] + length/2, r.Times[from] + length, loads[i], goods[i]}
		if !math.IsNaN(p.load) && !math.IsNaN(p.good) {
			points = append(points, p)
		}
	}
	return points
}

// scale is the whole picture: its tops, in calls and useful answers a second.
type scale struct{ load, good float64 }

func scaleOf(points []waypoint) scale {
	s := scale{}
	for _, p := range points {
		s.load, s.good = max(s.load, p.load), max(s.good, p.good)
	}
	return scale{niceTop(s.load), niceTop(s.good)}
}

func (s scale) x(p waypoint) float64 { return p.load / s.load * 100 }
func (s scale) y(p waypoint) float64 { return 100 - p.good/s.good*100 }

func (w *way) draw(points []waypoint, r *scenarios.Result) {
	s := scaleOf(points)
	for _, t := range valueTicks(s.load) {
		w.XTicks = append(w.XTicks, tick{At: 100 - t.At, Label: t.Label, Spared: len(w.XTicks)%2 == 1})
	}
	w.YTicks = valueTicks(s.good)
	both := min(s.load, s.good)
	w.Useful = fmt.Sprintf("M0 1000L%s %s", whole(both/s.load*1000), whole(1000-both/s.good*1000))
	w.Legs, w.Heads = legs(points, s, r.Trigger), heads(points, s)
	w.mark(points, s, r)
	var script []string
	for _, p := range points {
		script = append(script, coordinate(p.t)+" "+coordinate(s.x(p))+" "+coordinate(s.y(p)))
	}
	w.Points = strings.Join(script, " ")
}

// legs cuts the path at the trigger's beginning and end; each goes on where the one before it ends.
func legs(points []waypoint, s scale, trigger *scenarios.Span) []leg {
	var all []leg
	before := ""
	for _, p := range points {
		class, place := legOf(p.t, trigger), whole(s.x(p)*10)+" "+whole(s.y(p)*10)
		switch last := len(all) - 1; {
		case last < 0:
			all = append(all, leg{class, "M" + place})
		case all[last].Class != class:
			all = append(all, leg{class, "M" + before + "L" + place})
		default:
			all[last].Path += "L" + place
		}
		before = place
	}
	return all
}

func legOf(t float64, trigger *scenarios.Span) string {
	switch {
	case trigger == nil || t > trigger.To:
		return "way-after"
	case t > trigger.From:
		return "way-under"
	}
	return "way-before"
}

// heads stand where the path has gone far enough since the last one that its direction can be seen.
func heads(points []waypoint, s scale) []head {
	const far = 16 // percent of the picture's width
	var all []head
	last := points[0]
	for i := 1; i < len(points); i++ {
		if _, _, gone := s.apart(last, points[i]); gone < far {
			continue
		}
		dx, dy, _ := s.apart(points[i-1], points[i])
		last = points[i]
		all = append(all, head{
			X: (s.x(points[i]) + s.x(points[i-1])) / 2, Y: (s.y(points[i]) + s.y(points[i-1])) / 2,
			Angle: math.Round(math.Atan2(dy, dx) * 180 / math.Pi),
		})
	}
	return all
}

// apart is how far one point lies from another, in percent of the picture's width.
func (s scale) apart(from, to waypoint) (dx, dy, distance float64) {
	dx, dy = s.x(to)-s.x(from), (s.y(to)-s.y(from))/waySide
	return dx, dy, math.Hypot(dx, dy)
}

// mark names the instants that matter on the path; those that lie on each other share a label.
func (w *way) mark(points []waypoint, s scale, r *scenarios.Result) {
	for _, m := range turns(r) {
		p := until(points, m.T)
		w.Rows = append(w.Rows, wayRow{instant(m.T, r.End()), m.What, number(p.load), number(p.good)})
		next := mark{X: s.x(p), Y: s.y(p), Label: instant(m.T, r.End()), Left: s.x(p) > 75}
		i := slices.IndexFunc(w.Marks, func(o mark) bool { return math.Abs(o.X-next.X) < 9 && math.Abs(o.Y-next.Y) < 9 })
		switch {
		case i < 0:
			w.Marks = append(w.Marks, next)
		case !strings.Contains(w.Marks[i].Label, next.Label):
			w.Marks[i].Label += ", " + next.Label
		}
	}
}

// turns are the instants at which the run may take another way: its start and end, the trigger's, and each change.
func turns(r *scenarios.Result) []scenarios.Moment {
	all := []scenarios.Moment{{T: 0, What: "the run begins"}}
	if t := r.Trigger; t != nil {
		all = append(all, scenarios.Moment{T: t.From, What: t.Label + ": it begins"}, scenarios.Moment{T: t.To, What: t.Label + ": it is over"})
	}
	said := changesSaid(r.Scenario, r)
	for _, m := range r.Moments {
		if words, changed := said[m.ID]; changed {
			all = append(all, scenarios.Moment{T: m.T, What: words})
		}
	}
	all = append(all, scenarios.Moment{T: r.End(), What: "the run ends"})
	slices.SortStableFunc(all, func(a, b scenarios.Moment) int { return cmp.Compare(a.T, b.T) })
	return all
}

// until is the last point that lies before an instant as a whole.
func until(points []waypoint, t float64) waypoint {
	reached := points[0]
	for _, p := range points {
		if p.to <= t+1e-9 {
			reached = p
		}
	}
	return reached
}

// at is where the cursor stands on the path, in percent: between two points on the line that joins them.
func at(points []waypoint, t float64) (x, y float64) {
	s := scaleOf(points)
	next := slices.IndexFunc(points, func(p waypoint) bool { return p.t > t })
	if next < 0 {
		next = len(points) - 1
	}
	a, b := points[max(next-1, 0)], points[next]
	share := 1.0
	if a.t < b.t && t < b.t {
		share = (t - a.t) / (b.t - a.t)
	}
	return s.x(a) + float64((s.x(b)-s.x(a))*share), s.y(a) + float64((s.y(b)-s.y(a))*share)
}
