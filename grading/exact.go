package grading

import (
	"math"
	"slices"
	"strings"
)

// exact decides a criterion that needs no reading.
func (c criterion) exact(r reading) ruling {
	e := c.Exact
	held := false
	switch {
	case e.Choice != "":
		held = r.answers[c.Fields[0]].Text == e.Choice
	case len(e.Set) > 0:
		held = contains(r.answers[c.Fields[0]].Items, e.Set)
	case len(e.Keys) > 0:
		held = keysHeld(r, firstColumn(r, c.Fields[0]), e)
	case e.Check == "word-limit":
		held = wordLimit(r, c.Fields, e.Most)
	default:
		held = curveChecks[e.Check](r.answers, c.Fields)
	}
	return metIf(held, c.Fields...)
}

// metIf is the ruling on what needs no reading.
func metIf(held bool, fields ...string) ruling {
	if held {
		return ruling{Met, wholes(fields), "the value fulfils it exactly"}
	}
	return ruledMissing("the value does not fulfil it")
}

// keysHeld wants every key; a system of the learner's own has keys of its own.
func keysHeld(r reading, have []string, e *ExactSource) bool {
	if contains(have, e.Keys) || !r.own || e.Own == 0 {
		return contains(have, e.Keys)
	}
	slices.Sort(have)
	different := slices.DeleteFunc(slices.Compact(have), func(k string) bool { return k == "" })
	return len(different) >= e.Own
}

func wholes(fields []string) []Span {
	var all []Span
	for _, f := range fields {
		all = append(all, Span{Field: f, Item: -1, Whole: true})
	}
	return all
}

func contains(have, want []string) bool {
	return !slices.ContainsFunc(want, func(w string) bool { return !slices.Contains(have, w) })
}

// firstColumn is what stands in the first column of a table.
func firstColumn(r reading, field string) []string {
	var keys []string
	first := r.columns(field)[0]
	for _, row := range r.answers[field].Rows {
		keys = append(keys, strings.TrimSpace(row[first]))
	}
	return keys
}

// wordLimit holds when every field says something and all together have at most so many words.
func wordLimit(r reading, fields []string, most int) bool {
	total := 0
	for _, f := range fields {
		n := len(strings.Fields(r.answers[f].Text))
		if n == 0 {
			return false
		}
		total += n
	}
	return total <= most
}

// curveChecks judge a drawn curve of useful throughput against offered load, both in multiples of capacity.
// Between points the curve is straight.
var curveChecks = map[string]func(Answers, []string) bool{
	"curve-rises": func(a Answers, f []string) bool { return rises(a[f[0]].Points) },
	"curve-falls": func(a Answers, f []string) bool { return falls(a[f[0]].Points) },
	"peak-marked": func(a Answers, f []string) bool {
		peak, marked := a[f[0]]
		return marked && nearPeak(a[f[1]].Points, peak.Number)
	},
	"bend-marked": func(a Answers, f []string) bool {
		bend, marked := a[f[0]]
		peak, known := a[f[1]]
		return marked && known && bends(a[f[2]].Points, peak.Number, bend.Number)
	},
}

// slack forgives what decimals do to a bound.
const slack = 1e-9

func highest(points []Point) (top float64, at int) {
	for i, p := range points {
		if p.Y > top {
			top, at = p.Y, i
		}
	}
	return top, at
}

func rises(points []Point) bool {
	top, at := highest(points)
	if len(points) < 5 || top <= 0 {
		return false
	}
	x := points[at].X
	for i := 1; i <= at; i++ {
		if points[i].Y < points[i-1].Y-slack {
			return false
		}
	}
	half := height(points, x/2)
	return x >= .6-slack && x <= 1.3+slack && half >= .35*top-slack && half <= top+slack
}

func falls(points []Point) bool {
	if len(points) == 0 {
		return false
	}
	top, _ := highest(points)
	last := points[len(points)-1]
	return top > 0 && last.X >= 1.5-slack && last.Y <= .8*top+slack
}

// nearPeak says whether a mark lies within 0.15 of a load at which the curve is highest.
func nearPeak(points []Point, mark float64) bool {
	top, _ := highest(points)
	if top <= 0 {
		return false
	}
	for i, p := range points {
		if p.Y < top-slack {
			continue
		}
		if math.Abs(p.X-mark) <= .15+slack {
			return true
		}
		if i+1 < len(points) && points[i+1].Y >= top-slack && mark >= p.X && mark <= points[i+1].X {
			return true // on a stretch that is highest all along
		}
	}
	return false
}

// bends says whether a mark lies from 0.05 before to 0.5 past the marked peak with the curve falling just
// right of it.
func bends(points []Point, peak, bend float64) bool {
	if bend < peak-.05-slack || bend > peak+.5+slack || len(points) == 0 || bend >= points[len(points)-1].X {
		return false
	}
	return height(points, bend+.01) < height(points, bend)-slack
}

// height is the curve's height at a load; outside its points that of the nearest one.
func height(points []Point, x float64) float64 {
	if len(points) == 0 {
		return 0
	}
	if x <= points[0].X {
		return points[0].Y
	}
	for i := 1; i < len(points); i++ {
		if a, b := points[i-1], points[i]; x <= b.X {
			return a.Y + (b.Y-a.Y)*(x-a.X)/(b.X-a.X)
		}
	}
	return points[len(points)-1].Y
}
