package grading

// Verdict is the judgement of one criterion.
type Verdict string

// The three verdicts.
const (
	Met     Verdict = "met"
	Missing Verdict = "missing"
	Unsure  Verdict = "unsure"
)

// Span marks the words of an answer that a verdict rests on. Start (inclusive) and End (exclusive) count
// code points in the learner's own text. Evidence that is not text is the field alone: Whole is true.
type Span struct {
	Field string
	Item  int    // index from 0 in a list or rows; -1 elsewhere
	Part  string // a coupling's x, y, z or b, or a row's column; empty elsewhere
	Start int
	End   int
	Whole bool
}

// Result is how one criterion came out.
type Result struct {
	Criterion     string
	Verdict       Verdict
	Evidence      []Span
	Feedback      string // what the learner is told; never the missing term itself
	Reading       string // what was understood, as text: "retries → load → slowness; …"
	Confirmable   bool   // unsure, and met if the learner confirms the reading
	Misconception string // id of a recognised one
	SelfMarked    bool   // the learner marked it; never set by Grade
}

// Report is how an answer came out: the criteria in the contract's order, the frame's last.
type Report struct {
	Task     int
	Passed   bool // every criterion is met
	Criteria []Result
}
