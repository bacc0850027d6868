package grading

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Source is a rubric as it is written.
//
// A concept lists forms. A form is words in a row: "retr*" takes any ending, "cap/limit" takes either, as does
// "nobody/(no one)" where one has several words, "#" takes a number with or without its unit, "{slow}" takes any way to
// say that concept, "?" stands for any one word, ".." for a few words between. Hyphens part words, a singular takes its
// plural, contractions are written out ("doesn't see" is "does not see"), and articles and auxiliaries may stand between.
//
// A rule is a list of alternatives; an alternative is terms joined by " & ", all of which one text must fulfil:
//
//	retry              the text affirms the concept
//	=in vain           the same for a form written out
//	!scaling           the text does not affirm it
//	not:retry          the text names it and denies it
//	retry > load       the first acts on the second, in whatever grammar; may go on: retry > load > slow
//	retry >> load      the same, said in so many words: "because", "makes", "as soon as …, …", not only one after the other
//	retry ~ load       both within one sentence
//	any:retry          the text names it, affirmed or denied
type Source struct {
	Concepts       map[string][]string
	Criteria       []CriterionSource
	Frame          *FrameSource
	Own            *OwnSource
	Misconceptions []MisconceptionSource
}

// OwnSource says which field tells that the learner brings a system of their own: its facts cannot be known, so
// criteria that name OwnWords are judged on their form.
type OwnSource struct{ Field, Value string }

// CriterionSource is one criterion.
type CriterionSource struct {
	ID       string
	Title    string
	Fields   []string
	Exact    *ExactSource
	Met      []string // any of these meets it
	Both     []string // further alternatives of which one must hold as well
	Unless   []string // any of these denies it, whatever else is said
	Missing  []string // where it is not met, any of these shows that it is missing
	Unsure   []string // where it is neither, any of these leaves it open
	Else     Verdict  // what a text is in which nothing was recognised: missing, or by its length (the default)
	Across   bool     // an alternative's terms may stand in different texts
	Heap     bool     // a list of words will do, as in a field of items
	OwnWords int      `yaml:"own_words"` // with a system of the learner's own: met from so many words on
	Beside   []string // other criteria: where none of them is met, this one is at best open
	Order    *OrderSource
	Count    *CountSource
	Rows     *RowsSource
	Says     SaysSource
}

// SaysSource is what a learner is told for each verdict.
type SaysSource struct{ Met, Missing, Unsure string }

// ExactSource is a criterion decided without reading: by a choice, a place, a set or a curve.
type ExactSource struct {
	Choice string   // the field has this value
	Set    []string // the field has at least these
	Check  string   // the name of a check: curve-rises, curve-falls, peak-marked, bend-marked, word-limit, keys
	Keys   []string // keys: every one of these is in the first column
	Own    int      // keys: of a system of the learner's own, so many different ones
	Most   int      // word-limit: words in all fields together
}

// OrderSource judges the order of a list's items by what they tell. Events are alternatives of a rule.
type OrderSource struct {
	Events []string   // first to last
	Least  int        // how many must be there
	First  string     // none of the others may come before it
	Last   string     // none of the others may come after it
	Before [][]string // pairs: the first before the second
}

// CountSource wants so many different ideas among a list's items. An item that only fulfils Not counts for none.
type CountSource struct {
	Kinds []string // alternatives of a rule
	Not   []string
	Least int
}

// RowsSource judges a table.
type RowsSource struct {
	Least, Most int        // filled rows; Most 0: no bound
	Filled      bool       // every column of every row says something
	Distinct    string     // the texts of this column differ, by Kinds where they are known
	Kinds       []string   // concepts
	Column      string     // every row's text in this column meets Every
	Every       []string   // alternatives
	Some        []string   // alternatives that the columns of one row fulfil together, the first term in the first column
	Match       [][]string // pairs of alternatives: a row with the first has the second
	Not         []string   // a row that fulfils this is wrong
}

// FrameSource is what the common constraints come to in this task.
type FrameSource struct {
	Kind      string
	Row       string   // field that chooses the case; empty without
	FixFields []string `yaml:"fix_fields"`
	Cases     map[string]FrameCase
}

// FrameCase is the mechanism of one case; a task without rows has the one called "all".
type FrameCase struct {
	Parts    map[string][]string // participant -> alternatives by which it is named
	When     []string            // rule for the condition
	Result   []string            // rule for the behaviour
	Whole    []string            // rule that the four together fulfil, where one is given
	Unless   []string            // rule for the four together, and for the sentence that they make: not this mechanism, or one part blamed
	Places   []string
	Fix      []string // rule for a change that reaches the mechanism
	NoFix    []string `yaml:"no_fix"`    // rule: this change does not reach it, whatever else is said
	OpenFix  []string `yaml:"open_fix"`  // rule: this may reach it
	OtherFix []string `yaml:"other_fix"` // rule: where Fix does not hold, this surely does not reach it
}

// MisconceptionSource is a typical wrong idea with its reply.
type MisconceptionSource struct {
	ID        string
	Criterion string
	When      []string
	Reply     string
}

// NodeSource is an idea that a reading is drawn with, and the ways in which it is said.
type NodeSource struct {
	Label string
	Said  []string
}

// Lexicon is what all tasks share: concepts, typical wrong ideas, and ordinary English.
type Lexicon struct {
	concepts       map[string][]string
	misconceptions []MisconceptionSource
	nodes          []NodeSource
	english        []string // sorted
}

// ParseLexicon reads lexicon.yaml (concepts: name -> forms; misconceptions; nodes) and a list of ordinary words, one a
// line, where a line that begins with "#" is a remark.
func ParseLexicon(data, english []byte) (*Lexicon, error) {
	var file struct {
		Concepts       map[string][]string
		Misconceptions []MisconceptionSource
		Nodes          []NodeSource
	}
	err := yaml.Unmarshal(data, &file)
	l := &Lexicon{concepts: file.Concepts, misconceptions: file.Misconceptions, nodes: file.Nodes}
	for word := range strings.Lines(string(english)) {
		if !strings.HasPrefix(word, "#") {
			l.english = append(l.english, strings.TrimSpace(word))
		}
	}
	slices.Sort(l.english)
	return l, err
}
