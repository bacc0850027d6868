package grading

// flawMisplaced is an answer whose texts stand in each other's places.
var flawMisplaced = &flaw{Unsure, "the texts would be right in each other's places", "These texts seem to have changed places: some say what another field asks for."}

// fewTexts that stand in each other's places may do so by chance.
const fewTexts = 2

// misplaced says whether texts stand in each other's places. Either half of those that miss their own field meet another
// one that was missed, and are as many as those in their place; or the mechanism is not named, and no text that meets its
// own field is told from one of a field that was missed. Of 1,600 labelled answers that were not written so, four are.
func (r *Rubric) misplaced(read reading, all []judged) bool {
	inPlace := r.inPlace(all)
	missed, right := 0, 0
	for field, met := range inPlace {
		right += one(met)
		missed += one(!met && r.belongsElsewhere(read.of([]string{field}), field, inPlace))
	}
	if missed >= fewTexts && missed >= right && missed >= len(inPlace)-right-missed {
		return true
	}
	_, mechanism, _ := understood(all)
	return !mechanism && right > 0 && r.noneInPlace(read, inPlace)
}

// noneInPlace says whether every text that meets its own field would as well meet one that was missed.
func (r *Rubric) noneInPlace(read reading, inPlace map[string]bool) bool {
	for field, met := range inPlace {
		if met && !r.belongsElsewhere(read.of([]string{field}), field, inPlace) {
			return false
		}
	}
	return true
}

// inPlace says of every field with prose whether a criterion on it is met.
func (r *Rubric) inPlace(all []judged) map[string]bool {
	fields := map[string]bool{}
	for i, c := range r.criteria {
		if all[i].words && c.prose() {
			fields[c.Fields[0]] = fields[c.Fields[0]] || all[i].result.Verdict == Met
		}
	}
	return fields
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
