package grading

// flawMisplaced is an answer whose texts stand in each other's places.
var flawMisplaced = &flaw{Unsure, "the texts would be right in each other's places", "These texts seem to have changed places: some say what another field asks for."}

// fewTexts that stand in each other's places may do so by chance.
const fewTexts = 2

// misplaced says whether texts stand in each other's places: no text that misses its own field fails to meet another
// one that was missed, and they are more than those in their place. Of 1,600 labelled answers only those were so that
// were written so.
func (r *Rubric) misplaced(read reading, all []judged) bool {
	inPlace := map[string]bool{}
	for i, c := range r.criteria {
		if all[i].words && c.prose() {
			inPlace[c.Fields[0]] = inPlace[c.Fields[0]] || all[i].result.Verdict == Met
		}
	}
	missed, right := 0, 0
	for field, met := range inPlace {
		switch {
		case met:
			right++
		case r.belongsElsewhere(read.of([]string{field}), field, inPlace):
			missed++
		default:
			return false
		}
	}
	return missed >= fewTexts && missed > right
}

// belongsElsewhere says whether a field's texts meet a criterion of another field that was missed.
func (r *Rubric) belongsElsewhere(units []unit, field string, inPlace map[string]bool) bool {
	for _, c := range r.criteria {
		if met, written := inPlace[c.Fields[0]]; met || !written || c.Fields[0] == field || !c.prose() {
			continue
		}
		if c.text(units).verdict == Met {
			return true
		}
	}
	return false
}

// prose says whether a criterion is about what a text says, not about a list's order or a table's rows.
func (c criterion) prose() bool {
	return c.Exact == nil && c.Order == nil && c.Count == nil && c.Rows == nil
}

// misplace leaves open what looks met, and tells of what is missing that it may stand elsewhere.
func misplace(all []judged) {
	for i := range all {
		switch j := &all[i]; {
		case !j.words:
		case j.result.Verdict == Met:
			j.turn(Unsure, flawMisplaced.because, flawMisplaced.says+" "+j.says.Missing)
		case j.result.Verdict == Missing && j.result.Misconception == "":
			j.result.Feedback = flawMisplaced.says + " " + j.result.Feedback
		}
	}
}
