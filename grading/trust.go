package grading

import "slices"

// How much of an answer was understood tells how far a single verdict can be trusted. In labelled answers that no
// rubric was written with: of those in which at most two fifths were understood, and not the mechanism, every second
// criterion that looked met was not. Of those in which at most a fifth was, a half that was recognised was never the
// start of something right. And of those in which four fifths were, what looked missing was mostly there in other words.
const (
	littleRead  = 2.0 / 5
	hardlyRead  = 1.0 / 5
	nearlyRead  = 4.0 / 5
	enoughTexts = 4 // of fewer criteria that texts were written for, a share says little
)

const (
	becauseAlone  = "it was recognised, but little else in this answer was, so it may be by chance"
	becauseChance = "a part of it was recognised, and hardly anything else in this answer"
	becauseRest   = "it was not recognised, but nearly everything else in this answer was, so it may be there in other words"

	sayAlone = "This may be right. Little else in this answer was understood, so these words may be misread. Can you say it more fully?"
)

// weigh judges each criterion once more by how much of the whole answer was understood.
func weigh(all []judged) {
	share, mechanism, ok := understood(all)
	if !ok {
		return
	}
	for i := range all {
		switch {
		case !all[i].words:
		case share <= littleRead && !mechanism:
			all[i].stepDown(share)
		case share >= nearlyRead:
			all[i].stepUp()
		}
	}
}

// doubtAlone leaves open what counts only beside other criteria of which none is met: a paragraph that goes with a
// sentence, where the sentence says nothing.
func (r *Rubric) doubtAlone(all []judged) {
	for i, c := range r.criteria {
		beside := slices.ContainsFunc(c.Beside, func(id string) bool { return find(all, id).result.Verdict == Met })
		if len(c.Beside) > 0 && !beside && all[i].result.Verdict == Met {
			all[i].turn(Unsure, becauseAlone, sayAlone)
		}
	}
}

// understood is the share of the criteria that texts were written for that are met, and whether the mechanism is named.
func understood(all []judged) (share float64, mechanism, ok bool) {
	written, met := 0, 0
	for _, j := range all {
		if j.words {
			written++
			met += one(j.result.Verdict == Met)
			mechanism = mechanism || j.result.Verdict == Met && j.result.Criterion == "frame-coupling"
		}
	}
	return part(met, written), mechanism, written >= enoughTexts
}

// nearlyMet says whether what was written meets nearly all of its criteria.
func nearlyMet(all []judged) bool {
	share, _, ok := understood(all)
	return ok && share >= nearlyRead
}

// stepDown leaves open what stands alone; where a reading was drawn, the learner may confirm it. A half is chance where
// hardly anything was understood.
func (j *judged) stepDown(share float64) {
	switch {
	case j.result.Verdict == Met:
		j.turn(Unsure, becauseAlone, sayAlone)
		j.result.Confirmable = j.result.Reading != ""
	case j.ruled.because == becauseHalf && share <= hardlyRead:
		j.turn(Missing, becauseChance, j.says.Missing)
		j.result.Reading, j.result.Confirmable = "", false
	}
}

// stepUp leaves open what was not recognised among much that was, unless a typical wrong idea was.
func (j *judged) stepUp() {
	if j.result.Verdict == Missing && j.result.Misconception == "" {
		j.turn(Unsure, becauseRest, j.says.unsure())
	}
}

// turn changes a verdict and what is told with it.
func (j *judged) turn(v Verdict, because, says string) {
	j.result.Verdict, j.result.Feedback, j.ruled.verdict, j.ruled.because = v, says, v, because
}
