package grading

// Limits of an answer. Code points are Unicode code points after line ends are made "\n".
const (
	MaxTextRunes   = 20_000 // one text
	MaxAnswerRunes = 60_000 // all texts of an answer together
	MaxItems       = 50     // items of a list, rows of a table
	MaxPoints      = 200    // points of a curve
)

// Coupling is the sentence "x interacting with y under condition z produces b".
type Coupling struct {
	X string `json:"x"`
	Y string `json:"y"`
	Z string `json:"z"`
	B string `json:"b"`
}

// Point is a point of a curve: offered load and useful throughput, both in multiples of rated capacity.
type Point struct{ X, Y float64 }

// Value is the answer to one field; the member that its field's kind names is set.
type Value struct {
	Kind     Kind
	Text     string              // choice, text, place
	Items    []string            // list, set
	Rows     []map[string]string // rows
	Coupling Coupling            // coupling
	Points   []Point             // curve, sorted by X
	Number   float64             // number
}

// Answers is what a learner answered, by field id. A field that is absent is unanswered.
type Answers map[string]Value
