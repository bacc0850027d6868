package lab

import (
	"slices"
	"strings"

	"arrowbook/exercises"
	"arrowbook/exercises/scenarios"
)

// Sizes of a diagram that is made from a scenario's stations, in the drawing's units.
const (
	wideWidth, wideEdge, wideRow          = 640.0, 21.0, 110.0
	narrowWidth, narrowTop, narrowStep    = 300.0, 40.0, 118.0
	leastBox, mostBox, leastWay           = 112.0, 150.0, 64.0 // widths of boxes, length of the way between two
	nameLetter                            = 8.2                // mean width of a letter of a box's name
	wideBoxHeight, narrowBoxHeight, aisle = 54.0, 50.0, 16.0
)

// drawn is the diagram of a scenario that no task draws: boxes in layers from caller to callee, links as arrows,
// each line before the box that it leads to.
func drawn(s *scenarios.Scenario) exercises.Diagram {
	d := exercises.Diagram{Stations: map[string]exercises.Places{}}
	for _, station := range s.Stations {
		if station.Kind == scenarios.Node || station.Kind == scenarios.Pool {
			d.Boxes = append(d.Boxes, exercises.Box{ID: station.ID, Label: boxName(station)})
			d.Stations[station.ID] = exercises.Places{"box:" + station.ID}
		}
	}
	for _, station := range s.Stations {
		addLink(&d, station)
	}
	for _, station := range s.Stations {
		if base, isLine := strings.CutSuffix(station.ID, ".line"); isLine {
			addLine(&d, station.ID, base)
		}
	}
	arrange(&d, layersOf(d))
	if slices.ContainsFunc(s.Stations, func(station scenarios.Station) bool { return station.Figure != "" }) {
		d.Wide.Height += aisle // below the lowest box
		d.Narrow.Height += aisle
	}
	return d
}

// boxName is what a box says: of a pool the station's label names the slots.
func boxName(station scenarios.Station) string {
	if station.Kind == scenarios.Pool || station.Label == "" {
		return strings.ReplaceAll(station.ID, "-", " ")
	}
	return station.Label
}

// addLink draws a link between two boxes as an arrow.
func addLink(d *exercises.Diagram, station scenarios.Station) {
	from, to, isWay := strings.Cut(station.ID, "->")
	_, known := d.Box(from)
	_, there := d.Box(to)
	if station.Kind == scenarios.Link && isWay && known && there {
		d.Arrows = append(d.Arrows, exercises.Arrow{ID: station.ID, From: from, To: to, Label: station.Label})
		d.Stations[station.ID] = exercises.Places{"arrow:" + station.ID}
	}
}

// addLine lets a line stand on the first arrow that leads to its box.
func addLine(d *exercises.Diagram, line, box string) {
	if i := slices.IndexFunc(d.Arrows, func(a exercises.Arrow) bool { return a.To == box }); i >= 0 {
		d.Stations[line] = exercises.Places{"arrow:" + d.Arrows[i].ID}
	}
}

// layersOf puts each box one layer below the lowest of its callers. An arrow that closes a circle counts for none.
func layersOf(d exercises.Diagram) [][]int {
	layer := map[string]int{}
	forward := forwardArrows(d)
	for range d.Boxes {
		for _, a := range forward {
			layer[a.To] = max(layer[a.To], layer[a.From]+1)
		}
	}
	var layers [][]int
	for i, b := range d.Boxes {
		for len(layers) <= layer[b.ID] {
			layers = append(layers, nil)
		}
		layers[layer[b.ID]] = append(layers[layer[b.ID]], i)
	}
	return layers
}

// forwardArrows leaves out the arrows that lead back to where an earlier one comes from.
func forwardArrows(d exercises.Diagram) []exercises.Arrow {
	var forward []exercises.Arrow
	var leads func(from, to string) bool
	leads = func(from, to string) bool {
		return from == to || slices.ContainsFunc(forward, func(a exercises.Arrow) bool { return a.From == from && leads(a.To, to) })
	}
	for _, a := range d.Arrows {
		if !leads(a.To, a.From) {
			forward = append(forward, a)
		}
	}
	return forward
}

// arrange gives the boxes their places: layers are columns of the wide drawing and rows of the narrow one.
func arrange(d *exercises.Diagram, layers [][]int) {
	most := 1
	for _, boxes := range layers {
		most = max(most, len(boxes))
	}
	d.Wide = exercises.Size{Width: wideWidth, Height: aisle + wideRow*float64(most)}
	d.Narrow = exercises.Size{Width: narrowWidth, Height: 2*narrowTop + narrowStep*float64(len(layers)-1)}
	for column, boxes := range layers {
		for row, i := range boxes {
			b := &d.Boxes[i]
			b.Wide = exercises.Rect{
				X: columnAt(column, len(layers), wideBox(*d, len(layers))), Y: d.Wide.Height * (float64(row) + .5) / float64(len(boxes)),
				W: wideBox(*d, len(layers)), H: wideBoxHeight,
			}
			width := narrowBox(len(boxes))
			b.Narrow = exercises.Rect{
				X: narrowWidth * (float64(row) + .5) / float64(len(boxes)), Y: narrowTop + narrowStep*float64(column), W: width, H: narrowBoxHeight,
			}
		}
	}
}

// wideBox is the width of all boxes: that of the longest name, as far as the ways between the columns allow.
func wideBox(d exercises.Diagram, columns int) float64 {
	width := leastBox
	for _, b := range d.Boxes {
		width = max(width, nameLetter*float64(len(b.Label))+aisle)
	}
	room := wideWidth - 2*wideEdge
	return min(width, mostBox, (room-leastWay*float64(columns-1))/float64(columns))
}

func columnAt(column, columns int, width float64) float64 {
	if columns == 1 {
		return wideWidth / 2
	}
	return wideEdge + width/2 + (wideWidth-2*wideEdge-width)*float64(column)/float64(columns-1)
}

// narrowBox is the width of each of so many boxes beside each other.
func narrowBox(beside int) float64 {
	return min(mostBox, narrowWidth/float64(beside)-aisle)
}
