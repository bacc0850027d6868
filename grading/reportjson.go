package grading

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// MarshalJSON writes a report as the contract has it, the criteria in order.
func (r Report) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	fmt.Fprintf(&out, `{"task":%d,"passed":%t,"criteria":{`, r.Task, r.Passed)
	for i, result := range r.Criteria {
		if i > 0 {
			out.WriteByte(',')
		}
		data, err := plainJSON(result.wire())
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&out, "%q:%s", result.Criterion, data)
	}
	out.WriteString("}}")
	return out.Bytes(), nil
}

// resultJSON is a result as it is written.
type resultJSON struct {
	Verdict       Verdict    `json:"verdict"`
	Evidence      []spanJSON `json:"evidence"`
	Feedback      string     `json:"feedback,omitempty"`
	Reading       string     `json:"reading,omitempty"`
	Confirmable   bool       `json:"confirmable,omitempty"`
	Misconception string     `json:"misconception,omitempty"`
	SelfMarked    bool       `json:"self_marked,omitempty"`
}

type spanJSON struct {
	Field string `json:"field"`
	Item  *int   `json:"item,omitempty"`
	Part  string `json:"part,omitempty"`
	Start *int   `json:"start,omitempty"`
	End   *int   `json:"end,omitempty"`
}

func (r Result) wire() resultJSON {
	w := resultJSON{r.Verdict, []spanJSON{}, r.Feedback, r.Reading, r.Confirmable, r.Misconception, r.SelfMarked}
	for _, s := range r.Evidence {
		one := spanJSON{Field: s.Field, Part: s.Part}
		if s.Item >= 0 && !s.Whole {
			one.Item = &s.Item
		}
		if !s.Whole {
			one.Start, one.End = &s.Start, &s.End
		}
		w.Evidence = append(w.Evidence, one)
	}
	return w
}

// MarshalJSON writes one result as a report has it.
func (r Result) MarshalJSON() ([]byte, error) { return plainJSON(r.wire()) }

// UnmarshalReport reads a report that was written by MarshalJSON, the criteria in its order.
func UnmarshalReport(data []byte) (Report, error) {
	var outer struct {
		Task     int             `json:"task"`
		Passed   bool            `json:"passed"`
		Criteria json.RawMessage `json:"criteria"`
	}
	if err := json.Unmarshal(data, &outer); err != nil {
		return Report{}, err
	}
	r := Report{Task: outer.Task, Passed: outer.Passed}
	all, err := members(outer.Criteria)
	if err != nil {
		return r, err
	}
	for _, m := range all {
		var w resultJSON
		if err := json.Unmarshal(m.value, &w); err != nil {
			return r, err
		}
		r.Criteria = append(r.Criteria, w.result(m.name))
	}
	return r, nil
}

func (w resultJSON) result(criterion string) Result {
	r := Result{
		Criterion: criterion, Verdict: w.Verdict, Feedback: w.Feedback, Reading: w.Reading, Confirmable: w.Confirmable, Misconception: w.Misconception, SelfMarked: w.SelfMarked,
	}
	for _, s := range w.Evidence {
		span := Span{Field: s.Field, Part: s.Part, Item: -1, Whole: s.Start == nil}
		if s.Item != nil {
			span.Item = *s.Item
		}
		if s.Start != nil && s.End != nil {
			span.Start, span.End = *s.Start, *s.End
		}
		r.Evidence = append(r.Evidence, span)
	}
	return r
}
