package lab

import (
	"slices"
	"strings"

	"github.com/a-h/templ"

	"arrowbook/exercises"
	"arrowbook/exercises/scenarios"
	"arrowbook/web/ui"
)

// stage is a diagram with what the run puts on it: the slots of a pool, the length of a line, a figure.
type stage struct {
	Diagram exercises.Diagram  // with room for the pools
	Rooms   map[string]float64 // by box: the height that its pool takes
	Gauges  map[ui.Layout]gauges
	Says    string // one sentence that says what the picture means
}

// gauges is what is drawn over the diagram in one layout, in its units.
type gauges struct {
	Pools []pool
	Words []gauge
}

// gauge is a number with its words at an arrow or a box: how many wait in line, or a figure of the run.
type gauge struct {
	Station, Kind string // data-line or data-figure: which level of the station it shows
	Words         string // after the number
	X, Y          float64
	Label         string // as it stands now; empty while nobody waits
}

// newStage puts a frame on a task's diagram, or on one that is made from the scenario's stations.
func newStage(d exercises.Diagram, scenario *scenarios.Scenario, frame scenarios.Frame) stage {
	if len(d.Boxes) == 0 {
		d = drawn(scenario)
	}
	s := stage{Diagram: d, Rooms: map[string]float64{}, Gauges: map[ui.Layout]gauges{}, Says: frame.Says()}
	s.Diagram.Boxes = slices.Clone(d.Boxes)
	for _, station := range scenario.Stations {
		boxes := d.Stations[station.ID].Boxes()
		if slots := frame.Level(station.ID).Slots; station.Kind == scenarios.Pool && slots > 0 && len(boxes) > 0 {
			s.makeRoom(boxes[0], roomFor(slots))
		}
	}
	for _, layout := range []ui.Layout{ui.Wide, ui.Narrow} {
		s.Gauges[layout] = s.gauges(layout, scenario, frame)
	}
	return s
}

// makeRoom makes a box so much higher on both layouts. What stands below it moves down by as much, what stands
// beside it by half, so that no box comes to lie on another.
func (s *stage) makeRoom(id string, height float64) {
	s.Rooms["box:"+id] = height
	grown, _ := s.Diagram.Box(id)
	for i := range s.Diagram.Boxes {
		b := &s.Diagram.Boxes[i]
		b.Wide.Y += height * below(b.Wide, grown.Wide)
		b.Narrow.Y += height * below(b.Narrow, grown.Narrow)
		if b.ID == id {
			b.Wide.H += height
			b.Narrow.H += height
		}
	}
	s.Diagram.Wide.Height += height
	s.Diagram.Narrow.Height += height
}

// below is how much of its growth a box passes on: all to what is below, half to what is beside it, nothing above.
func below(r, grown exercises.Rect) float64 {
	switch {
	case r.Y > grown.Y+1:
		return 1
	case r.Y >= grown.Y-1:
		return .5
	}
	return 0
}

func (s stage) layer(layout ui.Layout) templ.Component { return gaugesPart(s.Gauges[layout]) }

func (s stage) gauges(layout ui.Layout, scenario *scenarios.Scenario, frame scenarios.Frame) gauges {
	g := gauges{}
	p := newPlacer(s.Diagram, layout)
	for _, station := range scenario.Stations {
		level, places := frame.Level(station.ID), s.Diagram.Stations[station.ID]
		if len(places) == 0 {
			continue
		}
		switch box, isBox := s.Diagram.Box(strings.TrimPrefix(places[0], "box:")); {
		case isBox && station.Kind == scenarios.Pool:
			g.Pools = append(g.Pools, newPool(station, rectOn(box, layout), s.Rooms["box:"+box.ID], level))
		case station.Kind == scenarios.Line:
			g.Words = append(g.Words, p.place(newLine(station, level), places[0]))
		}
		if station.Figure != "" {
			g.Words = append(g.Words, p.place(newFigure(station, level), places[0]))
		}
	}
	return g
}

func rectOn(b exercises.Box, layout ui.Layout) exercises.Rect {
	if layout == ui.Narrow {
		return b.Narrow
	}
	return b.Wide
}

// newLine says how many wait, once somebody does.
func newLine(station scenarios.Station, level scenarios.Level) gauge {
	g := gauge{Station: station.ID, Kind: "line", Words: station.Label}
	if !strings.Contains(station.Label, " ") { // "in line", "in queue", but "done, unseen"
		g.Words = "in " + station.Label
	}
	if level.Count > 0 {
		g.Label = thousands(float64(level.Count)) + " " + g.Words
	}
	return g
}

// newFigure says what a figure of the run is at this instant.
func newFigure(station scenarios.Station, level scenarios.Level) gauge {
	return gauge{Station: station.ID, Kind: "figure", Words: station.FigureWords, Label: level.Written(station)}
}
