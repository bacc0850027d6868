package grading

import "slices"

const (
	becauseContrary = "the text that says it takes it back"
	sayContrary     = "This says a thing and takes it back. Which of the two do you mean?"
)

// doubtContrary leaves open what rests only on texts that take back what they say.
func (r *Rubric) doubtContrary(read reading, j *judged) {
	if !j.words || j.result.Verdict != Met || len(j.result.Evidence) == 0 {
		return
	}
	for _, s := range j.result.Evidence {
		if !mentions(read.at(s), r.wavers) {
			return
		}
	}
	j.turn(Unsure, becauseContrary, sayContrary)
}

// at is the text in which a span stands.
func (r reading) at(s Span) unit {
	i := slices.IndexFunc(r.units, func(u unit) bool { return u.field == s.Field && u.part == s.Part && u.item == s.Item })
	if i < 0 {
		return unit{}
	}
	return r.units[i]
}
