package lab

import (
	"fmt"
	"strings"
)

// drawnCheck is a formula's curve with the points that were measured.
type drawnCheck struct {
	ID, Title, X, Y string
	From, To, Top   float64
	Parts           int
	Curve           [][2]float64
	Points          []struct {
		X, Y float64
		Half float64 `json:"half_width"`
	}
}

// validationRows is how many lines of text the height of these charts holds.
const validationRows = 9

// chart draws the curve and lays the points over it.
func (d drawnCheck) chart() chart {
	c := chart{ID: "drawing-" + d.ID, Says: d.says(), Top: d.Top, End: 1, Still: true, YTicks: valueTicks(d.Top), XTicks: d.ticks()}
	last := d.Curve[len(d.Curve)-1]
	c.Curves = []curve{
		{Name: "formula", Label: "the formula", Class: "series-line", Path: d.path(c), Lines: broken("the formula"), LabelY: c.y(last[1]) / chartHeight * 100},
		{Name: "interval", Class: "series-offered", Path: d.intervals(c)},
		{Name: "ours", Label: "ours", Class: "series-offered dots", Path: d.dots(c), Lines: broken("ours"), LabelY: c.y(d.Points[len(d.Points)-1].Y) / chartHeight * 100},
	}
	c.spreadLabels(100 / validationRows)
	return c
}

// x is where a value stands across, in units of the box.
func (d drawnCheck) x(v float64) string {
	return coordinate((v - d.From) / (d.To - d.From) * chartWidth)
}

func (d drawnCheck) path(c chart) string {
	var out strings.Builder
	pen := "M"
	for _, p := range d.Curve {
		fmt.Fprintf(&out, "%s%s %s", pen, d.x(p[0]), coordinate(c.y(p[1])))
		pen = "L"
	}
	return out.String()
}

// dots are points without a length, which round ends make into discs whatever the box is stretched to.
func (d drawnCheck) dots(c chart) string {
	var out strings.Builder
	for _, p := range d.Points {
		fmt.Fprintf(&out, "M%s %sh0", d.x(p.X), coordinate(c.y(p.Y)))
	}
	return out.String()
}

// intervals are the confidence intervals of the points.
func (d drawnCheck) intervals(c chart) string {
	var out strings.Builder
	for _, p := range d.Points {
		fmt.Fprintf(&out, "M%s %sV%s", d.x(p.X), coordinate(c.y(p.Y-p.Half)), coordinate(c.y(p.Y+p.Half)))
	}
	return out.String()
}

func (d drawnCheck) ticks() []tick {
	ticks := make([]tick, 0, d.Parts+1)
	for i := range d.Parts + 1 {
		share := float64(i) / float64(d.Parts)
		ticks = append(ticks, tick{At: 100 * share, Label: number(d.From + (d.To-d.From)*share), Spared: i%2 == 1})
	}
	return ticks
}

// says is the picture in words.
func (d drawnCheck) says() string {
	points := make([]string, len(d.Points))
	for i, p := range d.Points {
		points[i] = fmt.Sprintf("%s at %s", inDigits(p.Y, 4), number(p.X))
	}
	return fmt.Sprintf("%s. Across: %s. Up: %s. The points measured lie on the formula's curve: %s.", d.Title, d.X, d.Y, strings.Join(points, ", "))
}
