package book

import (
	"fmt"
	"slices"
	"strings"

	"arrowbook/grading"
)

// readingDrawing is a reading as a small causal diagram: its ideas below each other, an arrow for each step.
type readingDrawing struct {
	Text    string // the same for those who cannot see it
	Ideas   []idea
	Steps   []step
	W, H    float64
	Circles bool // the steps come back to where they began
}

// idea is a word of the drawing with the place of its base line.
type idea struct {
	Label string
	X, Y  float64
}

// step is an arrow: straight down to the next idea, or round the side to any other.
type step struct {
	Path string
	Tip  string
	Back bool
}

// Measures of the drawing, in its own units; a unit is a CSS pixel where there is room.
const (
	readingRow   = 34.0
	readingGlyph = 6.6 // the width of a letter, on average
	readingLeft  = 2.0
	readingSide  = 12.0 // from lane to lane, for arrows that go round
)

// drawReading places a reading's ideas in the order in which they come.
func drawReading(reading string) *readingDrawing {
	links := grading.Links(reading)
	if len(links) == 0 {
		return nil
	}
	d := &readingDrawing{Text: reading, Circles: grading.Closes(links)}
	order := ideasOf(links)
	widest := 0.0
	for i, label := range order {
		d.Ideas = append(d.Ideas, idea{label, readingLeft, 14 + readingRow*float64(i)})
		widest = max(widest, readingGlyph*float64(len(label)))
	}
	lane := 0
	for _, l := range links {
		from, to := slices.Index(order, l.From), slices.Index(order, l.To)
		if to == from+1 {
			d.Steps = append(d.Steps, straight(d.Ideas[from], d.Ideas[to]))
			continue
		}
		lane++
		d.Steps = append(d.Steps, around(d.Ideas[from], d.Ideas[to], readingLeft+widest+readingSide*float64(lane)))
	}
	d.W, d.H = readingLeft+widest+readingSide*float64(lane+1), 14+readingRow*float64(len(order)-1)+8
	return d
}

// ideasOf are the ideas of the steps, each once.
func ideasOf(links []grading.Link) []string {
	var all []string
	for _, l := range links {
		for _, label := range []string{l.From, l.To} {
			if !slices.Contains(all, label) {
				all = append(all, label)
			}
		}
	}
	return all
}

func straight(from, to idea) step {
	x, y1, y2 := from.X+10, from.Y+5, to.Y-13
	return step{Path: fmt.Sprintf("M%.1f %.1fV%.1f", x, y1, y2-4), Tip: fmt.Sprintf("M%.1f %.1fl-3.5 -6h7z", x, y2)}
}

// around leaves an idea at the end of its word, goes along its lane and comes back to the other's.
func around(from, to idea, x float64) step {
	leave, arrive := end(from), end(to)+6
	y1, y2 := from.Y-4, to.Y-4
	return step{
		Path: fmt.Sprintf("M%.1f %.1fH%.1fV%.1fH%.1f", leave, y1, x, y2, arrive+5),
		Tip:  fmt.Sprintf("M%.1f %.1fl6 -3.5v7z", arrive, y2),
		Back: to.Y < from.Y,
	}
}

func end(i idea) float64 { return i.X + readingGlyph*float64(len(i.Label)) + 4 }

// spoken is the reading for ears.
func (d readingDrawing) spoken() string {
	text := "I read: " + strings.ReplaceAll(d.Text, " → ", ", which acts on ") + "."
	if d.Circles {
		text += " It comes back to where it began."
	}
	return text
}

func (d readingDrawing) viewBox() string { return fmt.Sprintf("0 0 %.0f %.0f", d.W, d.H) }
