package book

import (
	"math"
	"slices"

	"arrowbook/exercises"
	"arrowbook/web/ui"
)

// fixLabel is the words "your fix is here" at one arrow or box, from their middle on both ways. Each part has
// its own, and the chosen one shows: the script then has nothing to measure when another is chosen.
type fixLabel struct {
	Part string
	X, Y float64
}

// Distances of the words from what they stand at, in the drawing's units.
const (
	fixGap   = 11 // from an arrow
	boxGap   = 7  // from a box's edge
	offBoxes = 41 // from a short arrow, clear of the boxes at its ends
	fixLine  = 15 // the height of a line
	fixWide  = 92 // the words themselves
	fixRise  = 4  // from the line that letters stand on to their middle
)

// fixLabels names the fix at every arrow and box of a diagram, each time where it covers least.
func fixLabels(d exercises.Diagram, layout ui.Layout) []fixLabel {
	drawn := drawnFor(d, layout)
	var labels []fixLabel
	for i, a := range d.Arrows {
		labels = append(labels, drawn.clearest("arrow:"+a.ID, besideArrow(drawn.paths[i], a.Label != "")))
	}
	for i, b := range d.Boxes {
		labels = append(labels, drawn.clearest("box:"+b.ID, besideBox(drawn.boxes[i])))
	}
	return labels
}

// besideArrow lists where words may stand at an arrow: above, below, to the right and to the left of its
// middle, then of two points on both sides of it, and at last above and below the boxes that a short arrow
// joins. An arrow's own words are passed by.
func besideArrow(path ui.ArrowPath, worded bool) []exercises.Rect {
	var places []exercises.Rect
	own := 0.0
	if worded {
		own = fixLine
	}
	for _, share := range []float64{.5, .3, .7} {
		x, y := path.At(share)
		above, beside := fixGap+fixRise+own, fixGap+fixWide/2.0
		places = append(places, words(x, y-above), words(x, y+above), words(x+beside, y+own), words(x-beside, y))
	}
	x, y := path.At(.5)
	return append(places, aboveAndBelow(x, y, offBoxes, fixWide/2)...)
}

// besideBox lists where words may stand at a box: above, below, and there to one side of arrows at its middle.
func besideBox(r exercises.Rect) []exercises.Rect {
	return aboveAndBelow(r.X, r.Y, r.H/2+boxGap+fixRise, fixWide/2+boxGap)
}

// aboveAndBelow lists places some way from a point, straight ones first and then ones that are aside as well.
func aboveAndBelow(x, y, away, aside float64) []exercises.Rect {
	var places []exercises.Rect
	for _, x := range []float64{x, x + aside, x - aside} {
		places = append(places, words(x, y-away), words(x, y+away))
	}
	return places
}

func words(x, y float64) exercises.Rect { return exercises.Rect{X: x, Y: y, W: fixWide, H: fixLine} }

// drawing is what already stands on a stage.
type drawing struct {
	size  exercises.Size
	boxes []exercises.Rect
	paths []ui.ArrowPath
}

func drawnFor(d exercises.Diagram, layout ui.Layout) drawing {
	drawn := drawing{size: sizeOf(d, layout)}
	for _, b := range d.Boxes {
		drawn.boxes = append(drawn.boxes, boxOf(b, layout))
	}
	for _, a := range d.Arrows {
		drawn.paths = append(drawn.paths, ui.PathOf(d, a, layout))
	}
	return drawn
}

// clearest is the first of the places that cover least.
func (d drawing) clearest(part string, places []exercises.Rect) fixLabel {
	best := slices.MinFunc(places, func(a, b exercises.Rect) int { return d.covered(a) - d.covered(b) })
	return fixLabel{part, best.X, best.Y + fixRise}
}

// covered weighs what words would cover: the stage's edge is worse than boxes, a box is worse than arrows.
func (d drawing) covered(r exercises.Rect) int {
	weight := 0
	if r.X < r.W/2 || r.X+r.W/2 > d.size.Width || r.Y < r.H/2 || r.Y+r.H/2 > d.size.Height {
		weight += 10_000
	}
	for _, b := range d.boxes {
		if 2*math.Abs(r.X-b.X) < r.W+b.W && 2*math.Abs(r.Y-b.Y) < r.H+b.H {
			weight += 100
		}
	}
	for _, path := range d.paths {
		if crosses(path, r) {
			weight++
		}
	}
	return weight
}

func crosses(path ui.ArrowPath, r exercises.Rect) bool {
	for i := range 49 {
		x, y := path.At(float64(i) / 48)
		if 2*math.Abs(x-r.X) < r.W && 2*math.Abs(y-r.Y) < r.H {
			return true
		}
	}
	return false
}

func visibility(yes bool) string {
	if yes {
		return "visible"
	}
	return "hidden"
}
