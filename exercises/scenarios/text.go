package scenarios

import (
	"fmt"
	"math"
	"strings"
)

// chartColumns is the width of a text chart.
const chartColumns = 60

var blocks = []rune(" ▁▂▃▄▅▆▇█")

// TextChart is a run for people: what came of it, the moments, the figures, a small chart of each series.
func TextChart(r *Result) string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s, seed %d\n%s\n\n", r.Scenario, r.Seed, r.Says())
	for _, m := range r.Moments {
		fmt.Fprintf(&out, "%8.1f %s  %s\n", m.T, unitOf(r.Axis), m.What)
	}
	out.WriteByte('\n')
	for _, f := range r.Summary {
		fmt.Fprintf(&out, "%-22s %s\n", f.Name, figureText(f.Value))
	}
	out.WriteByte('\n')
	for _, s := range r.Series {
		top := largest(s.Values)
		fmt.Fprintf(&out, "%-22s %s  up to %s\n", s.Name, sparkline(s.Values, top), figureText(top))
	}
	return out.String()
}

// unitOf is what a moment's place on the axis is counted in: seconds, or times the capacity.
func unitOf(axis Axis) string {
	if axis == LoadAxis {
		return "x"
	}
	return "s"
}

// thousands writes a number as a sentence has it: thousands apart.
func thousands(v float64) string {
	whole, fraction, broken := strings.Cut(plain(v), ".")
	first := 0
	if strings.HasPrefix(whole, "-") {
		first = 1
	}
	for i := len(whole) - 3; i > first; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if broken {
		return whole + "." + fraction
	}
	return whole
}

// howMany writes a number of things: "1 message", "6,152 messages".
func howMany(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousands(float64(n)) + " " + many
}

// inHundredths writes a share as a percentage to so many digits, and to more where what is not all would else be
// written as all.
func inHundredths(share float64, digits int) string {
	for share < 1 && significantTo(100*share, digits) >= 100 && digits < 12 {
		digits++
	}
	return thousands(significantTo(100*share, digits))
}

func figureText(v any) string {
	switch v := v.(type) {
	case float64:
		return plain(significant(v))
	case bool:
		return map[bool]string{true: "yes", false: "no"}[v]
	}
	return "none"
}

func largest(values []float64) float64 {
	top := 0.0
	for _, v := range values {
		if v > top {
			top = v
		}
	}
	return top
}

// sparkline draws a series in one line, each column the mean of its buckets.
func sparkline(values []float64, top float64) string {
	var line []rune
	for c := range chartColumns {
		from, to := c*len(values)/chartColumns, (c+1)*len(values)/chartColumns
		line = append(line, blocks[int(math.Round(8*mean(values[from:max(to, min(from+1, len(values)))])/max(top, 1e-12)))])
	}
	return string(line)
}

func mean(values []float64) float64 {
	sum, n := 0.0, 0
	for _, v := range values {
		if !math.IsNaN(v) {
			sum, n = sum+v, n+1
		}
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}
