package exercises

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Places are where on a diagram a scenario's station is: "box:id", "arrow:from->to", or "back:from->to" for the
// way back along an arrow. Of several, requests take one after the other in turn.
type Places []string

// UnmarshalYAML reads one place as text, or several as a list.
func (p *Places) UnmarshalYAML(node *yaml.Node) error {
	var one string
	if node.Kind == yaml.ScalarNode && node.Decode(&one) == nil {
		*p = Places{one}
		return nil
	}
	var several []string
	if err := node.Decode(&several); err != nil {
		return fmt.Errorf("line %d: a place, or a list of places, is expected", node.Line)
	}
	*p = several
	return nil
}

// Boxes are the ids of the boxes among the places.
func (p Places) Boxes() []string {
	var ids []string
	for _, place := range p {
		if id, isBox := strings.CutPrefix(place, "box:"); isBox {
			ids = append(ids, id)
		}
	}
	return ids
}

func checkStations(doc *document, diagram Diagram) {
	known, _ := diagram.places()
	for station, places := range diagram.Stations {
		for _, place := range places {
			if way, isBack := strings.CutPrefix(place, "back:"); isBack {
				place = "arrow:" + way
			}
			if !slices.Contains(known, place) {
				doc.fault(at("stations", station), "%q is no box or arrow of the diagram (box:id, arrow:from->to or back:from->to)", place)
			}
		}
	}
}

// StageOf is the drawing on which a scenario plays outside of the tasks: that of the first task which embeds it on
// most of its boxes. Without one it is empty.
func (b *Book) StageOf(scenario string) Diagram {
	for _, task := range b.Tasks {
		if w := task.Watch; w != nil && w.Scenario == scenario && w.Query == "" && task.Diagram.mostlyPlaced() {
			return task.Diagram
		}
	}
	return Diagram{}
}

// mostlyPlaced says whether at least half of the boxes have a station.
func (d Diagram) mostlyPlaced() bool {
	placed := map[string]bool{}
	for _, places := range d.Stations {
		for _, id := range places.Boxes() {
			placed[id] = true
		}
	}
	return 2*len(placed) >= len(d.Boxes)
}
