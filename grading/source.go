package grading

import "go.yaml.in/yaml/v3"

// Source is a rubric as it is written.
//
// A concept lists forms: words in a row, where "retr*" takes any ending, "cap/limit" takes either, and ".."
// stands for a few words between. A rule is a list of alternatives; an alternative names concepts joined by
// " & ", all of which one text must affirm. What stands after an equals sign is a form by itself.
type Source struct {
	Concepts       map[string][]string
	Criteria       []CriterionSource
	Frame          *FrameSource
	Misconceptions []MisconceptionSource
}

// CriterionSource is one criterion.
type CriterionSource struct {
	ID     string
	Title  string
	Fields []string
	Exact  *ExactSource
	Met    []string // any of these meets it
	Unless []string // any of these denies it, whatever else is said
	Unsure []string // any of these alone leaves it open
	Across bool     // an alternative's concepts may stand in different texts
	Heap   bool     // a list of words will do, as in a field of items
	Order  *OrderSource
	Count  *CountSource
	Rows   *RowsSource
	Both   []string // further alternatives of which one must hold as well
	Says   SaysSource
}

// SaysSource is what a learner is told for each verdict.
type SaysSource struct{ Met, Missing, Unsure string }

// ExactSource is a criterion decided without reading: by a choice, a place, a set or a curve.
type ExactSource struct {
	Choice string   // the field has this value
	Set    []string // the field has at least these
	Check  string   // the name of a check: curve-rises, curve-falls, peak-marked, bend-marked, word-limit, keys
	Keys   []string // keys: every one of these is in the first column
	Most   int      // word-limit: words in all fields together
}

// OrderSource judges the order of a list's items by what they tell.
type OrderSource struct {
	Events []string   // concepts, first to last
	Least  int        // how many must be there
	First  string     // none of the others may come before it
	Last   string     // none of the others may come after it
	Before [][]string // pairs: the first before the second
}

// CountSource wants so many different ideas among a list's items.
type CountSource struct {
	Kinds []string // concepts
	Least int
}

// RowsSource judges a table.
type RowsSource struct {
	Least, Most int        // filled rows; Most 0: no bound
	Filled      bool       // every column of every row says something
	Column      string     // every row's text in this column meets Every
	Every       []string   // alternatives
	Distinct    string     // the texts of this column differ
	Match       [][]string // pairs of concepts: a row with the first has the second
}

// FrameSource is what the common constraints come to in this task.
type FrameSource struct {
	Kind      string
	Row       string   // field that chooses the case; empty without
	FixFields []string `yaml:"fix_fields"`
	Own       string   // field that says "own" when the learner brings a system: then any arrow will do
	Cases     map[string]FrameCase
}

// FrameCase is the mechanism of one case; a task without rows has the one called "all".
type FrameCase struct {
	Parts  map[string][]string // participant -> concepts by which it is named
	When   []string            // rule for the condition
	Result []string            // rule for the behaviour
	Places []string
	Fix    []string // rule
}

// MisconceptionSource is a typical wrong idea with its reply.
type MisconceptionSource struct {
	ID        string
	Criterion string
	When      []string
	Reply     string
}

// Lexicon is the concepts that all tasks share.
type Lexicon struct{ concepts map[string][]string }

// ParseLexicon reads lexicon.yaml: concept -> forms.
func ParseLexicon(data []byte) (*Lexicon, error) {
	l := &Lexicon{}
	err := yaml.Unmarshal(data, &l.concepts)
	return l, err
}
