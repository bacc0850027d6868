package lab

import (
	"fmt"
	"slices"

	"arrowbook/exercises/scenarios"
)

// twoObservers are the two who see the run, side by side.
type twoObservers struct {
	Says string // how far apart they are
	Both []observer
}

// observer is one of them.
type observer struct {
	scenarios.Observer
	ID     string
	Charts []chart
}

// Observers are the two who see the run; nil where its model has none, and within a task or a lesson, where what they
// see is what is asked about.
func (p player) Observers() *twoObservers {
	seen := p.Result.Observers
	if p.Embeds || len(seen) == 0 {
		return nil
	}
	two := &twoObservers{Says: apart(seen)}
	for i, o := range seen {
		two.Both = append(two.Both, observer{Observer: o, ID: fmt.Sprintf("%s-sees-%d", p.ID, i+1)})
	}
	for _, which := range []scenarios.SeeingChart{scenarios.RateChart, scenarios.TimeChart} {
		two.draw(p, which)
	}
	return two
}

// apart says what share each of the two would call well.
func apart(seen []scenarios.Observer) string {
	var shares []string
	for _, o := range seen {
		share, ok := o.Well.(float64)
		if !ok {
			return "One run, seen by two."
		}
		shares = append(shares, hundredths(share))
	}
	return fmt.Sprintf("One run, seen by two. %s: %s went well. %s: %s.", seen[0].Who, shares[0], seen[1].Who, shares[1])
}

// hundredths writes a share; what is not all is not written as all, nor what is not nothing as nothing.
func hundredths(share float64) string {
	switch {
	case share > .99 && share < 1:
		return "nearly 100%"
	case share > 0 && share < .005:
		return "nearly 0%"
	}
	return number(float64(int(share*100+.5))) + "%"
}

// draw makes a chart for each of the two who sees anything of it. All have the scale of everything that is seen.
func (two *twoObservers) draw(p player, which scenarios.SeeingChart) {
	var all []plotted
	for _, o := range two.Both {
		all = append(all, curvesSeen(o.Observer, which)...)
	}
	if len(all) == 0 {
		return
	}
	top := newChart("", p.Result.Times, p.Result.Step, p.End, all, lineRows).Top
	for i := range two.Both {
		o := &two.Both[i]
		own := curvesSeen(o.Observer, which)
		if len(own) == 0 {
			continue
		}
		c := newChartTo(top, o.ID+"-"+string(which), p.Result.Times, p.Result.Step, p.End, own, lineRows)
		c.Says = o.Who + ": " + o.Says
		c.Trigger = triggerBand(p.Result, nil, p.End)
		o.Charts = append(o.Charts, c)
	}
}

func curvesSeen(o scenarios.Observer, which scenarios.SeeingChart) []plotted {
	var all []plotted
	for i, c := range o.Curves {
		if c.Chart == which {
			all = append(all, plotted{Name: fmt.Sprint("seen.", i), Label: c.Label, Class: "series-" + c.Look, Values: slices.Clone(c.Values)})
		}
	}
	return all
}

// Heads are the columns of the table of what both see over time, each with who sees it.
func (two *twoObservers) Heads() []string {
	var heads []string
	for _, o := range two.Both {
		for _, c := range o.Curves {
			heads = append(heads, o.Who+": "+c.Label)
		}
	}
	return heads
}

// rowsSeen samples what both see, as tableRows does the run.
func (two *twoObservers) rowsSeen(r *scenarios.Result) []tableRow {
	seen := &scenarios.Result{Times: r.Times, Step: r.Step, Axis: r.Axis}
	for _, o := range two.Both {
		for _, c := range o.Curves {
			seen.Series = append(seen.Series, scenarios.Series{Name: c.Label, Values: c.Values})
		}
	}
	return tableRows(seen)
}
