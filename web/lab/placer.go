package lab

import (
	"math"
	"strings"

	"arrowbook/exercises"
	"arrowbook/web/ui"
)

// placer finds room for words on a stage: at their arrow or box, off the boxes, the arrows and each other.
type placer struct {
	d      exercises.Diagram
	layout ui.Layout
	size   exercises.Size
	boxes  []exercises.Rect
	paths  []ui.ArrowPath
	taken  []exercises.Rect
}

// What it costs a place that words stand there upon something, and distances in the drawing's units.
const (
	offStage  = 100.0
	onBox     = 20.0
	onWords   = 20.0
	onArrow   = 3.0
	onLane    = .4 // where an arrow's tokens are: less than to stand far off
	later     = .1 // a place further down the list
	wordsUp   = 12 // from the baseline up to the top of the letters
	wordsDown = 4
	offArrow  = 26 // between an arrow and words beside it, where its tokens are
	lane      = 20 // to each side of an arrow, where its tokens are
	offBox    = 16 // between a box and the baseline of words below it
)

func newPlacer(d exercises.Diagram, layout ui.Layout) *placer {
	p := &placer{d: d, layout: layout, size: d.Wide}
	if layout == ui.Narrow {
		p.size = d.Narrow
	}
	for _, b := range d.Boxes {
		p.boxes = append(p.boxes, rectOn(b, layout))
	}
	for _, a := range d.Arrows {
		p.paths = append(p.paths, ui.PathOf(d, a, layout))
	}
	return p
}

// place puts words where they cost least.
func (p *placer) place(g gauge, at string) gauge {
	width := float64(max(len("9,999 ")+len(g.Words), len(g.Label))) * letterSize
	best := math.Inf(1)
	for i, c := range p.candidates(at, width) {
		c.X = min(max(c.X, width/2+wordsDown), p.size.Width-width/2-wordsDown) // not off the stage
		if cost := p.cost(wordsRect(c, width)) + later*float64(i); cost < best {
			best, g.X, g.Y = cost, c.X, c.Y
		}
	}
	p.taken = append(p.taken, wordsRect(exercises.Rect{X: g.X, Y: g.Y}, width))
	return g
}

// wordsRect is the room that words need whose baseline's middle is at c.
func wordsRect(c exercises.Rect, width float64) exercises.Rect {
	return exercises.Rect{X: c.X, Y: c.Y - (wordsUp-wordsDown)/2, W: width, H: wordsUp + wordsDown}
}

// candidates are the places to try, the best first: the middles of baselines.
func (p *placer) candidates(at string, width float64) []exercises.Rect {
	if box, isBox := p.d.Box(strings.TrimPrefix(at, "box:")); isBox {
		r := rectOn(box, p.layout)
		return around(r, width)
	}
	_, way, _ := strings.Cut(at, ":")
	for i, a := range p.d.Arrows {
		if a.ID == way {
			return p.alongside(a, p.paths[i], width)
		}
	}
	return nil
}

// around are the places below, above and beside a box.
func around(r exercises.Rect, width float64) []exercises.Rect {
	aside := r.W/2 + width/2 + wordsDown*2
	return []exercises.Rect{
		{X: r.X, Y: r.Y + r.H/2 + offBox}, {X: r.X, Y: r.Y - r.H/2 - 2*wordsDown},
		{X: r.X + aside, Y: r.Y + wordsDown}, {X: r.X - aside, Y: r.Y + wordsDown},
		{X: r.X + width/2 + wordsUp, Y: r.Y + r.H/2 + offBox}, {X: r.X + width/2 + wordsUp, Y: r.Y - r.H/2 - 2*wordsDown}, // beside an arrow
	}
}

// alongside are the places at an arrow: below a level one and beside a steep one, then further off.
func (p *placer) alongside(a exercises.Arrow, path ui.ArrowPath, width float64) []exercises.Rect {
	from, _ := p.d.Box(a.From)
	to, _ := p.d.Box(a.To)
	one, other := rectOn(from, p.layout), rectOn(to, p.layout)
	var all []exercises.Rect
	for _, share := range []float64{.5, .35, .65} {
		x, y := path.At(share)
		level := []exercises.Rect{{X: x, Y: y + offArrow + wordsUp}, {X: x, Y: y - offArrow}}
		steep := []exercises.Rect{{X: x + offArrow + width/2, Y: y + wordsDown}, {X: x - offArrow - width/2, Y: y + wordsDown}}
		if math.Abs(one.X-other.X) < math.Abs(one.Y-other.Y) {
			level, steep = steep, level
		}
		all = append(append(all, level...), steep...)
	}
	x, _ := path.At(.5)
	return append(all,
		exercises.Rect{X: x, Y: max(one.Y+one.H/2, other.Y+other.H/2) + offBox},
		exercises.Rect{X: x, Y: min(one.Y-one.H/2, other.Y-other.H/2) - 2*wordsDown})
}

// cost says how badly words would stand in a rectangle.
func (p *placer) cost(r exercises.Rect) float64 {
	cost := 0.0
	if r.X < r.W/2 || r.X+r.W/2 > p.size.Width || r.Y < r.H/2 || r.Y+r.H/2 > p.size.Height {
		cost += offStage
	}
	for _, b := range p.boxes {
		if meet(r, b) {
			cost += onBox
		}
	}
	for _, t := range p.taken {
		if meet(r, t) {
			cost += onWords
		}
	}
	for _, path := range p.paths {
		cost += float64(onArrow*crossing(r, path)) + float64(onLane*crossing(widened(r, lane), path))
	}
	return cost
}

// widened is a rectangle with so much more room on each side.
func widened(r exercises.Rect, by float64) exercises.Rect {
	return exercises.Rect{X: r.X, Y: r.Y, W: r.W + 2*by, H: r.H + 2*by}
}

func meet(a, b exercises.Rect) bool {
	return 2*math.Abs(a.X-b.X) < a.W+b.W && 2*math.Abs(a.Y-b.Y) < a.H+b.H
}

// crossing is 1 where an arrow passes through a rectangle.
func crossing(r exercises.Rect, path ui.ArrowPath) float64 {
	const steps = 24
	for i := range steps + 1 {
		x, y := path.At(float64(i) / steps)
		if 2*math.Abs(x-r.X) < r.W && 2*math.Abs(y-r.Y) < r.H {
			return 1
		}
	}
	return 0
}
