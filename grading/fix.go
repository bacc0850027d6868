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
func (one frameCase) fixed(r reading, naked scaling, changes changes) ruling {
	units := slices.DeleteFunc(r.of([]string{"frame.fix"}), naked.empty)
	units = slices.DeleteFunc(units, func(u unit) bool { return heap(u.tokens) && len(u.tokens) > longHeap })
	if len(units) == 0 {
		return ruledMissing(becauseNothing)
	}
	_, blocked := one.noFix.holds(units, false)
	if _, loosens := changes.loosens.holds(units, false); blocked || loosens {
		return ruledMissing(becauseBlocked)
	}
	if spans, how := one.fix.find(units, false); how != "" {
		if _, bounded := naked.bounded(units, r.of([]string{"frame.amplification"})); naked.alone(units) && !bounded {
			return ruling{Unsure, spans, "capacity is added, and no bound is named with it"}
		}
		if _, hollow := changes.hollow.holds(units, false); hollow {
			return ruling{Unsure, spans, becauseHollow}
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
