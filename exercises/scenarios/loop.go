package scenarios

import (
	"math"
	"strconv"
	"strings"
)

// Loop is how a failure keeps itself going: what drives what, round and round.
type Loop struct {
	Telling string   // the moment at which it shows best; empty without a clock
	After   float64  // seconds after that moment
	Closes  string   // the query of a run in which it closes; empty: the scenario as it comes
	Nodes   []string // what is driven, in the order of the loop
	Arrows  []Arrow  // each leads from the node of its number to the next, the last one to the first
}

// Arrow is one step of a loop. Cuts are the policies that take it away, the one to offer first in front;
// where there are none, Fixed says why.
type Arrow struct {
	Strength Share
	Cuts     []Offer
	Fixed    string
}

// Share is a part of a whole, 0 to 1. Both are sums of series, figures, parameters and numbers; what begins
// with a minus is taken off. Says goes on after the share, as in "98% of the attempts time out".
type Share struct {
	Part, Whole []string
	Says        string
}

// shareWindow is how long a share looks back, in seconds: the requests of a single bucket are few.
const shareWindow = 2.0

// Loop is the scenario's loop; nil without one.
func (s *Scenario) Loop() *Loop { return loops[s.ID] }

// Shows is the instant at which a run shows the loop best, in seconds; found says whether it has the moment.
func (l *Loop) Shows(r *Result) (t float64, found bool) {
	for _, m := range r.Moments {
		if m.ID == l.Telling {
			return min(m.T+l.After, r.End()), true
		}
	}
	return 0, false
}

// Strengths is a share in each bucket, over the last of its time; a run without a clock has one value. Where
// there is no whole, there is no part either: 0.
func (r *Result) Strengths(s Share) []float64 {
	n := max(len(r.Times), 1)
	part, whole := r.sums(s.Part, n), r.sums(s.Whole, n)
	back := 1
	if r.Axis == TimeAxis {
		back = max(1, int(math.Round(shareWindow/r.Step)))
	}
	strengths := make([]float64, n)
	for i := range strengths {
		strengths[i] = quotientOf(part[max(i-back+1, 0):i+1], whole[max(i-back+1, 0):i+1])
	}
	return strengths
}

// quotientOf is the quotient of two sums, as a share.
func quotientOf(part, whole []float64) float64 {
	over, under := 0.0, 0.0
	for i := range part {
		over, under = over+part[i], under+whole[i]
	}
	if !(under > 0) {
		return 0
	}
	return min(max(over/under, 0), 1)
}

// sums adds up terms in each bucket.
func (r *Result) sums(terms []string, n int) []float64 {
	all := make([]float64, n)
	for _, term := range terms {
		name, minus := strings.CutPrefix(term, "-")
		for i := range all {
			if v := r.term(name, i); minus {
				all[i] -= v
			} else {
				all[i] += v
			}
		}
	}
	return all
}

// term is what a name stands for in a bucket; a bucket without a value has none of it.
func (r *Result) term(name string, bucket int) float64 {
	if number, err := strconv.ParseFloat(name, 64); err == nil {
		return number
	}
	for _, s := range r.Series {
		if s.Name == name {
			return zeroWithout(s.Values[bucket])
		}
	}
	if figure, ok := r.Figure(name).(float64); ok {
		return figure
	}
	return r.setting(name, bucket)
}

func zeroWithout(v float64) float64 {
	if math.IsNaN(v) {
		return 0
	}
	return v
}

// setting is a parameter as it stands when a bucket ends; 0 when there is no such number.
func (r *Result) setting(name string, bucket int) float64 {
	value := 0.0
	for _, p := range r.Params {
		if v, ok := p.Value.(float64); ok && p.Name == name {
			value = v
		}
	}
	for _, change := range r.Interventions {
		if change.Name == name && change.At.Seconds() <= float64(bucket+1)*r.Step {
			value, _ = strconv.ParseFloat(change.Value, 64)
		}
	}
	return value
}
