package grading

// A criterion met by the only words of an answer that were understood may be met by chance. In labelled answers of
// which at most a third was recognised, and of the coupling not enough, such a criterion was wrong every second time;
// above that, one in seven and soon one in a hundred.
const (
	littleRead  = 1.0 / 3
	enoughTexts = 4 // of fewer criteria that texts were written for, a share says little
)

const becauseAlone = "it was recognised, but hardly anything else in this answer was, so it may be by chance"

const sayDoubt = "This may be right. Little else in this answer was understood, so these words may be misread. Can you say it more fully?"

// hardlyRead says whether little of an answer was understood: few of the criteria that texts were written for are met,
// and not the one that names the mechanism.
func hardlyRead(all []judged) bool {
	written, met := 0, 0
	for _, j := range all {
		if !j.words {
			continue
		}
		if j.result.Verdict == Met && j.result.Criterion == "frame-coupling" {
			return false
		}
		written++
		met += one(j.result.Verdict == Met)
	}
	return written >= enoughTexts && part(met, written) <= littleRead
}

// doubt leaves open what rests on words alone. Where a reading was drawn, the learner may confirm it.
func doubt(all []judged) {
	for i := range all {
		j := &all[i]
		if !j.words || j.result.Verdict != Met {
			continue
		}
		j.result.Verdict, j.ruled.verdict, j.ruled.because = Unsure, Unsure, becauseAlone
		j.result.Confirmable = j.result.Reading != ""
		j.result.Feedback = sayDoubt
	}
}
