package lab

import (
	"fmt"
	"strings"

	"github.com/a-h/templ"

	"arrowbook/exercises"
	"arrowbook/exercises/scenarios"
	"arrowbook/web/ui"
)

// stage is the task's diagram with what the run puts on it: slots of a pool, the length of a line.
type stage struct {
	Diagram exercises.Diagram // with room for the slots
	Gauges  map[ui.Layout]gauges
	Says    string // one sentence that says what the picture means
}

// gauges is what is drawn over the diagram in one layout, in its units.
type gauges struct {
	Pools []pool
	Lines []line
}

// pool is a station's slots, each of which can be counted.
type pool struct {
	Station string
	X, Y    float64 // of the label, its middle
	Label   string
	Slots   []slot
}

type slot struct {
	X, Y, W, H float64
	State      string // free, useful or wasted
}

// line is how many wait before a station, written at the arrow that leads there.
type line struct {
	Station string
	X, Y    float64
	Label   string
}

const (
	poolEdge    = 14  // around the slots, in the drawing's units
	besideLeast = 90  // room beside a box that slots need to stand there
	lineGap     = 36  // between a level arrow and the length of its line
	lineSide    = 64  // between a steep arrow and the middle of the length of its line
	maxSlots    = 100 // slots that a stage draws; of a larger pool it draws one in so many
)

func newStage(d exercises.Diagram, scenario *scenarios.Scenario, frame scenarios.Frame) stage {
	s := stage{Diagram: d, Gauges: map[ui.Layout]gauges{}, Says: frame.Says()}
	for _, layout := range []ui.Layout{ui.Wide, ui.Narrow} {
		s.Gauges[layout] = newGauges(d, layout, scenario, frame)
	}
	s.Diagram.Wide.Height = max(d.Wide.Height, s.Gauges[ui.Wide].bottom()+poolEdge)
	s.Diagram.Narrow.Height = max(d.Narrow.Height, s.Gauges[ui.Narrow].bottom()+poolEdge)
	return s
}

// bottom is the lower edge of the lowest slot.
func (g gauges) bottom() float64 {
	lowest := 0.0
	for _, p := range g.Pools {
		for _, s := range p.Slots {
			lowest = max(lowest, s.Y+s.H)
		}
	}
	return lowest
}

func (s stage) layer(layout ui.Layout) templ.Component { return gaugesPart(s.Gauges[layout]) }

func newGauges(d exercises.Diagram, layout ui.Layout, scenario *scenarios.Scenario, frame scenarios.Frame) gauges {
	var g gauges
	for _, station := range scenario.Stations {
		level, place := frame.Level(station.ID), d.Stations[station.ID]
		switch station.Kind {
		case scenarios.Pool:
			if box, found := d.Box(strings.TrimPrefix(place, "box:")); found {
				g.Pools = append(g.Pools, newPool(station.ID, box, layout, d, level))
			}
		case scenarios.Line:
			for _, arrow := range d.Arrows {
				if "arrow:"+arrow.ID == place {
					g.Lines = append(g.Lines, newLine(station.ID, ui.PathOf(d, arrow, layout), layout, level))
				}
			}
		}
	}
	return g
}

// newLine writes the length of a line below a level arrow, or beside a steep one.
func newLine(station string, path ui.ArrowPath, layout ui.Layout, level scenarios.Level) line {
	x, y := path.At(.5)
	l := line{Station: station, X: x, Y: y + lineGap, Label: waiting(level.Count)}
	if layout == ui.Narrow {
		l.X, l.Y = x+lineSide, y+4
	}
	return l
}

func waiting(n int) string {
	if n == 0 {
		return ""
	}
	return thousands(float64(n)) + " in line"
}

// newPool lays the slots out below the box, or beside it on a narrow stage that has the room.
func newPool(station string, box exercises.Box, layout ui.Layout, d exercises.Diagram, level scenarios.Level) pool {
	const columns = 20
	r := box.Wide
	if layout == ui.Narrow {
		r = box.Narrow
	}
	width, left, top := r.W, r.X-r.W/2, r.Y+r.H/2+24
	if beside := d.Narrow.Width - (r.X + r.W/2) - 2*poolEdge; layout == ui.Narrow && beside > besideLeast {
		width, left, top = beside, r.X+r.W/2+poolEdge, r.Y-r.H/2+8
	}
	return pool{
		Station: station, X: left + width/2, Y: top - 8, Label: fmt.Sprintf("%d of %d slots", level.Busy, level.Slots),
		Slots: slots(level, columns, left, top, width),
	}
}

func slots(level scenarios.Level, columns int, left, top, width float64) []slot {
	drawn := min(level.Slots, maxSlots)
	const filled = .72 // of a slot's pitch; the rest is the gap to the next
	pitch := width / (float64(columns) - 1 + filled)
	all := make([]slot, drawn)
	for i := range all {
		all[i] = slot{
			X: left + float64(i%columns)*pitch, Y: top + float64(i/columns)*pitch*1.55,
			W: pitch * filled, H: pitch * 1.2, State: slotState(i, drawn, level),
		}
	}
	return all
}

// slotState says what a drawn slot does: useful work first, then work for nobody, then nothing.
func slotState(i, drawn int, level scenarios.Level) string {
	part := float64(i) / float64(max(drawn, 1)) * float64(level.Slots)
	switch {
	case part < float64(level.Busy-level.Wasted):
		return "useful"
	case part < float64(level.Busy):
		return "wasted"
	}
	return "free"
}
