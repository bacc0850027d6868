package lab

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"arrowbook/exercises/scenarios"
)

// closedFrom is the share from which on each arrow carries enough for the loop to feed itself, in percent.
const closedFrom = 10

// loopView is a scenario's loop as a run has it at one instant.
type loopView struct {
	ID      string
	Ring    ring
	T       float64 // the instant, in seconds
	End     float64 // of the run
	Clocked bool    // there is an instant
	Holds   bool    // it is not the cursor's: the picture stays until that moves
	Arrows  []loopArrow
	Says    string
	Rows    []loopRow
	Closes  string // the link to a run in which it closes; empty where this one is such a run
}

// loopArrow is one step of the loop.
type loopArrow struct {
	N        int
	From, To string
	Drawn    ringArrow
	Strength int    // percent
	Over     string // the same in each bucket, for the script
	Means    string // what it is a share of
	Cuts     []offer
	Cut      string // how it was cut; empty when it was not
	Fixed    string
}

// loopRow is the strengths at a moment.
type loopRow struct {
	T, What string
	Values  []int
}

// Loop is the loop of the player's scenario; nil without one, and in another room, where it would answer what
// that asks.
func (p player) Loop() *loopView {
	loop := p.Scenario.Loop()
	if loop == nil || p.Embeds {
		return nil
	}
	v := &loopView{ID: p.ID + "-loop", Ring: newRing(loop.Nodes), End: p.End, Clocked: !p.Still()}
	v.T, v.Holds = p.showsLoop(loop)
	over := make([][]int, len(loop.Arrows))
	for i, arrow := range loop.Arrows {
		over[i] = percents(p.Result.Strengths(arrow.Strength))
		v.Arrows = append(v.Arrows, p.loopArrow(loop, i, over[i], v.T))
	}
	v.Says, v.Rows = v.says(), p.loopRows(over)
	if loop.Closes != "" && p.Address.Request.Key() == (scenarios.Request{Scenario: p.Scenario.ID, Seed: 1}).Key() {
		v.Closes = "/lab/" + p.Scenario.ID + "?" + loop.Closes
	}
	return v
}

// showsLoop is the instant at which the loop is drawn: where the address says, else where it shows best.
func (p player) showsLoop(loop *scenarios.Loop) (t float64, holds bool) {
	if shows, found := loop.Shows(p.Result); found && !p.Address.HasCursor && !p.Still() {
		return math.Round(shows*10) / 10, true
	}
	return p.Cursor, false
}

func (p player) loopArrow(loop *scenarios.Loop, i int, over []int, t float64) loopArrow {
	arrow := loop.Arrows[i]
	a := loopArrow{
		N: i + 1, From: loop.Nodes[i], To: loop.Nodes[(i+1)%len(loop.Nodes)], Drawn: newRing(loop.Nodes).Arrows[i],
		Strength: over[bucketOf(p.Result, t)], Over: spaced(over), Means: arrow.Strength.Says, Cut: p.cutSays(arrow), Fixed: arrow.Fixed,
	}
	for _, cut := range arrow.Cuts {
		if changed, open := offered(p.Scenario, p.Address, cut, t); open {
			a.Cuts = append(a.Cuts, offer{Label: cut.Label, Name: cut.Name, Value: cut.Value, Link: link(changed)})
		}
	}
	return a
}

// cutSays says which policy of the run takes an arrow away, and since when.
func (p player) cutSays(arrow scenarios.Arrow) string {
	for _, cut := range arrow.Cuts {
		for _, change := range p.Address.Request.At {
			if change.Name == cut.Name && change.Value == cut.Value {
				return "Cut at " + instant(change.At.Seconds(), p.End) + ": " + changeWords(p.Scenario, change, " ")
			}
		}
		if slices.Contains(p.Address.Request.Settings, scenarios.Setting{Name: cut.Name, Value: cut.Value}) {
			return "Cut from the start: " + changeWords(p.Scenario, scenarios.Intervention{Name: cut.Name, Value: cut.Value}, " ")
		}
	}
	return ""
}

// bucketOf is where a run's values of an instant stand.
func bucketOf(r *scenarios.Result, t float64) int {
	if len(r.Times) == 0 {
		return 0
	}
	return min(max(int(t/r.Step+1e-9), 0), len(r.Times)-1)
}

// percents writes shares in hundredths; what is not quite nothing, or not quite all, is not written so.
func percents(shares []float64) []int {
	all := make([]int, len(shares))
	for i, v := range shares {
		all[i] = int(math.Round(v * 100))
		if v > 0 && v < 1 {
			all[i] = min(max(all[i], 1), 99)
		}
	}
	return all
}

func spaced(values []int) string {
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = strconv.Itoa(v)
	}
	return strings.Join(words, " ")
}

// says is the sentence on the thinnest arrow: a loop is as strong as that. The script writes the same.
func (v *loopView) says() string {
	thinnest := slices.MinFunc(v.Arrows, func(a, b loopArrow) int { return a.Strength - b.Strength })
	when, state := "In this run", "open at arrow"
	if v.Clocked {
		when = "At " + instant(v.T, v.End)
	}
	if thinnest.Strength >= closedFrom {
		state = "closed. Its thinnest arrow is"
	}
	return fmt.Sprintf("%s the loop is %s %d: %d%% %s.", when, state, thinnest.N, thinnest.Strength, thinnest.Means)
}

// loopRows are the strengths at each moment; a run without a clock has none.
func (p player) loopRows(over [][]int) []loopRow {
	if p.Still() {
		return nil
	}
	var rows []loopRow
	for _, m := range p.Moments {
		row := loopRow{T: instant(m.T, p.End), What: m.What}
		for _, values := range over {
			row.Values = append(row.Values, values[bucketOf(p.Result, m.T)])
		}
		rows = append(rows, row)
	}
	return rows
}
