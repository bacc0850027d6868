package validation

import "math"

// Drawing is a formula's curve with the points that were measured.
type Drawing struct {
	ID     string       `json:"id"`
	Title  string       `json:"title"`
	X      string       `json:"x"` // what its axes are
	Y      string       `json:"y"`
	From   float64      `json:"from"` // the range of X
	To     float64      `json:"to"`
	Parts  int          `json:"parts"` // into which the axis is cut
	Top    float64      `json:"top"`   // the largest Y shown
	Curve  [][2]float64 `json:"curve"`
	Points []Point      `json:"points"`
}

// Point is a check's outcome.
type Point struct {
	X    float64 `json:"x"`
	Y    float64 `json:"y"`
	Half float64 `json:"half_width"`
}

// sketch is a drawing before its points are known.
type sketch struct {
	Drawing
	formula func(x float64) float64
}

var sketches = []sketch{
	{Drawing{ID: "mm1", Title: "The last percents of M/M/1", X: "utilisation", Y: "mean wait in line, seconds", From: 0, To: 1, Parts: 5, Top: 1.5},
		func(x float64) float64 { return x / (1 - x) * service }},
	{Drawing{ID: "threshold", Title: "Ten seconds of outage, one retry", X: "requests a second; capacity 300", Y: "seconds until an answer is useful again", From: 40, To: 160, Parts: 6, Top: 200},
		func(x float64) float64 { return drained(x, 2) }},
	{Drawing{ID: "layers", Title: "Three layers of four attempts", X: "share of calls that fail at the bottom", Y: "calls at the bottom for a request", From: .4, To: 1, Parts: 6, Top: 80},
		func(x float64) float64 {
			if x == 1 {
				return 64
			}
			return (1 - math.Pow(x, 64)) / (1 - x)
		}},
}

// drawings puts the outcomes on their curves.
func drawings(outcomes []Outcome) []Drawing {
	var all []Drawing
	for _, s := range sketches {
		d := s.Drawing
		d.Curve = s.curve()
		for _, o := range outcomes {
			if o.Drawing == d.ID {
				d.Points = append(d.Points, Point{o.X, rounded(o.Ours), rounded(o.HalfWidth)})
			}
		}
		all = append(all, d)
	}
	return all
}

// curve is the formula in steps, as far as it is within the picture.
func (s sketch) curve() [][2]float64 {
	const steps = 120
	var points [][2]float64
	for i := range steps + 1 {
		x := s.From + (s.To-s.From)*float64(i)/steps
		if y := s.formula(x); y >= 0 && y <= s.Top {
			points = append(points, [2]float64{rounded(x), rounded(y)})
		}
	}
	return points
}
