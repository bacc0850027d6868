package grading

// Kind says how a field is answered and how its answer is encoded as JSON.
type Kind string

// The kinds of field, as the check contract names them.
const (
	KindChoice   Kind = "choice"   // one of Options: "local"
	KindText     Kind = "text"     // free text: "…"
	KindList     Kind = "list"     // free-text items, first to last: ["…", "…"]
	KindRows     Kind = "rows"     // a table: [{"column": "…"}, …]
	KindSet      Kind = "set"      // any of Options: ["checkout", "clients"]
	KindCoupling Kind = "coupling" // {"x": "…", "y": "…", "z": "…", "b": "…"}
	KindPlace    Kind = "place"    // one of Options: "arrow:a->b" or "box:a"
	KindCurve    Kind = "curve"    // [[x, y], …]: x 0..2 offered load, y 0..1.2 useful throughput, in multiples of capacity
	KindNumber   Kind = "number"   // within Min..Max: 1.3
)

// Field is one thing a learner fills in.
type Field struct {
	ID      string
	Kind    Kind
	Options []string // choice, set and place: every value allowed
	Columns []string // rows: every column, in order
	Min     float64  // number: least value allowed
	Max     float64  // number: greatest value allowed
}
