package grading

import "slices"

// Grade judges an answer. seen are hints and model texts that the learner was shown: copied, they do not count.
func (r *Rubric) Grade(answers Answers, seen []string) Report {
	given := []map[string]bool{r.given}
	if len(seen) > 0 {
		given = append(given, shingles(seen))
	}
	read := r.read(answers, given)
	report := Report{Task: r.task.Number}
	for _, c := range r.criteria {
		report.Criteria = append(report.Criteria, c.judge(read))
	}
	if r.frame != nil {
		report.Criteria = append(report.Criteria, r.frame.judge(read)...)
	}
	report.Passed = !slices.ContainsFunc(report.Criteria, func(x Result) bool { return x.Verdict != Met })
	return report
}

// judge decides one criterion.
func (c criterion) judge(r reading) Result {
	result := Result{Criterion: c.ID}
	switch {
	case c.Exact != nil:
		result.Verdict, result.Evidence = c.exact(r)
	case r.own && c.OwnWords > 0:
		result.Verdict, result.Evidence = c.formAlone(r.of(c.Fields))
	case c.Order != nil:
		result.Verdict, result.Evidence = c.ordered(r.of(c.Fields))
	case c.Count != nil:
		result.Verdict, result.Evidence = c.counted(r.of(c.Fields))
	case c.Rows != nil:
		result.Verdict, result.Evidence = c.tabled(r)
	default:
		result.Verdict, result.Evidence = c.text(r.of(c.Fields))
	}
	c.say(&result, r)
	return result
}

// formAlone judges what is said about a system of the learner's own: that it is said, in words of their own.
func (c criterion) formAlone(units []unit) (Verdict, []Span) {
	if _, blocked := c.unless.holds(units, c.Across); blocked {
		return Missing, nil
	}
	for _, u := range units {
		if u.own() >= c.OwnWords && !heap(u.tokens) {
			return Met, []Span{{Field: u.field, Part: u.part, Item: u.item, Whole: true}}
		}
	}
	return Missing, nil
}

// text judges by words: blocked, met, shown to be missing, open, or not recognised.
func (c criterion) text(units []unit) (Verdict, []Span) {
	if !c.Heap {
		units = slices.DeleteFunc(units, func(u unit) bool { return heap(u.tokens) })
	}
	if _, blocked := c.unless.holds(units, c.Across); blocked {
		return Missing, nil
	}
	if spans, met := c.holds(units); met {
		return Met, spans
	}
	if _, shown := c.missing.holds(units, c.Across); shown || c.mistaken(units) {
		return Missing, nil
	}
	if spans, open := c.unsure.holds(units, c.Across); open {
		return Unsure, spans
	}
	return c.unread(units), nil
}

// holds looks for what meets the criterion.
func (c criterion) holds(units []unit) ([]Span, bool) {
	spans, met := c.met.holds(units, c.Across)
	if !met || len(c.both) == 0 {
		return spans, met
	}
	more, also := c.both.holds(units, true)
	return append(spans, more...), also
}

// wordsToRead is from how many of a learner's own words on a text without a known idea is an open question:
// somebody may have said the thing in words that the rubric does not know.
const wordsToRead = 9

// unread is the verdict on texts in which nothing was recognised. Items of a list are looked through one by
// one, so what no item says is missing; prose may say it in other words.
func (c criterion) unread(units []unit) Verdict {
	if c.Else == Missing {
		return Missing
	}
	for _, u := range units {
		if u.item < 0 && u.part == "" && u.own() >= wordsToRead {
			return Unsure
		}
	}
	return Missing
}

// mistaken says whether a typical wrong idea is recognised.
func (c criterion) mistaken(units []unit) bool {
	_, found := wrongIdea(c.wrong, units)
	return found
}

// wrongIdea finds the first typical wrong idea that texts hold, together or alone.
func wrongIdea(all []misconception, units []unit) (misconception, bool) {
	for _, m := range all {
		if _, hit := m.when.holds(units, false); hit {
			return m, true
		}
	}
	return misconception{}, false
}

// say puts the words for the verdict to a result; a typical wrong idea gets the reply made for it.
func (c criterion) say(result *Result, r reading) {
	switch result.Verdict {
	case Met:
		result.Feedback = c.Says.Met
	case Unsure:
		result.Feedback = c.Says.Unsure
		if result.Feedback == "" {
			result.Feedback = "I am not sure that I read this right. " + c.Says.Missing
		}
	case Missing:
		result.Feedback = c.Says.Missing
		if m, found := wrongIdea(c.wrong, r.of(c.Fields)); found {
			result.Misconception, result.Feedback = m.id, m.reply
		}
	}
}
