package book

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"arrowbook/exercises"
	"arrowbook/grading"
	"arrowbook/web/ui"
)

// controlID is the id of a field's first control; the field's own id is that of the whole field on the page.
func (f fieldView) controlID() string { return "in-" + strings.ReplaceAll(f.ID, ".", "-") }

func (f fieldView) helpID() string { return f.controlID() + "-help" }

func (f fieldView) cellID(i int, column string) string {
	return f.controlID() + "-" + strconv.Itoa(i) + "-" + column
}

// described points a group at its line of help.
func described(f fieldView) templ.Attributes {
	if f.Help == "" {
		return templ.Attributes{}
	}
	return templ.Attributes{"aria-describedby": f.helpID()}
}

// labelled names a control that has no label element of its own.
func labelled(f fieldView, label string) templ.Attributes {
	attributes := templ.Attributes{}
	if label != "" {
		attributes["aria-label"] = label
	} else if f.Help != "" && f.Kind == grading.KindText {
		attributes["aria-describedby"] = f.helpID()
	}
	return attributes
}

func couplingLabel(f fieldView, part, words string) string {
	if partNote(f, part, words) == "" {
		return strings.TrimSpace(words + " " + strings.ToUpper(part))
	}
	return strings.TrimSpace(words + " " + strings.ToUpper(part) + ", " + f.partLabel(part))
}

// partNote is what stands below a gap of the sentence: nothing where it would repeat the sentence itself.
func partNote(f fieldView, part, words string) string {
	label := f.Parts[part]
	if lower := strings.ToLower(" " + label); strings.HasPrefix(lower, " "+words) && strings.HasSuffix(lower, " "+part) {
		return ""
	}
	return label
}

// keyed is how many columns of a row the page itself fills in.
func keyed(f fieldView, i int) int {
	if f.key(i) != "" {
		return 1
	}
	return 0
}

func rowWords(f fieldView, i int) string {
	if key := f.key(i); key != "" {
		return f.keyWords(key)
	}
	return "row " + strconv.Itoa(i+1)
}

// keyWords writes a row's key as the diagram does, where it is the id of an arrow.
func (f fieldView) keyWords(key string) string {
	for _, arrow := range f.Diagram.Arrows {
		if arrow.ID == key {
			return f.Diagram.Words(arrow)
		}
	}
	return strings.ReplaceAll(key, "->", " → ")
}

func (f fieldView) number() string {
	if f.Value.Kind == grading.KindNumber {
		return decimal(f.Value.Number)
	}
	return ""
}

func (f fieldView) height(load float64) string {
	if y, ok := heightAt(f.Value.Points, load); ok {
		return decimal(y)
	}
	return ""
}

// points is the curve as the script reads it.
func (f fieldView) points() string {
	pairs := make([][2]float64, len(f.Value.Points))
	for i, p := range f.Value.Points {
		pairs[i] = [2]float64{p.X, p.Y}
	}
	data, _ := json.Marshal(pairs) // finite numbers always encode
	return string(data)
}

// The plane's origin and scales, in the drawing's units.
func planeX(load float64) float64 { return 60 + load*280 }
func planeY(y float64) float64    { return 340 - y*266 }

func curvePath(points []grading.Point) string {
	var path strings.Builder
	for i, p := range points {
		path.WriteByte("ML"[min(i, 1)])
		path.WriteString(coord(planeX(p.X)) + " " + coord(planeY(p.Y)))
	}
	return path.String()
}

func curveSays(f fieldView) string {
	if len(f.Value.Points) == 0 {
		return "Nothing is drawn yet."
	}
	return "Drawn: " + saysCurve(f.Value.Points) + "."
}

func decimal(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func coord(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }

func inside(yes bool) string {
	if yes {
		return "in"
	}
	return "out"
}

func boxOf(b exercises.Box, layout ui.Layout) exercises.Rect {
	if layout == ui.Narrow {
		return b.Narrow
	}
	return b.Wide
}

func sizeOf(d exercises.Diagram, layout ui.Layout) exercises.Size {
	if layout == ui.Narrow {
		return d.Narrow
	}
	return d.Wide
}

func viewBox(d exercises.Diagram, layout ui.Layout) string {
	size := sizeOf(d, layout)
	return "0 0 " + decimal(size.Width) + " " + decimal(size.Height)
}
