package grading

import (
	"fmt"
	"slices"
)

// frame is the constraints common to all tasks, told this task's participants and mechanism.
type frame struct {
	FrameSource
	cases   map[string]frameCase
	scale   concept // capacity added
	bounded concept // what bounds amplification first
}

type frameCase struct {
	places       []string
	participants []participant
	when, result rule
	fix          rule
}

// participant is a part or a policy with the ways in which it is named.
type participant struct {
	name  string
	named rule
}

func (c *compiler) frame(s FrameSource) (*frame, error) {
	f := &frame{FrameSource: s, cases: map[string]frameCase{}}
	shared, err := c.list([]string{"adds capacity", "bounds amplification"})
	if err != nil {
		return nil, fmt.Errorf(": %w", err)
	}
	f.scale, f.bounded = shared[0], shared[1]
	for name, one := range s.Cases {
		if f.cases[name], err = c.frameCase(one); err != nil {
			return nil, fmt.Errorf(".cases.%s: %w", name, err)
		}
	}
	return f, nil
}

func (c *compiler) frameCase(s FrameCase) (frameCase, error) {
	one := frameCase{places: s.Places}
	names := make([]string, 0, len(s.Parts))
	for name := range s.Parts {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		named, err := c.rule(s.Parts[name])
		if err != nil {
			return one, err
		}
		one.participants = append(one.participants, participant{name, named})
	}
	var err error
	if one.when, err = c.rule(s.When); err != nil {
		return one, err
	}
	if one.result, err = c.rule(s.Result); err != nil {
		return one, err
	}
	one.fix, err = c.rule(s.Fix)
	return one, err
}

// The common criteria, in the contract's order, with what a learner is told.
var frameTexts = []CriterionSource{
	{ID: "frame-kind", Title: "Which kind it is", Fields: []string{"frame.kind"}, Says: SaysSource{
		Met:     "You say where the behaviour lives.",
		Missing: "Ask of this behaviour: could one file, edited alone, make it go away?"}},
	{ID: "frame-coupling", Title: "What acts on what", Fields: []string{"frame.coupling"}, Says: SaysSource{
		Met:     "Two parts, the condition under which they meet, and what the whole then does.",
		Missing: "The sentence needs two different parts or policies of this system that act on each other, when they do, and what the whole does then. Which two are they?",
		Unsure:  "I can read part of this sentence. Which two parts act on each other, and what does the whole do then?"}},
	{ID: "frame-place", Title: "Where a fix would live", Fields: []string{"frame.place"}, Says: SaysSource{
		Met:     "The place you chose is where the behaviour is made.",
		Missing: "Where do the two parts of your sentence meet? A change there reaches both."}},
	{ID: "frame-fix", Title: "The change itself", Fields: []string{"frame.fix"}, Says: SaysSource{
		Met:     "Your change reaches how the parts act on each other.",
		Missing: "Say what would change between the parts, so that one can no longer drive the other. What would each of them do otherwise?",
		Unsure:  "This may reach the mechanism. Say what the parts would do otherwise."}},
	{ID: "no-naked-scaling", Title: "What a bigger box would do", Fields: []string{"frame.amplification"}, Says: SaysSource{
		Met:     "Nothing here is only more of the same box.",
		Missing: "Capacity was added, or no change was named. What keeps the load from growing into whatever you add?"}},
}

// criteria lists the common criteria that the task has.
func (f *frame) criteria(r *Rubric) []Criterion {
	var all []Criterion
	for _, s := range frameTexts {
		if f.has(s, r.task) {
			all = append(all, Criterion{ID: s.ID, Title: s.Title, Fields: s.Fields, Frame: true, Exact: s.ID == "frame-kind" || s.ID == "frame-place"})
		}
	}
	return all
}

func (f *frame) has(s CriterionSource, task TaskInfo) bool {
	return slices.ContainsFunc(task.Fields, func(field Field) bool { return field.ID == s.Fields[0] })
}

// judge decides the common criteria.
func (f *frame) judge(r reading) []Result {
	one, own := f.caseOf(r)
	judges := []func() (Verdict, []Span){
		func() (Verdict, []Span) { return metIf(r.answers["frame.kind"].Text == f.Kind, "frame.kind") },
		func() (Verdict, []Span) { return one.coupling(r, own) },
		func() (Verdict, []Span) { return metIf(f.placed(r, one, own), "frame.place") },
		func() (Verdict, []Span) { return f.fix(r, one, own) },
		func() (Verdict, []Span) { return f.scaling(r) },
	}
	var results []Result
	for i, s := range frameTexts {
		if !f.has(s, r.task) {
			continue
		}
		result := Result{Criterion: s.ID}
		result.Verdict, result.Evidence = judges[i]()
		criterion{CriterionSource: s}.say(&result, r)
		results = append(results, result)
	}
	return results
}

func metIf(held bool, field string) (Verdict, []Span) {
	if held {
		return Met, wholes([]string{field})
	}
	return Missing, nil
}

// caseOf is the mechanism that the learner writes about; own says that the system is the learner's.
func (f *frame) caseOf(r reading) (frameCase, bool) {
	if f.Own != "" && r.answers[f.Own].Text == "own" {
		return f.cases["all"], true
	}
	if f.Row != "" {
		return f.cases[r.answers[f.Row].Text], false
	}
	return f.cases["all"], false
}

func (f *frame) placed(r reading, one frameCase, own bool) bool {
	place := r.answers["frame.place"].Text
	if own {
		return len(place) > 6 && place[:6] == "arrow:"
	}
	return slices.Contains(one.places, place)
}

// coupling wants x and y to name two different participants, and z and b the condition and the behaviour.
func (one frameCase) coupling(r reading, own bool) (Verdict, []Span) {
	units := r.of([]string{"frame.coupling"})
	if len(units) < 4 {
		return Missing, nil
	}
	if own {
		return Met, wholes([]string{"frame.coupling"})
	}
	x, xs := one.names(units[0])
	y, ys := one.names(units[1])
	when, whenOK := one.when.holds(units[2:], false)
	result, resultOK := one.result.holds(units[2:], false)
	evidence := slices.Concat(xs, ys, when, result)
	distinct := differ(x, y)
	switch {
	case distinct && resultOK && (whenOK || len(units[2].tokens) >= 2):
		return Met, evidence
	case distinct || len(x)+len(y) > 0 && resultOK:
		return Unsure, evidence
	}
	return Missing, nil
}

// names are the participants that a text names.
func (one frameCase) names(u unit) ([]string, []Span) {
	var names []string
	var spans []Span
	for _, p := range one.participants {
		if found, ok := p.named.holds([]unit{u}, false); ok {
			names = append(names, p.name)
			spans = append(spans, found...)
		}
	}
	return names, spans
}

// differ says whether one of each can be chosen that are not the same.
func differ(x, y []string) bool {
	for _, a := range x {
		for _, b := range y {
			if a != b {
				return true
			}
		}
	}
	return false
}

// fix wants a change that reaches the mechanism.
func (f *frame) fix(r reading, one frameCase, own bool) (Verdict, []Span) {
	units := r.of([]string{"frame.fix"})
	units = slices.DeleteFunc(units, func(u unit) bool { return heap(u.tokens) && len(u.tokens) > 8 })
	if spans, ok := one.fix.holds(units, false); ok {
		return Met, spans
	}
	if own && len(units) > 0 && len(units[0].tokens) >= 5 {
		return Unsure, nil
	}
	return Missing, nil
}

// scaling wants no capacity added, or what bounds amplification named with it.
func (f *frame) scaling(r reading) (Verdict, []Span) {
	units := r.of(append([]string{"frame.amplification"}, f.FixFields...))
	if len(units) == 0 || !slices.ContainsFunc(units, func(u unit) bool { return !heap(u.tokens) }) {
		return Missing, nil
	}
	scaled, adds := mention(f.scale, units)
	if !adds {
		return Met, wholes([]string{units[0].field})
	}
	bound, bounded := mention(f.bounded, r.of([]string{"frame.amplification", scaled.Field}))
	if bounded {
		return Met, []Span{scaled, bound}
	}
	return Missing, nil
}
