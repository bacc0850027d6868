package ui

import (
	"math"
	"strings"

	"arrowbook/exercises"

	"github.com/a-h/templ"
)

// Layout is one of the two drawings of a diagram.
type Layout string

// The layouts: Wide from 34 rem of stage on, Narrow below.
const (
	Wide   Layout = "wide"
	Narrow Layout = "narrow"
)

var layouts = []Layout{Wide, Narrow}

// DiagramOptions say how a diagram is drawn where it is used.
type DiagramOptions struct {
	ID      string                              // makes ids in the page unique; needed when a page has two diagrams
	Label   string                              // what the picture shows, in a sentence; empty: made from boxes and arrows
	Classes map[string]string                   // by part, such as "arrow:client->api" or "box:db": "alive", "chosen", "quiet", …
	Labels  map[string]string                   // by part: words that replace an arrow's label or a box's note
	Rooms   map[string]float64                  // by box, such as "box:db": height kept free below its words, in the drawing's units
	Layer   func(layout Layout) templ.Component // drawn on top in each layout, in its units; nil for nothing
}

// partClass is the class list of a box or an arrow.
func (o DiagramOptions) partClass(kind, part string) string {
	return strings.TrimSpace(kind + " " + o.Classes[part])
}

// words is what a part says: the replacement, or what the diagram says.
func (o DiagramOptions) words(part, own string) string {
	if replaced, ok := o.Labels[part]; ok {
		return replaced
	}
	return own
}

func (o DiagramOptions) head(layout Layout) string { return "head-" + o.ID + string(layout) }

func (o DiagramOptions) describe(d exercises.Diagram) string {
	if o.Label != "" {
		return o.Label
	}
	var arrows []string
	for _, a := range d.Arrows {
		arrows = append(arrows, a.From+" to "+a.To)
	}
	return "Diagram: " + strings.Join(arrows, ", ") + "."
}

func sizeOf(d exercises.Diagram, layout Layout) exercises.Size {
	if layout == Narrow {
		return d.Narrow
	}
	return d.Wide
}

func rectOf(b exercises.Box, layout Layout) exercises.Rect {
	if layout == Narrow {
		return b.Narrow
	}
	return b.Wide
}

// boxText is the lines that a box shows, each with the baseline it stands on.
type boxText struct {
	name  float64 // baseline of the name
	notes []boxLine
}

type boxLine struct {
	y    float64
	text string
}

// Heights of a box's lines and the width of a letter, in the drawing's units, at 13 px of Source Sans.
const (
	nameHeight  = 17
	noteHeight  = 16
	letterWidth = 6.1
)

// layOut centres a box's name and note above the room that is kept free, the note broken into lines that fit.
func layOut(r exercises.Rect, note string, room float64) boxText {
	lines := wrap(note, int((r.W-10)/letterWidth))
	height := nameHeight + noteHeight*float64(len(lines))
	top := r.Y - room/2 - height/2
	out := boxText{name: top + 13}
	for i, line := range lines {
		out.notes = append(out.notes, boxLine{y: top + nameHeight + 12 + noteHeight*float64(i), text: line})
	}
	return out
}

// wrap breaks words into lines of at most width letters; a longer word has a line of its own.
func wrap(text string, width int) []string {
	var lines []string
	for _, word := range strings.Fields(text) {
		last := len(lines) - 1
		if last >= 0 && len([]rune(lines[last]))+1+len([]rune(word)) <= width {
			lines[last] += " " + word
			continue
		}
		lines = append(lines, word)
	}
	return lines
}

func round(v float64) string { return trimZeros(math.Round(v*10) / 10) }
