package exercises

import (
	"io/fs"
	"path"
)

// diagramFile is diagram.yaml as written.
type diagramFile struct {
	Wide, Narrow Size
	Boxes        []boxFile
	Arrows       []arrowFile
	Stations     map[string]Places
}

type boxFile struct {
	ID, Label, Note string
	Wide, Narrow    Rect
}

type arrowFile struct{ From, To, Label string }

// diagram reads a task's diagram.
func (l *loader) diagram(content fs.FS, folder string) Diagram {
	var file diagramFile
	doc := readYAML(content, path.Join(folder, "diagram.yaml"), &file, l.faults)
	if doc == nil {
		return Diagram{}
	}
	diagram := Diagram{Wide: file.Wide, Narrow: file.Narrow, Stations: file.Stations}
	for i, b := range file.Boxes {
		diagram.Boxes = append(diagram.Boxes, Box(b))
		checkBox(doc, i, file)
	}
	for i, a := range file.Arrows {
		diagram.Arrows = append(diagram.Arrows, Arrow{ID: a.From + "->" + a.To, From: a.From, To: a.To, Label: a.Label})
		checkArrow(doc, i, a, diagram)
	}
	checkStations(doc, diagram)
	return diagram
}

func checkBox(doc *document, i int, file diagramFile) {
	box := file.Boxes[i]
	for layout, stage := range map[string]Size{"wide": file.Wide, "narrow": file.Narrow} {
		rect := box.rect(layout)
		if !rect.within(stage) {
			doc.fault(at("boxes", i, layout), "box %s does not lie within the %s stage of %g by %g", box.ID, layout, stage.Width, stage.Height)
		}
		for _, other := range file.Boxes[:i] {
			if other.ID == box.ID {
				doc.fault(at("boxes", i, "id"), "box %q is there twice", box.ID)
			}
			if rect.overlaps(other.rect(layout)) {
				doc.fault(at("boxes", i, layout), "box %s overlaps box %s on the %s stage", box.ID, other.ID, layout)
			}
		}
	}
}

func (b boxFile) rect(layout string) Rect {
	if layout == "wide" {
		return b.Wide
	}
	return b.Narrow
}

func (r Rect) within(s Size) bool {
	return r.W > 0 && r.H > 0 && r.X-r.W/2 >= 0 && r.Y-r.H/2 >= 0 && r.X+r.W/2 <= s.Width && r.Y+r.H/2 <= s.Height
}

func (r Rect) overlaps(o Rect) bool {
	return 2*abs(r.X-o.X) < r.W+o.W && 2*abs(r.Y-o.Y) < r.H+o.H
}

func abs(x float64) float64 { return max(x, -x) }

func checkArrow(doc *document, i int, a arrowFile, diagram Diagram) {
	for key, id := range map[string]string{"from": a.From, "to": a.To} {
		if _, found := diagram.Box(id); !found {
			doc.fault(at("arrows", i, key), "there is no box %q", id)
		}
	}
}

// Box finds a box by its id.
func (d Diagram) Box(id string) (Box, bool) {
	for _, box := range d.Boxes {
		if box.ID == id {
			return box, true
		}
	}
	return Box{}, false
}

// places are all the places where a fix could live: every arrow, then every box, each with its label.
func (d Diagram) places() ([]string, map[string]string) {
	var ids []string
	labels := map[string]string{}
	for _, arrow := range d.Arrows {
		id := "arrow:" + arrow.ID
		ids, labels[id] = append(ids, id), d.Words(arrow)
	}
	for _, box := range d.Boxes {
		id := "box:" + box.ID
		ids, labels[id] = append(ids, id), box.Label
	}
	return ids, labels
}

// Words name an arrow by the labels of its boxes: "load balancer → replica 1".
func (d Diagram) Words(a Arrow) string { return d.label(a.From) + " → " + d.label(a.To) }

func (d Diagram) label(box string) string {
	found, _ := d.Box(box)
	return found.Label
}
