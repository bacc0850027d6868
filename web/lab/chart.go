package lab

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A chart is drawn once, on the server. Its curves live in a box of chartWidth by chartHeight units that is
// stretched to whatever width the page has; its words stand beside at percentages, so they are never
// stretched and stay readable at 320 px.
const (
	chartWidth  = 1000
	chartHeight = 200
)

// chart is one picture of series over time.
type chart struct {
	ID      string
	Says    string // the sentence that states the result
	End     float64
	Top     float64 // the value at the upper edge
	Curves  []curve
	Trigger *band
	Flags   []flag
	XTicks  []tick
	YTicks  []tick
	Bet     string // path of the learner's bet; empty without
}

// curve is one series as a path.
type curve struct {
	Name, Label, Class string
	Path               string
	Area               string  // the same path closed to the axis; empty for a bare line
	LabelY             float64 // where its label stands, in percent from the top
}

// band is a stretch of time, in percent of the width.
type band struct {
	X, W  float64
	Label string
}

// flag marks an instant, in percent of the width.
type flag struct {
	X     float64
	Label string
}

// tick is a line of the grid with its label, in percent.
type tick struct {
	At     float64
	Label  string
	Anchor string // start, middle or end
}

// plotted is a series to be drawn: Values on Times, NaN where there is none.
type plotted struct {
	Name, Label, Class string
	Values             []float64
	Area               bool
}

// newChart scales series into one picture. end is the length of the run in seconds.
func newChart(id string, times []float64, step, end float64, series []plotted) chart {
	c := chart{ID: id, End: end, Top: niceTop(largest(series))}
	for _, s := range series {
		path := c.path(times, step, s.Values)
		drawn := curve{Name: s.Name, Label: s.Label, Class: s.Class, Path: path, LabelY: c.labelY(s.Values)}
		if s.Area && path != "" {
			drawn.Area = fmt.Sprintf("%sV%dH0Z", path, chartHeight)
		}
		c.Curves = append(c.Curves, drawn)
	}
	c.spreadLabels()
	c.XTicks, c.YTicks = timeTicks(end), valueTicks(c.Top)
	return c
}

// path draws a series through the middles of its buckets; a gap in the values is a gap in the line.
func (c chart) path(times []float64, step float64, values []float64) string {
	var out strings.Builder
	pen := "M"
	for i, v := range values {
		if math.IsNaN(v) {
			pen = "M"
			continue
		}
		out.WriteString(pen + whole((times[i]+step/2)/c.End*chartWidth) + " " + whole(c.y(v)))
		pen = "L"
	}
	return out.String()
}

func (c chart) y(v float64) float64 { return chartHeight * (1 - min(v/c.Top, 1)) }

// labelY puts a curve's label at the height of its last stretch, where the eye leaves it.
func (c chart) labelY(values []float64) float64 {
	sum, n := 0.0, 0
	for _, v := range values[len(values)*4/5:] {
		if !math.IsNaN(v) {
			sum, n = sum+v, n+1
		}
	}
	if n == 0 {
		return 50
	}
	return min(max(c.y(sum/float64(n))/chartHeight*100-3, 8), 95)
}

// spreadLabels keeps two labels from lying on each other: they are at least a line apart.
func (c *chart) spreadLabels() {
	const apart = 10
	for i := range c.Curves {
		for j := range i {
			gap := c.Curves[i].LabelY - c.Curves[j].LabelY
			if math.Abs(gap) < apart {
				c.Curves[i].LabelY = c.Curves[j].LabelY + math.Copysign(apart, gap)
			}
		}
	}
}

// whole rounds to a unit of the box: finer than a screen shows, and half as long to send.
func whole(v float64) string { return strconv.Itoa(int(math.Round(v))) }

func coordinate(v float64) string { return strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64) }

func percent(v float64) string { return coordinate(v) + "%" }

func largest(series []plotted) float64 {
	top := 0.0
	for _, s := range series {
		for _, v := range s.Values {
			if v > top {
				top = v
			}
		}
	}
	return top
}

// niceTop is the least of 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten that a value fits under with a little air.
func niceTop(value float64) float64 {
	if value <= 0 {
		return 1
	}
	power := math.Pow(10, math.Floor(math.Log10(value)))
	for _, m := range []float64{1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 12} {
		if m*power >= value*1.05 {
			return m * power
		}
	}
	return 15 * power
}

func timeTicks(end float64) []tick {
	const parts = 6
	ticks := make([]tick, 0, parts+1)
	for i := range parts + 1 {
		anchor := "middle"
		switch i {
		case 0:
			anchor = "start"
		case parts:
			anchor = "end"
		}
		ticks = append(ticks, tick{At: float64(i) * 100 / parts, Label: seconds(end * float64(i) / parts), Anchor: anchor})
	}
	return ticks
}

func valueTicks(top float64) []tick {
	const parts = 4
	ticks := make([]tick, 0, parts)
	for i := 1; i <= parts; i++ {
		v := top * float64(i) / parts
		ticks = append(ticks, tick{At: 100 - float64(i)*100/parts, Label: number(v)})
	}
	return ticks
}
