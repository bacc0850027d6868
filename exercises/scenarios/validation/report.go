package validation

import (
	"encoding/json"
	"fmt"
	"strconv"
)

// Report is what came of the checks, as JSON has it. Equal outcomes give equal bytes.
type Report struct {
	Checks   []Line    `json:"checks"`
	Drawings []Drawing `json:"drawings"`
}

// Line is a check with its outcome. HalfWidth is that of the confidence interval of Ours. Reason says where
// Tolerance comes from. Run is the run with the first seed, as scenario?query.
type Line struct {
	ID         string   `json:"id"`
	Group      string   `json:"group"`
	What       string   `json:"what"`
	Source     Source   `json:"source"`
	Formula    string   `json:"formula"`
	Unit       string   `json:"unit"`
	Relation   Relation `json:"relation"`
	Expected   float64  `json:"expected"`
	Ours       float64  `json:"ours"`
	HalfWidth  float64  `json:"half_width"`
	Tolerance  float64  `json:"tolerance"`
	Reason     string   `json:"reason"`
	Deviations []string `json:"deviations"`
	FirstSeed  uint64   `json:"first_seed"`
	Seeds      int      `json:"seeds"`
	Run        string   `json:"run"`
	Verdict    Verdict  `json:"verdict"`
}

// NewReport reports on outcomes.
func NewReport(outcomes []Outcome) Report {
	r := Report{Drawings: drawings(outcomes)}
	for _, o := range outcomes {
		r.Checks = append(r.Checks, o.line())
	}
	return r
}

// JSON is the report, a line of text for each member.
func (r Report) JSON() ([]byte, error) {
	data, err := json.MarshalIndent(r, "", " ")
	return append(data, '\n'), err
}

func (o Outcome) line() Line {
	return Line{
		ID: o.ID, Group: o.Group, What: o.What, Source: o.Source, Formula: o.Formula, Unit: o.Unit, Relation: o.Relation,
		Expected: rounded(o.Expected), Ours: rounded(o.Ours), HalfWidth: rounded(o.HalfWidth), Tolerance: rounded(o.Tolerance),
		Reason: o.reason(), Deviations: append([]string{}, o.Deviations...),
		FirstSeed: o.FirstSeed, Seeds: o.Seeds, Run: o.Run, Verdict: o.Verdict,
	}
}

// reason says where the tolerance comes from.
func (o Outcome) reason() string {
	if o.Precision == 0 {
		return "No chance is in it: each seed gives it, to nine digits."
	}
	reason := fmt.Sprintf("Chance: the 99.9%% confidence interval of the mean is ±%s, and may be ±%s at most.", short(o.HalfWidth), short(o.Precision*o.Expected))
	if o.Spread > 0 {
		reason += fmt.Sprintf(" It holds the published figure's own error of %s.", short(o.Spread))
	}
	if o.Relation != Equal {
		reason += " All of it must be on the right side."
	}
	if o.Allowance > 0 {
		reason += fmt.Sprintf(" Beyond chance: %s. %s", short(o.Allowance), o.Why)
	}
	return reason
}

func short(v float64) string { return strconv.FormatFloat(rounded(v), 'g', 2, 64) }

// rounded keeps six digits: what a figure deserves, and the same text everywhere.
func rounded(v float64) float64 {
	r, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 6, 64), 64)
	return r
}
