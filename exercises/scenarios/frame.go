package scenarios

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Level is what a station holds at an instant.
type Level struct {
	Busy, Wasted, Slots int     // of a pool: in use, of them for callers who have gone, in all
	Count               int     // of a line: waiting
	Figure              float64 // what is written at the place; NaN where there is no value
}

// Frame is the levels of all stations at one instant, at the resolution of the buckets.
type Frame struct {
	levels map[string]Level
	says   string
}

// Level is what a station holds.
func (f Frame) Level(station string) Level { return f.levels[station] }

// Says is one sentence on what the stage shows.
func (f Frame) Says() string { return f.says }

// Frame reads the levels at a time, in seconds.
func (r *Result) Frame(t float64) Frame {
	f := Frame{levels: map[string]Level{}}
	i := min(max(int(t/r.Step), 0), len(r.Times)-1)
	for _, s := range r.stations {
		level := Level{
			Busy: r.at(s.BusySeries, i), Wasted: r.at(s.WastedSeries, i), Count: r.at(s.WaitingSeries, i), Slots: r.slots[s.ID],
			Figure: r.figureAt(s.Figure, i),
		}
		f.levels[s.ID] = level
		if s.Kind == Pool && level.Slots > 0 {
			f.says = poolSays(s, level)
		}
	}
	if f.says == "" {
		f.says = figuresSay(r.stations, f)
	}
	return f
}

// figuresSay is what the figures at their places say, where there is no pool.
func figuresSay(stations []Station, f Frame) string {
	var parts []string
	for _, s := range stations {
		if s.Figure != "" {
			parts = append(parts, f.levels[s.ID].Written(s))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, "; ") + "."
}

// Written is a station's figure with its words, as the stage writes it: for a glance.
func (l Level) Written(s Station) string {
	switch {
	case math.IsNaN(l.Figure):
		return "no " + s.FigureWords
	case math.Abs(l.Figure) >= 10:
		return thousands(math.Round(l.Figure)) + " " + s.FigureWords
	}
	return strconv.FormatFloat(math.Round(10*l.Figure)/10, 'f', -1, 64) + " " + s.FigureWords
}

// Words are what a sentence says of the slots of a pool that are busy, and of those of them that are wasted.
func (s Station) Words() (busy, vain string) {
	return cmp.Or(s.Busy, "taken"), cmp.Or(s.Vain, "work for callers who have left")
}

func poolSays(s Station, l Level) string {
	busy, vain := s.Words()
	taken := fmt.Sprintf("%d of the %d %s are %s", l.Busy, l.Slots, s.Label, busy)
	if l.Busy == l.Slots {
		taken = fmt.Sprintf("All %d %s are %s", l.Slots, s.Label, busy)
	}
	if l.Wasted > 0 {
		return fmt.Sprintf("%s; %s of them %s.", taken, some(l.Wasted, l.Busy), vain)
	}
	return taken + "."
}

// some is a number of so many, in words where it is all of them.
func some(n, of int) string {
	if n == of {
		return "all"
	}
	return strconv.Itoa(n)
}

// figureAt is a series' value in a bucket, or the figure of the whole run.
func (r *Result) figureAt(name string, bucket int) float64 {
	for _, s := range r.Series {
		if s.Name == name && bucket >= 0 {
			return s.Values[bucket]
		}
	}
	if v, ok := r.Figure(name).(float64); ok {
		return v
	}
	return math.NaN()
}

// at is a series' value in a bucket, as a whole number.
func (r *Result) at(series string, bucket int) int {
	if series == "" || bucket < 0 {
		return 0 // a run without an axis has no bucket
	}
	for _, s := range r.Series {
		if s.Name == series && !math.IsNaN(s.Values[bucket]) {
			return int(math.Round(s.Values[bucket]))
		}
	}
	return 0
}
