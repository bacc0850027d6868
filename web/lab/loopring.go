package lab

import (
	"math"
	"strings"
)

// The ring that a loop is drawn on, in units of a picture that is as wide as a phone.
const (
	ringWidth  = 300
	ringRoom   = 30 // above and below the ring: half a node, and air
	ringX      = 95 // half axes
	ringY      = 88
	ringHeight = 2*ringY + 2*ringRoom
	nodeLetter = 6.9 // how wide a letter of a node's name is
	nodeLine   = 16
	nodeWidth  = 13 // letters of a node's name in one line
	nodeGap    = 3  // between a node and its arrows
	headLength = 11
	labelOut   = 15 // between an arrow and its words
)

// ring is the nodes and arrows of a loop as they are drawn.
type ring struct {
	Nodes  []ringNode
	Arrows []ringArrow
}

// ringNode is a name in a box around its middle.
type ringNode struct {
	X, Y, W, H float64
	Lines      []string
}

// ringArrow is an arc that ends before its head; the head lies at its tip and is turned by so many degrees.
type ringArrow struct {
	Path        string
	TipX, TipY  float64
	Turn        float64
	MidX, MidY  float64
	Across      float64 // degrees of a stroke across its middle
	LabelX      float64
	LabelY      float64
	LabelAnchor string
}

type spot struct{ x, y float64 }

// onRing is the spot at an angle, clockwise from the top.
func onRing(angle float64) spot {
	sin, cos := math.Sincos(angle)
	return spot{ringWidth/2 + ringX*sin, ringHeight/2 - ringY*cos}
}

// newRing sets names around a ring, the first at the top, and joins each to the next.
func newRing(names []string) ring {
	var r ring
	step := 2 * math.Pi / float64(len(names))
	for i, name := range names {
		r.Nodes = append(r.Nodes, newRingNode(onRing(step*float64(i)), name))
	}
	for i := range names {
		r.Arrows = append(r.Arrows, newRingArrow(step*float64(i), step, r.Nodes[i], r.Nodes[(i+1)%len(names)]))
	}
	return r
}

func newRingNode(at spot, name string) ringNode {
	n := ringNode{X: at.x, Y: at.y, Lines: wrap(name, nodeWidth)}
	longest := 0
	for _, line := range n.Lines {
		longest = max(longest, len(line))
	}
	n.W, n.H = nodeLetter*float64(longest)+18, nodeLine*float64(len(n.Lines))+12
	n.X = min(max(n.X, n.W/2+1), ringWidth-n.W/2-1)
	return n
}

// newRingArrow follows the ring from one node's edge to the next one's.
func newRingArrow(from, step float64, a, b ringNode) ringArrow {
	first, last := from, from+step
	for first < last && a.holds(onRing(first), nodeGap) {
		first += step / 200
	}
	for last > first && b.holds(onRing(last), nodeGap) {
		last -= step / 200
	}
	tip, end := onRing(last), last
	for end > first && distance(onRing(end), tip) < headLength*.8 {
		end -= step / 200
	}
	return drawnArc(onRing(first), onRing(end), tip, (first+last)/2)
}

func drawnArc(start, end, tip spot, mid float64) ringArrow {
	at := onRing(mid)
	sin, cos := math.Sincos(mid)
	arrow := ringArrow{
		Path: strings.Join([]string{"M" + coordinate(start.x), coordinate(start.y), "A" + coordinate(ringX), coordinate(ringY), "0 0 1", coordinate(end.x), coordinate(end.y)}, " "),
		TipX: tip.x, TipY: tip.y, Turn: degrees(tip.y-end.y, tip.x-end.x), MidX: at.x, MidY: at.y, Across: degrees(sin, cos) - 90,
		LabelX: at.x + labelOut*sin, LabelY: at.y - labelOut*cos + 5, LabelAnchor: "middle",
	}
	if sin > .3 {
		arrow.LabelAnchor = "start"
	} else if sin < -.3 {
		arrow.LabelAnchor = "end"
	}
	return arrow
}

func (n ringNode) holds(s spot, gap float64) bool {
	return math.Abs(s.x-n.X) < n.W/2+gap && math.Abs(s.y-n.Y) < n.H/2+gap
}

// lineY is the baseline of a line of a node's name.
func (n ringNode) lineY(line int) float64 {
	return n.Y + 4.5 + nodeLine*(float64(line)-float64(len(n.Lines)-1)/2)
}

func distance(a, b spot) float64 { return math.Hypot(a.x-b.x, a.y-b.y) }

func degrees(y, x float64) float64 { return math.Atan2(y, x) * 180 / math.Pi }

// shaft is how thick an arrow of a strength in percent is; the script draws the same.
func shaft(strength int) string { return coordinate(1.2 + .08*float64(strength)) }

// headScale is how large its head is.
func headScale(strength int) string { return coordinate2(.7 + .008*float64(strength)) }

func headAt(a ringArrow, strength int) string {
	return "translate(" + coordinate(a.TipX) + " " + coordinate(a.TipY) + ") rotate(" + coordinate(a.Turn) + ") scale(" + headScale(strength) + ")"
}

// carries is the class of an arrow of a strength.
func carries(strength int, cut string) string {
	class := "loop-arrow"
	switch {
	case strength >= closedFrom:
		class += " carries"
	case strength == 0:
		class += " idle"
	}
	if cut != "" {
		class += " is-cut"
	}
	return class
}
