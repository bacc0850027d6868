package grading

// Told is a text that a learner may be told about a criterion that is not met.
type Told struct{ Criterion, Text string }

// Told lists all that a learner may be told about what is not met, for a test that none of it gives an answer away.
func (r *Rubric) Told() []Told {
	var all []Told
	for _, c := range r.criteria {
		if c.Exact != nil {
			continue
		}
		all = append(all, Told{c.ID, c.Title + ". " + c.Says.Missing}, Told{c.ID, c.Title + ". " + c.Says.Unsure})
		for _, m := range c.wrong {
			all = append(all, Told{c.ID, m.reply})
		}
	}
	return append(all, r.frame.told()...)
}

func (f *frame) told() []Told {
	if f == nil {
		return nil
	}
	var all []Told
	for _, s := range frameTexts {
		if s.ID == "frame-fix" {
			all = append(all, Told{s.ID, s.Title + ". " + s.Says.Missing}, Told{s.ID, s.Title + ". " + s.Says.Unsure})
			for _, m := range f.wrong[s.ID] {
				all = append(all, Told{s.ID, m.reply})
			}
		}
	}
	return all
}
