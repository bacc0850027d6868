package book

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/a-h/templ"

	"arrowbook/exercises"
	"arrowbook/exercises/scenarios"
	"arrowbook/grading"
	"arrowbook/storage"
)

// taskView is what a task's page shows.
type taskView struct {
	Task    *exercises.Task
	Key     string // of this page's form
	Revs    string // JSON: the revisions that the fields show
	Blocks  []block
	Loose   []note // notes that belong to no field of the task as it is now
	Last    *attempt
	Count   int // attempts so far
	Recent  []attempt
	Hints   []exercises.Hint
	Model   bool // the model answer was asked for
	Watch   templ.Component
	Proof   *proofView
	Summary string
}

// block is a field, or the fields of one row of observations, with its notes beside it.
type block struct {
	ID      string
	Section string
	Intro   exercises.HTML // below the section's heading
	Row     string
	Fields  []fieldView
	Notes   []note
}

// fieldView is a field with what is in it.
type fieldView struct {
	exercises.Field
	Diagram exercises.Diagram
	Value   grading.Value
	Others  []other // other versions that are offered
	spans   map[slot][]stretch
	judged  grading.Value // what the spans were found in
	Plane   string        // number: the curve that it marks
}

func newTaskView(w *work, frame exercises.Frame) taskView {
	last := w.last()
	v := taskView{
		Task: w.task, Key: newKey(), Last: last, Count: len(w.attempts), Hints: w.task.Hints[:w.hintsSeen()],
		Model: w.modelSeen(), Recent: recent(w.attempts),
	}
	revs, _ := json.Marshal(w.revs()) // numbers by name always encode
	v.Revs = string(revs)
	notes := notesOf(w.task, last)
	v.Loose = notes[""]
	v.Blocks = blocksOf(w, frame, notes)
	if last != nil {
		v.Summary = summary(tallyOf(*last), len(w.attempts))
	}
	return v
}

// recent are the latest attempts, the newest first.
func recent(all []attempt) []attempt {
	out := slices.Clone(all[max(0, len(all)-5):])
	slices.Reverse(out)
	return out
}

func summary(t tally, attempts int) string {
	text := fmt.Sprintf("%d of %d met", t.met, t.of)
	if t.self > 0 {
		text += fmt.Sprintf(", %d marked by you", t.self)
	}
	return fmt.Sprintf("%s · attempt %d", text, attempts)
}

func blocksOf(w *work, frame exercises.Frame, notes map[string][]note) []block {
	var blocks []block
	section := ""
	for _, f := range w.task.Fields {
		if !asksFor(w, f) {
			continue
		}
		field := w.view(f)
		i := len(blocks) - 1
		if i >= 0 && f.RowID != "" && blocks[i].Fields[0].RowID == f.RowID {
			blocks[i].Fields = append(blocks[i].Fields, field)
			blocks[i].Notes = append(blocks[i].Notes, notes[f.ID]...)
			continue
		}
		b := block{ID: f.ID, Fields: []fieldView{field}, Notes: notes[f.ID], Row: f.Row}
		if f.Frame && section != frame.Title {
			section, b.Section, b.Intro = frame.Title, frame.Title, frame.Intro
		} else if f.Section != section && f.Section != "" {
			section, b.Section = f.Section, f.Section
		}
		blocks = append(blocks, b)
	}
	return blocks
}

// capacityField is asked for only once a check saw capacity added, or where something stands in it.
const (
	capacityField     = "frame.amplification"
	capacityCriterion = "no-naked-scaling"
)

func asksFor(w *work, f exercises.Field) bool {
	if f.ID != capacityField || !isEmpty(w.answers[f.ID]) {
		return true
	}
	last := w.last()
	if last == nil || isEmpty(last.answers["frame.fix"]) {
		return false
	}
	return slices.ContainsFunc(last.report.Criteria, func(r grading.Result) bool {
		return r.Criterion == capacityCriterion && r.Verdict != grading.Met
	})
}

func (w *work) view(f exercises.Field) fieldView {
	v := fieldView{Field: f, Diagram: w.task.Diagram, Value: w.answers[f.ID]}
	if last := w.last(); last != nil {
		v.spans, v.judged = evidenceBySlot(last.report.Criteria), last.answers[f.ID]
	}
	if f.Kind == grading.KindNumber {
		v.Plane = curveOf(w.task)
	}
	v.Others = othersOf(f, w.draft.Fields[f.ID].Others, w.answers[f.ID])
	return v
}

// other is another version of a field, saved in another tab or browser.
type other struct {
	Index   int // among those kept
	Value   grading.Value
	SavedAt time.Time
}

// othersOf are the versions that say something else than the field shows.
func othersOf(f exercises.Field, kept []storage.Version, now grading.Value) []other {
	var others []other
	for i, version := range kept {
		value, err := grading.ParseValue(f.Field, version.Value)
		if err == nil && !cleared(version.Value) && !same(f, value, now) {
			others = append(others, other{i, value, version.SavedAt})
		}
	}
	return others
}

func curveOf(task *exercises.Task) string {
	for _, f := range task.Fields {
		if f.Kind == grading.KindCurve {
			return f.ID
		}
	}
	return ""
}

// segments are the words of one slot with the marks of the last check, as long as the words are those that
// were checked.
func (f fieldView) segments(item int, part string) []segment {
	text := textAt(f.Value, item, part)
	if textAt(f.judged, item, part) != text {
		return cut(text, nil)
	}
	return cut(text, f.spans[slot{f.ID, item, part}])
}

func (f fieldView) text(item int, part string) string { return textAt(f.Value, item, part) }

// items are how many lines a list shows: what is there, at least what is asked for, one at the very least.
func (f fieldView) items() int { return max(len(f.Value.Items), f.Least, 1) }

// rows are how many rows a table shows.
func (f fieldView) rows() int { return max(len(f.Value.Rows), len(f.Keys), f.Least, 1) }

// key is the offered key of a row; empty where the learner writes it.
func (f fieldView) key(i int) string {
	if i < len(f.Keys) {
		return f.Keys[i]
	}
	return ""
}

func (f fieldView) chosen(option string) bool {
	return f.Value.Text == option || slices.Contains(f.Value.Items, option)
}

func (f fieldView) optionLabel(option string) string {
	if label := f.OptionLabels[option]; label != "" {
		return label
	}
	return option
}

func (f fieldView) partLabel(part string) string {
	if label := f.Parts[part]; label != "" {
		return label
	}
	return part
}

// proofView is the form that proves a fix.
type proofView struct {
	Intro   exercises.HTML
	Knobs   []knob
	Results []storage.Proof // of the last attempt, the newest first
}

// knob is one parameter that the proof may set.
type knob struct {
	scenarios.Param
	Value string
}
