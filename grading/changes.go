package grading

import "slices"

// changes are ideas about what is proposed, whatever it is; each may be absent from the lexicon.
type changes struct {
	named   rule // something is done
	back    rule // the question or another field is named instead
	loosens rule // what bounds the load is taken away
	hollow  rule // a bound that binds nothing, is made of capacity, or is one by name only
}

func (c *compiler) changes(all *changes) error {
	err := c.rules(c.known(map[string]*rule{"names a change": &all.named, "hands back": &all.back, "loosens": &all.loosens})...)
	for _, name := range []string{"hollowed", "dressed", "renamed"} {
		if err == nil && len(c.forms[name]) > 0 {
			var one rule
			one, err = c.rule([]string{name})
			all.hollow = append(all.hollow, one...)
		}
	}
	return err
}

const (
	becauseUnknown    = "no capacity is added, but nothing that is proposed was recognised as a change"
	becauseHandedBack = "the question or another field is named instead of a change"
	becauseHollow     = "a change is named, and what is said of it takes it back"
	becauseUnmeant    = "a bound is named with the capacity, but neither the mechanism nor a change that would stand by itself"
)

// wantChange says that nothing is changed where the question is handed back, unless a change is met with it; and leaves
// it open where nothing of what is proposed was recognised, nor anything that is done.
func (r *Rubric) wantChange(read reading, all []judged) {
	last := find(all, "no-naked-scaling")
	if last == nil || last.ruled.because != becauseNoCapacity {
		return
	}
	proposals := read.of(r.frame.FixFields)
	_, back := r.frame.changes.back.holds(proposals, false)
	_, done := r.frame.changes.named.holds(proposals, false)
	met := func(j judged) bool { return j.result.Verdict == Met && r.proposing(j) }
	switch {
	case back && !slices.ContainsFunc(all, met):
		last.turn(Missing, becauseHandedBack, last.says.Missing)
	case !done && len(r.frame.changes.named) > 0 && !slices.ContainsFunc(all, r.recognised):
		last.turn(Unsure, becauseUnknown, last.says.unsure())
	}
}

// doubtCapacity leaves open what is proposed with capacity where the mechanism is not named: the words of a change, and
// those of a bound, are then easily what capacity is dressed in. A bound also wants a change that is not ruled out.
func (r *Rubric) doubtCapacity(all []judged) {
	last, fix := find(all, "no-naked-scaling"), find(all, "frame-fix")
	_, mechanism, enough := understood(all)
	if last == nil || fix == nil || !enough {
		return
	}
	naked, bounded := last.ruled.because == becauseNaked, last.ruled.because == becauseBounded
	if !naked && !bounded || mechanism && (naked || fix.ruled.verdict != Missing) {
		return
	}
	if bounded {
		last.turn(Unsure, becauseUnmeant, last.says.unsure())
	}
	for i := range all {
		j := &all[i]
		if j.result.Verdict == Met && (j.result.Criterion == "frame-fix" || naked && r.listed(*j)) {
			j.turn(Unsure, becauseUnmeant, j.says.unsure())
		}
	}
}

// doubtNone leaves open that no capacity is added where the mechanism is not named and no change was recognised: what was
// not read may be capacity in other words.
func (r *Rubric) doubtNone(all []judged) {
	last := find(all, "no-naked-scaling")
	_, mechanism, enough := understood(all)
	if last != nil && enough && !mechanism && last.ruled.because == becauseNoCapacity && !slices.ContainsFunc(all, r.settled) {
		last.turn(Unsure, becauseUnknown, last.says.unsure())
	}
}

// find is the result on a criterion; nil where the task has none such.
func find(all []judged, criterion string) *judged {
	i := slices.IndexFunc(all, func(j judged) bool { return j.result.Criterion == criterion })
	if i < 0 {
		return nil
	}
	return &all[i]
}

// listed says whether a criterion is on a list of proposals.
func (r *Rubric) listed(j judged) bool {
	return slices.ContainsFunc(r.criteria, func(c criterion) bool {
		return c.ID == j.result.Criterion && c.Rows == nil && c.Exact == nil && r.frame.proposals(c.Fields)
	})
}

// settled says whether a criterion on what is proposed was decided by an idea that it knows.
func (r *Rubric) settled(j judged) bool {
	return r.proposing(j) && (j.result.Verdict == Met || slices.Contains([]string{becauseShown, becauseBlocked, becauseMistaken}, j.ruled.because))
}

// handedBack says whether the change hands the question back, and the mechanism was not recognised either. Among labelled
// answers that were meant there was none.
func (r *Rubric) handedBack(read reading, all []judged) bool {
	if r.frame == nil || read.own {
		return false
	}
	_, back := r.frame.changes.back.holds(read.of([]string{"frame.fix"}), false)
	_, mechanism, _ := understood(all)
	return back && !mechanism
}

// recognised says whether a criterion on what is proposed found an idea that it knows.
func (r *Rubric) recognised(j judged) bool {
	return r.proposing(j) && !slices.Contains([]string{becauseNothing, becauseNoneFound, becauseUnread}, j.ruled.because)
}

// proposing says whether a criterion is on what is proposed.
func (r *Rubric) proposing(j judged) bool {
	return j.result.Criterion == "frame-fix" || slices.ContainsFunc(r.criteria, func(c criterion) bool {
		return c.ID == j.result.Criterion && c.Exact == nil && r.frame.proposals(c.Fields)
	})
}
