package ui

import (
	"math"
	"strconv"

	"arrowbook/exercises"
)

// Distances in the drawing's units.
const (
	headGap  = 2  // between an arrow's head and its box
	laneGap  = 9  // between the middle and each of two arrows that go there and back
	margin   = 8  // an arrow keeps this far from boxes that it only passes
	labelGap = 11 // between an arrow and its words
)

type point struct{ x, y float64 }

func (p point) plus(q point) point    { return point{p.x + q.x, p.y + q.y} }
func (p point) minus(q point) point   { return point{p.x - q.x, p.y - q.y} }
func (p point) times(f float64) point { return point{p.x * f, p.y * f} }
func (p point) length() float64       { return math.Hypot(p.x, p.y) }
func (p point) across() point         { return point{-p.y, p.x}.times(1 / math.Max(p.length(), 1e-9)) }
func middle(p, q point) point         { return p.plus(q).times(.5) }
func curve(a, c, b point, t float64) point {
	return a.times((1 - t) * (1 - t)).plus(c.times(2 * t * (1 - t))).plus(b.times(t * t))
}

// ArrowPath is how an arrow is drawn: a quadratic curve from its start over a bend to its end.
type ArrowPath struct {
	start, bend, end point
	straight         bool
}

// bows are how far an arrow may be bent aside, in the order of trying: the last ones lead between close boxes.
var bows = []float64{0, 40, -40, 80, -80, 120, -120, 160, -160, 30, -30, 20, -20}

// PathOf finds the way of an arrow between its boxes: straight when nothing is in between, else round it and
// on the stage.
func PathOf(d exercises.Diagram, a exercises.Arrow, layout Layout) ArrowPath {
	from, to := boxRect(d, a.From, layout), boxRect(d, a.To, layout)
	lane := laneOf(d, a, from, to)
	for _, bow := range bows {
		path := connect(from, to, lane, bow)
		if !path.hits(d, a, layout) {
			return path
		}
	}
	return connect(from, to, lane, 0)
}

// laneOf shifts an arrow aside when another one comes back.
func laneOf(d exercises.Diagram, a exercises.Arrow, from, to exercises.Rect) point {
	for _, other := range d.Arrows {
		if other.From == a.To && other.To == a.From && a.From != a.To {
			return centre(to).minus(centre(from)).across().times(laneGap)
		}
	}
	return point{}
}

// connect joins two boxes edge to edge, bowed aside in the middle.
func connect(from, to exercises.Rect, lane point, bow float64) ArrowPath {
	a, b := facing(from, to, lane)
	bend := middle(a, b).plus(b.minus(a).across().times(bow * 2))
	return ArrowPath{
		start: leave(from, a, bend, 0), bend: bend, end: leave(to, b, bend, headGap), straight: bow == 0,
	}
}

// facing is the two points that an arrow joins: where boxes share a band, the arrow runs straight along it.
func facing(from, to exercises.Rect, lane point) (a, b point) {
	a, b = centre(from), centre(to)
	if low, high := max(from.Y-from.H/2, to.Y-to.H/2), min(from.Y+from.H/2, to.Y+to.H/2); high-low > 20 {
		a.y, b.y = (low+high)/2, (low+high)/2
	} else if low, high := max(from.X-from.W/2, to.X-to.W/2), min(from.X+from.W/2, to.X+to.W/2); high-low > 20 {
		a.x, b.x = (low+high)/2, (low+high)/2
	}
	return a.plus(lane), b.plus(lane)
}

// leave is the point on the way from inside a box towards another point at which the box's edge is passed,
// and gap further on.
func leave(r exercises.Rect, inside, towards point, gap float64) point {
	d := towards.minus(inside)
	share := min(1, shareToEdge(inside.x-r.X, r.W/2, d.x), shareToEdge(inside.y-r.Y, r.H/2, d.y))
	return inside.plus(d.times(max(share, 0) + gap/math.Max(d.length(), 1e-9)))
}

// shareToEdge is how much of a step leads out of an interval of the given half width around 0.
func shareToEdge(offset, half, step float64) float64 {
	switch {
	case step > 0:
		return (half - offset) / step
	case step < 0:
		return (half + offset) / -step
	}
	return math.Inf(1)
}

// hits says whether a way leaves the stage or crosses a box that is not one of its ends.
func (p ArrowPath) hits(d exercises.Diagram, a exercises.Arrow, layout Layout) bool {
	size := sizeOf(d, layout)
	stage := exercises.Rect{X: size.Width / 2, Y: size.Height / 2, W: size.Width, H: size.Height}
	for i := 1; i < 24; i++ {
		q := curve(p.start, p.bend, p.end, float64(i)/24)
		if !q.near(stage, 0) {
			return true
		}
		for _, b := range d.Boxes {
			if b.ID != a.From && b.ID != a.To && q.near(rectOf(b, layout), margin) {
				return true
			}
		}
	}
	return false
}

// near says whether a point lies in a rectangle or less than so far from it.
func (p point) near(r exercises.Rect, far float64) bool {
	return math.Abs(p.x-r.X) < r.W/2+far && math.Abs(p.y-r.Y) < r.H/2+far
}

// D is the path as SVG writes it.
func (p ArrowPath) D() string {
	if p.straight {
		return "M" + p.start.text() + "L" + p.end.text()
	}
	return "M" + p.start.text() + "Q" + p.bend.text() + " " + p.end.text()
}

// At is the point a share (0 to 1) of the way along the arrow.
func (p ArrowPath) At(share float64) (x, y float64) {
	q := p.at(share)
	return q.x, q.y
}

func (p ArrowPath) at(share float64) point {
	if p.straight {
		return p.start.plus(p.end.minus(p.start).times(share))
	}
	return curve(p.start, p.bend, p.end, share)
}

// label is where an arrow's words stand and how they are anchored: above a level arrow, beside a steep one.
func (p ArrowPath) label() (at point, anchor string) {
	mid, way := p.at(.5), p.end.minus(p.start)
	if math.Abs(way.y) > math.Abs(way.x) {
		return mid.plus(point{labelGap, 4}), "start"
	}
	return mid.plus(point{0, -labelGap}), "middle"
}

func boxRect(d exercises.Diagram, id string, layout Layout) exercises.Rect {
	for _, b := range d.Boxes {
		if b.ID == id {
			return rectOf(b, layout)
		}
	}
	return exercises.Rect{}
}

func centre(r exercises.Rect) point { return point{r.X, r.Y} }

func (p point) text() string { return round(p.x) + " " + round(p.y) }

func trimZeros(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
