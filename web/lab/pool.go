package lab

import (
	"cmp"
	"fmt"

	"arrowbook/exercises"
	"arrowbook/exercises/scenarios"
)

// pool is a station's slots within its box: each of which can be counted, or of very many a bar.
type pool struct {
	Station string
	X, Y    float64 // of the label, its middle
	Label   string
	Noun    string // after the numbers of the label; empty where the box is too narrow for it
	Slots   []slot
	Bar     *bar
}

type slot struct {
	X, Y, W, H float64
	State      string // free, useful or wasted
}

// bar is a pool of too many slots to count: how much of it is taken, and how much of that for nobody.
type bar struct {
	X, Y, W, H     float64
	Useful, Wasted float64 // widths
}

// Sizes within a pool's box, in the drawing's units.
const (
	maxSlots   = 100 // slots that are drawn one by one
	poolInset  = 8   // between a box's edge and its slots
	poolLabel  = 9   // height that the label needs beyond the box's own
	labelRise  = 7   // from the slots up to the label's baseline
	barHeight  = 12
	slotGap    = 2.6 // between two rows of slots
	letterSize = 6.0 // mean width of a letter of a label
)

// roomFor is the height that so many slots need within a box.
func roomFor(count int) float64 {
	if count > maxSlots {
		return poolLabel + barHeight + poolInset
	}
	columns, height := rows(count)
	return poolLabel + float64((count+columns-1)/columns)*(height+slotGap) + poolInset - slotGap
}

// rows lays slots out in tens, or from 31 on in twenties, which are smaller.
func rows(count int) (columns int, height float64) {
	if count > 30 {
		return 20, 7
	}
	return 10, 11
}

// newPool draws a pool at the bottom of its box.
func newPool(station scenarios.Station, r exercises.Rect, room float64, level scenarios.Level) pool {
	left, width := r.X-r.W/2+poolInset, r.W-2*poolInset
	top := r.Y + r.H/2 - room + poolLabel
	p := pool{Station: station.ID, X: r.X, Y: top - labelRise, Label: fmt.Sprintf("%d of %d", level.Busy, level.Slots)}
	if noun := poolNoun(station); float64(len(p.Label)+1+len(noun))*letterSize < r.W-4 {
		p.Label, p.Noun = p.Label+" "+noun, noun
	}
	if level.Slots > maxSlots {
		p.Bar = newBar(level, left, top, width)
	} else {
		p.Slots = slots(level, left, top, width)
	}
	return p
}

// poolNoun is what is counted: "workers", or "nodes up" where busy is another word than taken.
func poolNoun(station scenarios.Station) string {
	if station.Busy == "" {
		return station.Label
	}
	return station.Label + " " + station.Busy
}

func newBar(level scenarios.Level, left, top, width float64) *bar {
	each := width / float64(cmp.Or(level.Slots, 1))
	return &bar{
		X: left, Y: top, W: width, H: barHeight,
		Useful: float64(level.Busy-level.Wasted) * each, Wasted: float64(level.Wasted) * each,
	}
}

func slots(level scenarios.Level, left, top, width float64) []slot {
	const filled = .72 // of a slot's pitch; the rest is the gap to the next
	columns, height := rows(level.Slots)
	pitch := width / (float64(columns) - 1 + filled)
	if level.Slots < columns { // in the middle
		left += pitch * float64(columns-level.Slots) / 2
	}
	all := make([]slot, level.Slots)
	for i := range all {
		all[i] = slot{
			X: left + float64(i%columns)*pitch, Y: top + float64(i/columns)*(height+slotGap),
			W: pitch * filled, H: height, State: slotState(i, level),
		}
	}
	return all
}

// slotState says what a slot does: useful work first, then work for nobody, then nothing.
func slotState(i int, level scenarios.Level) string {
	switch {
	case i < level.Busy-level.Wasted:
		return "useful"
	case i < level.Busy:
		return "wasted"
	}
	return "free"
}
