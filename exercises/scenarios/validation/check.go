package validation

import (
	"math"
)

// Relation says how what is measured must stand to what is expected.
type Relation string

// The relations.
const (
	Equal   Relation = "equal"
	AtMost  Relation = "at most"
	AtLeast Relation = "at least"
)

// Source is who says what is expected. Where names the place in it.
type Source struct {
	Author string `json:"author"`
	Title  string `json:"title"`
	Year   int    `json:"year"`
	Where  string `json:"where"`
}

// Check is one thing that theory or a published result says of a model.
type Check struct {
	ID, Group, What string
	Source          Source
	Formula         string
	Unit            string // of Expected; empty for a share or a count
	Relation        Relation
	Expected        float64
	// Spread is the standard error of a published figure that was itself measured; 0: a formula.
	Spread float64
	// Precision is the largest half-width, as a share of Expected, with which the check still says something.
	// 0: no chance is in it, and each seed gives Expected to nine digits.
	Precision float64
	// Allowance is how far off the model may be beyond chance, in the unit of Expected, and Why.
	Allowance float64
	Why       string
	// Deviations are where the model differs from the source, and what that does.
	Deviations []string
	// Drawing is the picture that shows the check as a point at X; empty: none.
	Drawing string
	X       float64
	read    func(result) float64
}

// Verdict is how a check ended.
type Verdict string

// The verdicts. Coarse is a measurement that is too noisy to say anything; it does not pass.
const (
	Within  Verdict = "within"
	Outside Verdict = "outside"
	Coarse  Verdict = "too coarse"
)

// Outcome is a check with what was measured.
type Outcome struct {
	Check
	FirstSeed uint64
	Seeds     int
	Run       string // the run with the first seed, as scenario?query; empty for a model of this package
	Ours      float64
	HalfWidth float64 // of the 99.9% confidence interval of Ours
	Tolerance float64
	Verdict   Verdict
}

// OK says whether the check passed.
func (o Outcome) OK() bool { return o.Verdict == Within }

// judge measures a check by its values, one for each seed.
func judge(c Check, values []float64) Outcome {
	o := Outcome{Check: c, Seeds: len(values), Verdict: Within}
	mean, errorOfMean := meanOf(values)
	o.Ours = mean
	if c.Precision == 0 {
		o.Tolerance = 1e-9 * math.Max(1, math.Abs(c.Expected))
		for _, v := range values {
			if !c.stands(v, o.Tolerance) {
				o.Ours, o.Verdict = v, Outside
			}
		}
		return o
	}
	o.HalfWidth = student(len(values)) * math.Hypot(errorOfMean, c.Spread)
	o.Tolerance = o.HalfWidth + c.Allowance
	switch {
	case !c.stands(mean, o.Tolerance):
		o.Verdict = Outside
	case !(o.HalfWidth <= c.Precision*math.Abs(c.Expected)):
		o.Verdict = Coarse
	}
	return o
}

// stands says whether a value is as expected within a tolerance. A bound must hold with the tolerance to
// spare: for all that the interval holds. NaN stands nowhere.
func (c Check) stands(v, tolerance float64) bool {
	switch c.Relation {
	case AtMost:
		return v+tolerance <= c.Expected
	case AtLeast:
		return v-tolerance >= c.Expected
	}
	return math.Abs(v-c.Expected) <= tolerance
}
