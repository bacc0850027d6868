package lab

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// A chart is drawn once, on the server. Its curves live in a box of chartWidth by chartHeight units that is
// stretched to whatever width the page has; its words stand at percentages, so they are never stretched, and
// in margins of their own, so that no curve crosses them.
const (
	chartWidth  = 1000
	chartHeight = 200
	mostPoints  = 200 // of a curve: finer than a screen shows is noise
	labelWidth  = 15  // letters of a curve's label in one line of the margin
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
	Still   bool   // not over time: without a cursor
	Bet     string // path of the learner's bet; empty without
}

// curve is one series as a path.
type curve struct {
	Name, Label, Class string
	Path               string
	Area               string   // the same path closed to the axis; empty for a bare line
	Lines              []string // its label, broken for the margin
	LabelY             float64  // the middle of its label at the line's end, in percent from the top
}

// band is a stretch of time, in percent of the width; its label stands above it.
type band struct {
	X, W    float64
	Label   string
	LabelX  float64
	LabelAt string // the label's anchor
}

// flag marks an instant, in percent of the width.
type flag struct {
	X       float64
	Label   string
	LabelAt string // the label's anchor
	Row     int    // 0 above the chart, then below each other
}

// tick is a line of the grid with its label, in percent.
type tick struct {
	At     float64
	Label  string
	Spared bool // left out where there is little room
}

// plotted is a series to be drawn: Values on Times, NaN where there is none.
type plotted struct {
	Name, Label, Class string
	Values             []float64
	Lows               []float64 // the lower edge of a band, whose upper one is Values; nil for a line
	Area               bool
}

// newChart scales series into one picture. end is the length of the run in seconds; rows is how many lines
// of text its height holds.
func newChart(id string, times []float64, step, end float64, series []plotted, rows float64) chart {
	return newChartTo(0, id, times, step, end, series, rows)
}

// newChartTo is newChart with a value that its upper edge has at least.
func newChartTo(top float64, id string, times []float64, step, end float64, series []plotted, rows float64) chart {
	together := max(1, (len(times)+mostPoints-1)/mostPoints)
	for i := range series {
		series[i].Values, series[i].Lows = thinned(series[i].Values, together), thinned(series[i].Lows, together)
	}
	c := chart{ID: id, End: end, Top: max(top, niceTop(largest(series)))}
	for _, s := range series {
		path := c.path(times, step, together, s.Values)
		drawn := curve{Name: s.Name, Label: s.Label, Class: s.Class, Path: path, Lines: broken(s.Label), LabelY: c.labelY(s.Values)}
		if s.Lows != nil {
			drawn.Area, drawn.Path = c.between(times, step, together, s), ""
		}
		if s.Area && path != "" {
			drawn.Area = fmt.Sprintf("%sV%dH0Z", path, chartHeight)
		}
		c.Curves = append(c.Curves, drawn)
	}
	c.spreadLabels(100 / rows)
	c.XTicks, c.YTicks = timeTicks(end), valueTicks(c.Top)
	return c
}

// thinned takes so many buckets together.
func thinned(values []float64, together int) []float64 {
	var means []float64
	for group := range slices.Chunk(values, together) {
		means = append(means, mean(group))
	}
	return means
}

// path draws a series through the middles of the buckets that were taken together; a gap in the values is a
// gap in the line.
func (c chart) path(times []float64, step float64, together int, values []float64) string {
	var out strings.Builder
	pen := "M"
	for i, v := range values {
		if math.IsNaN(v) {
			pen = "M"
			continue
		}
		from, n := i*together, min(together, len(times)-i*together)
		out.WriteString(pen + whole((times[from]+step*float64(n)/2)/c.End*chartWidth) + " " + whole(c.y(v)))
		pen = "L"
	}
	return out.String()
}

// between is the area from a band's upper edge back along its lower one.
func (c chart) between(times []float64, step float64, together int, s plotted) string {
	var back []string
	for i, v := range s.Lows {
		if math.IsNaN(v) || math.IsNaN(s.Values[i]) {
			continue
		}
		from, n := i*together, min(together, len(times)-i*together)
		back = append(back, "L"+whole((times[from]+step*float64(n)/2)/c.End*chartWidth)+" "+whole(c.y(v)))
	}
	if len(back) == 0 {
		return ""
	}
	slices.Reverse(back)
	edge := strings.TrimPrefix(strings.ReplaceAll(c.path(times, step, together, s.Values), "M", "L"), "L")
	return "M" + edge + strings.Join(back, "") + "Z"
}

// mean leaves out the buckets that have no value.
func mean(values []float64) float64 {
	sum, n := 0.0, 0
	for _, v := range values {
		if !math.IsNaN(v) {
			sum, n = sum+v, n+1
		}
	}
	return sum / float64(n) // NaN when there is none
}

func (c chart) y(v float64) float64 { return chartHeight * (1 - min(v/c.Top, 1)) }

// labelY is the height at which a curve ends.
func (c chart) labelY(values []float64) float64 {
	last := mean(values[len(values)*19/20:])
	if math.IsNaN(last) {
		return 50
	}
	return c.y(last) / chartHeight * 100
}

// spreadLabels keeps the labels in the margin from lying on each other: in the order of the curves' ends,
// first down, then up from the lower edge.
func (c *chart) spreadLabels(lineHeight float64) {
	order := make([]*curve, len(c.Curves))
	for i := range c.Curves {
		order[i] = &c.Curves[i]
	}
	slices.SortStableFunc(order, func(a, b *curve) int { return cmp.Compare(a.LabelY, b.LabelY) })
	const air = .3 // of a line, between two labels
	half := func(x *curve) float64 { return lineHeight * (float64(len(x.Lines)) + air) / 2 }
	free := -lineHeight / 2
	for _, x := range order {
		x.LabelY = max(x.LabelY, free+half(x))
		free = x.LabelY + half(x)
	}
	free = 100 + lineHeight/2
	for _, x := range slices.Backward(order) {
		x.LabelY = min(x.LabelY, free-half(x))
		free = x.LabelY - half(x)
	}
}

// broken breaks a label into lines for the margin: as few as fit, about equally long.
func broken(label string) []string {
	lines := wrap(label, labelWidth)
	for width := labelWidth - 1; width > 0; width-- {
		shorter := wrap(label, width)
		if len(shorter) > len(lines) {
			break
		}
		lines = shorter
	}
	return lines
}

// wrap breaks words into lines of at most width letters; a longer word has a line of its own.
func wrap(text string, width int) []string {
	var lines []string
	for _, word := range strings.Fields(text) {
		last := len(lines) - 1
		if last >= 0 && len(lines[last])+1+len(word) <= width {
			lines[last] += " " + word
			continue
		}
		lines = append(lines, word)
	}
	return lines
}

// lineStep is how far below the line before it a line of a label stands; the first stands so that all are
// centred on their place.
func lineStep(line, of int) string {
	if line > 0 {
		return "1.15em"
	}
	return coordinate2(.35-1.15*float64(of-1)/2) + "em"
}

// whole rounds to a unit of the box: finer than a screen shows, and half as long to send.
func whole(v float64) string { return strconv.Itoa(int(math.Round(v))) }

func coordinate(v float64) string { return strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64) }

func coordinate2(v float64) string { return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64) }

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

// timeParts is how many parts an axis is cut into: as many as have whole numbers in its unit.
func timeParts(end float64) int {
	unit, _ := axisUnit(end)
	for _, parts := range []int{6, 5, 4} {
		if part := end / unit / float64(parts); part == math.Trunc(part) {
			return parts
		}
	}
	return 6
}

func timeTicks(end float64) []tick {
	parts := timeParts(end)
	ticks := make([]tick, 0, parts+1)
	for i := range parts + 1 {
		share := float64(i) / float64(parts)
		ticks = append(ticks, tick{At: 100 * share, Label: span(end*share, end), Spared: i%2 == 1})
	}
	return ticks
}

func valueTicks(top float64) []tick {
	parts := roundParts(top)
	ticks := make([]tick, 0, parts+1)
	for i := range parts + 1 {
		share := float64(i) / float64(parts)
		ticks = append(ticks, tick{At: 100 - 100*share, Label: number(top * share)})
	}
	return ticks
}

// roundParts is how many parts a top of niceTop is cut into so that each tick is a round number.
func roundParts(top float64) int {
	for top >= 9.5 {
		top /= 10
	}
	for top < .95 {
		top *= 10
	}
	switch math.Round(top * 10) {
	case 15, 30, 60:
		return 3
	case 10, 25, 50:
		return 5
	}
	return 4
}
