package grading

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// frame is the constraints common to all tasks, told this task's participants and mechanism.
type frame struct {
	FrameSource
	cases   map[string]frameCase
	naked   scaling
	changes changes
	wrong   map[string][]misconception
}

type frameCase struct {
	places                        []string
	participants                  []participant
	when, result, whole, unless   rule
	fix, noFix, openFix, otherFix rule
}

// participant is a part or a policy with the ways in which it is named.
type participant struct {
	name  string
	named rule
}

func (c *compiler) frame(s FrameSource) (*frame, error) {
	f := &frame{FrameSource: s, cases: map[string]frameCase{}, wrong: map[string][]misconception{}}
	err := c.scaling(&f.naked)
	if err == nil {
		err = c.changes(&f.changes)
	}
	for _, one := range frameTexts {
		if err == nil {
			f.wrong[one.ID], err = c.wrong(one.ID)
		}
	}
	if err != nil {
		return nil, err
	}
	for name, one := range s.Cases {
		if f.cases[name], err = c.frameCase(one); err != nil {
			return nil, fmt.Errorf(".cases.%s%w", name, err)
		}
	}
	return f, nil
}

func (c *compiler) frameCase(s FrameCase) (frameCase, error) {
	one := frameCase{places: s.Places}
	for _, name := range slices.Sorted(maps.Keys(s.Parts)) {
		r, err := c.rule(s.Parts[name])
		if err != nil {
			return one, fmt.Errorf(".parts.%s: %w", name, err)
		}
		one.participants = append(one.participants, participant{name, r})
	}
	return one, c.rules(
		named{"when", s.When, &one.when}, named{"result", s.Result, &one.result}, named{"whole", s.Whole, &one.whole}, named{"unless", s.Unless, &one.unless},
		named{"fix", s.Fix, &one.fix}, named{"no_fix", s.NoFix, &one.noFix}, named{"open_fix", s.OpenFix, &one.openFix}, named{"other_fix", s.OtherFix, &one.otherFix},
	)
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

// exact says whether a common criterion is decided without reading.
func (s CriterionSource) exact() bool { return s.ID == "frame-kind" || s.ID == "frame-place" }

// criteria lists the common criteria that the task has.
func (f *frame) criteria(r *Rubric) []Criterion {
	var all []Criterion
	for _, s := range frameTexts {
		if f.has(s, r.task) {
			all = append(all, Criterion{ID: s.ID, Title: s.Title, Fields: s.Fields, Frame: true, Exact: s.exact()})
		}
	}
	return all
}

func (f *frame) has(s CriterionSource, task TaskInfo) bool {
	return slices.ContainsFunc(task.Fields, func(field Field) bool { return field.ID == s.Fields[0] })
}

// judge decides the common criteria. links reads texts generously, for the drawing.
func (f *frame) judge(r reading, links func(string) []Link) []judged {
	var all []judged
	one := f.caseOf(r)
	rulings := map[string]func() ruling{
		"frame-kind":       func() ruling { return metIf(r.answers["frame.kind"].Text == f.Kind, "frame.kind") },
		"frame-coupling":   func() ruling { return one.coupling(r) },
		"frame-place":      func() ruling { return metIf(one.placed(r), "frame.place") },
		"frame-fix":        func() ruling { return one.fixed(r, f.naked, f.changes) },
		"no-naked-scaling": func() ruling { return f.naked.judge(r, f.FixFields) },
	}
	for _, s := range frameTexts {
		if !f.has(s, r.task) {
			continue
		}
		ruled := rulings[s.ID]()
		result := Result{Criterion: s.ID, Verdict: ruled.verdict, Evidence: ruled.evidence}
		criterion{CriterionSource: s, wrong: f.wrong[s.ID]}.say(&result, r)
		if s.ID == "frame-coupling" && result.Verdict != Missing {
			result.Reading = one.drawing(r, links)
		}
		all = append(all, judged{result, ruled, s.exact(), !s.exact() && s.ID != "no-naked-scaling" && len(r.of(s.Fields)) > 0, s.Says})
	}
	return all
}

// caseOf is the mechanism that the learner writes about.
func (f *frame) caseOf(r reading) frameCase {
	if f.Row != "" {
		return f.cases[r.answers[f.Row].Text]
	}
	return f.cases["all"]
}

func (one frameCase) placed(r reading) bool {
	place := r.answers["frame.place"].Text
	if r.own {
		return strings.HasPrefix(place, "arrow:")
	}
	return slices.Contains(one.places, place)
}

// coupling wants x and y to name two different participants, z and b the condition and the behaviour, and the four
// together this task's mechanism.
func (one frameCase) coupling(r reading) ruling {
	units := r.of([]string{"frame.coupling"})
	if len(units) < 4 {
		return ruledMissing("one of the four parts says nothing")
	}
	if joined(units[0].tokens) == joined(units[1].tokens) {
		return ruledMissing("the two parts are the same")
	}
	if r.own {
		return ownCoupling(units)
	}
	_, blocked := one.unless.holds(units, true)
	if _, acts := one.unless.holds([]unit{r.sentence}, false); blocked || acts {
		return ruledMissing(becauseBlocked)
	}
	ruled := one.mechanism(units)
	switch {
	case ruled.verdict == Met && one.turned(units):
		return ruling{Unsure, ruled.evidence, becauseTurned}
	case ruled.verdict == Met && freshIn(units) == 0:
		return ruling{Unsure, ruled.evidence, becauseNotOwn}
	}
	return ruled
}

const becauseTurned = "what should follow stands as the condition, and the condition as what follows"

// turned says whether the condition and the behaviour stand in each other's places.
func (one frameCase) turned(units []unit) bool {
	in := func(r rule, u unit) bool { _, ok := r.holds([]unit{u}, false); return ok }
	z, b := units[2], units[3]
	return in(one.result, z) && !in(one.result, b)
}

// drawing is the coupling as it was read: the two parts together, and what follows from it.
func (one frameCase) drawing(r reading, links func(string) []Link) string {
	units := r.of([]string{"frame.coupling"})
	x, _ := one.names(units[0])
	y, _ := one.names(units[1])
	follows := links(units[2].text + ", " + units[3].text)
	for _, a := range x {
		for _, b := range y {
			if a != b && len(follows) > 0 {
				return drawing(append([]Link{{a + " with " + b, follows[0].From}}, follows...))
			}
		}
	}
	return drawing(follows)
}

// mechanism judges four parts that are all there.
func (one frameCase) mechanism(units []unit) ruling {
	x, xs := one.names(units[0])
	y, ys := one.names(units[1])
	when, whenOK := one.when.holds(units[2:], false)
	result, resultOK := one.result.holds(units[2:], false)
	whole, wholeOK := one.whole.holds(units, true)
	evidence := slices.Concat(xs, ys, when, result, whole)
	wholeOK = wholeOK || len(one.whole) == 0
	switch {
	case differ(x, y) && resultOK && wholeOK && (whenOK || len(units[2].tokens) >= 2):
		return ruling{Met, evidence, "two parts, a condition and a behaviour of the whole were recognised"}
	case len(x) > 0 && len(y) > 0 && !differ(x, y):
		return ruledMissing("the two parts are one and the same")
	case len(x)+len(y) > 0 && (resultOK || wholeOK):
		return ruling{Unsure, evidence, becauseHalf}
	}
	return ruledMissing(becauseNoneFound)
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
	return slices.ContainsFunc(x, func(a string) bool {
		return slices.ContainsFunc(y, func(b string) bool { return a != b })
	})
}
