package scenarios

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
)

// Result is a run.
type Result struct {
	Scenario      string
	Model         int
	Seed          uint64
	Params        []ParamValue
	Interventions []Intervention
	Axis          Axis
	Step          float64 // seconds of a bucket; over loads the distance of two; without an axis 0
	Summary       []Figure
	Times         []float64 // a bucket's start, in seconds, or the offered load in multiples of capacity
	Series        []Series
	Moments       []Moment
	Ledger        Ledger
	Events        int64
	Trigger       *Span
	Sentence      string     // what came of it
	Observers     []Observer // the two who see it, where a model has them; none otherwise
	tokens        tokenLog
	stations      []Station
	slots         map[string]int
	end           float64
}

// ParamValue is a parameter with its value: a number or one of its options.
type ParamValue struct {
	Name  string
	Value any
}

// Figure is one entry of the summary: a number, a boolean, or nil where it has no case.
type Figure struct {
	Name  string
	Value any
}

// Series is one quantity over the buckets; NaN where a bucket has none.
type Series struct {
	Name   string
	Values []float64
}

// Moment is a named instant of the run, in seconds.
type Moment struct {
	T    float64 `json:"t"`
	ID   string  `json:"id"`
	What string  `json:"what"`
}

// Span is the time of the trigger, in seconds, with its name on the chart.
type Span struct {
	From, To float64
	Label    string
}

// End is the run's length in seconds; over loads it is the largest.
func (r *Result) End() float64 { return r.end }

// Says is one sentence that states the result.
func (r *Result) Says() string { return r.Sentence }

// Figure finds a figure of the summary; nil when it has none of that name.
func (r *Result) Figure(name string) any {
	for _, f := range r.Summary {
		if f.Name == name {
			return f.Value
		}
	}
	return nil
}

// Bytes is about how much memory the run holds.
func (r *Result) Bytes() int {
	seen := 0
	for _, o := range r.Observers {
		seen += len(o.Curves)
	}
	return 4096 + 8*len(r.Times)*(1+len(r.Series)+seen) + r.tokens.bytes()
}

// MarshalJSON writes the run as the contract has it; equal runs give equal bytes.
func (r *Result) MarshalJSON() ([]byte, error) {
	w := &objectWriter{}
	w.open('{')
	w.field("scenario", r.Scenario)
	w.field("model", r.Model)
	w.field("seed", r.Seed)
	w.object("params", len(r.Params), func(i int) (string, any) { return r.Params[i].Name, r.Params[i].Value })
	w.field("interventions", r.changes())
	w.field("axis", r.Axis)
	w.field("step", r.Step)
	w.object("summary", len(r.Summary), func(i int) (string, any) { return r.Summary[i].Name, rounded(r.Summary[i].Value) })
	w.series(r)
	w.field("moments", r.Moments)
	w.field("ledger", r.Ledger)
	w.field("events", r.Events)
	w.close('}')
	return w.Bytes(), w.err
}

type changeJSON struct {
	T     float64 `json:"t"`
	Name  string  `json:"name"`
	Value any     `json:"value"`
}

func (r *Result) changes() []changeJSON {
	changes := make([]changeJSON, len(r.Interventions))
	for i, c := range r.Interventions {
		changes[i] = changeJSON{c.At.Seconds(), c.Name, c.Value}
		if v, err := strconv.ParseFloat(c.Value, 64); err == nil {
			changes[i].Value = v
		}
	}
	return changes
}

// rounded keeps six significant digits: what a figure deserves, and the same text everywhere.
func rounded(v any) any {
	if f, ok := v.(float64); ok {
		return significant(f)
	}
	return v
}

func significant(v float64) float64 { return significantTo(v, 6) }

// significantTo keeps so many digits.
func significantTo(v float64, digits int) float64 {
	r, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'g', digits, 64), 64)
	return r
}

// objectWriter writes JSON objects whose members keep their order.
type objectWriter struct {
	bytes.Buffer
	comma bool
	err   error
}

func (w *objectWriter) open(b byte) { w.WriteByte(b); w.comma = false }

func (w *objectWriter) close(b byte) { w.WriteByte(b); w.comma = true }

func (w *objectWriter) name(name string) {
	if w.comma {
		w.WriteByte(',')
	}
	w.comma = true
	w.value(name)
	w.WriteByte(':')
}

func (w *objectWriter) value(v any) {
	data, err := json.Marshal(v)
	if err != nil && w.err == nil {
		w.err = err
	}
	w.Write(data)
}

func (w *objectWriter) field(name string, v any) {
	w.name(name)
	w.value(v)
}

func (w *objectWriter) object(name string, n int, member func(int) (string, any)) {
	w.name(name)
	w.open('{')
	for i := range n {
		key, v := member(i)
		w.field(key, v)
	}
	w.close('}')
}

// series writes the buckets; a bucket without a value is null.
func (w *objectWriter) series(r *Result) {
	w.name("series")
	w.open('{')
	if r.Axis != NoAxis {
		w.name("t")
		w.numbers(r.Times)
	}
	for _, s := range r.Series {
		w.name(s.Name)
		w.numbers(s.Values)
	}
	w.close('}')
}

func (w *objectWriter) numbers(values []float64) {
	w.WriteByte('[')
	for i, v := range values {
		if i > 0 {
			w.WriteByte(',')
		}
		if math.IsNaN(v) {
			w.WriteString("null")
			continue
		}
		w.WriteString(strconv.FormatFloat(v, 'g', 6, 64))
	}
	w.WriteByte(']')
}
