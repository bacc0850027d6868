package grading

import "slices"

// proposals says whether fields hold what the learner would change.
func (f *frame) proposals(fields []string) bool {
	return !slices.ContainsFunc(fields, func(id string) bool { return !slices.Contains(f.FixFields, id) })
}

// onlyScales says whether one proposal, an item of a list or the fix, adds capacity without a bound. A longer text or a
// row may say more beside it.
func (f *frame) onlyScales(u unit) bool {
	return (u.item >= 0 && !u.cell || u.field == "frame.fix") && f.naked.alone([]unit{u})
}

// fixed wants a change that reaches the mechanism.
func (one frameCase) fixed(r reading, naked scaling) ruling {
	units := slices.DeleteFunc(r.of([]string{"frame.fix"}), naked.empty)
	units = slices.DeleteFunc(units, func(u unit) bool { return heap(u.tokens) && len(u.tokens) > longHeap })
	if len(units) == 0 {
		return ruledMissing(becauseNothing)
	}
	_, blocked := one.noFix.holds(units, false)
	if _, loosens := naked.loosens.holds(units, false); blocked || loosens {
		return ruledMissing(becauseBlocked)
	}
	if spans, how := one.fix.find(units, false); how != "" {
		if _, bounded := naked.bounded(units, r.of([]string{"frame.amplification"})); naked.alone(units) && !bounded {
			return ruling{Unsure, spans, "capacity is added, and no bound is named with it"}
		}
		return ruling{Met, spans, how}
	}
	return one.notFixed(units)
}

// notFixed tells a change that surely does not reach the mechanism from one that may.
func (one frameCase) notFixed(units []unit) ruling {
	if _, other := one.otherFix.holds(units, false); other {
		return ruledMissing(becauseShown)
	}
	if spans, open := one.openFix.holds(units, false); open {
		return ruling{Unsure, spans, becauseHalf}
	}
	if units[0].own() >= wordsToRead {
		return ruling{verdict: Unsure, because: becauseUnread}
	}
	return ruledMissing(becauseNoneFound)
}

// longHeap is from how many words on a fix that is only keywords is a heap and not a short note.
const longHeap = 8

const (
	becauseUnknown    = "no capacity is added, but nothing that is proposed was recognised as a change"
	becauseHandedBack = "the question or another field is named instead of a change"
)

// wantChange leaves open whether anything is changed where nothing of what is proposed was recognised, neither a change
// that helps nor one that does not, nor anything that is done.
func (r *Rubric) wantChange(read reading, all []judged) {
	last := &all[len(all)-1]
	if last.ruled.because != becauseNoCapacity || slices.ContainsFunc(all, r.recognised) {
		return
	}
	proposals := read.of(r.frame.FixFields)
	if _, back := r.frame.naked.back.holds(proposals, false); back {
		last.turn(Missing, becauseHandedBack, last.says.Missing)
	} else if _, done := r.frame.naked.change.holds(proposals, false); !done && len(r.frame.naked.change) > 0 {
		last.turn(Unsure, becauseUnknown, last.says.unsure())
	}
}

// hollow says whether the change hands the question back, and the mechanism was not recognised either. Among labelled
// answers that were meant there was none.
func (r *Rubric) hollow(read reading, all []judged) bool {
	if r.frame == nil || read.own {
		return false
	}
	_, back := r.frame.naked.back.holds(read.of([]string{"frame.fix"}), false)
	_, mechanism, _ := understood(all)
	return back && !mechanism
}

// recognised says whether a criterion on what is proposed found an idea that it knows.
func (r *Rubric) recognised(j judged) bool {
	about := j.result.Criterion == "frame-fix" || slices.ContainsFunc(r.criteria, func(c criterion) bool {
		return c.ID == j.result.Criterion && c.Exact == nil && r.frame.proposals(c.Fields)
	})
	return about && !slices.Contains([]string{becauseNothing, becauseNoneFound, becauseUnread}, j.ruled.because)
}
