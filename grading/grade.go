package grading

import "slices"

// unit is one text of an answer with its words.
type unit struct {
	field, part string
	item        int // -1 where the text stands alone
	text        string
	tokens      []token
}

func (u unit) span(from, to int) Span {
	return Span{Field: u.field, Part: u.part, Item: u.item, Start: u.tokens[from].start, End: u.tokens[to-1].end}
}

// reading is an answer cut into texts, ready to be judged.
type reading struct {
	answers Answers
	units   []unit
	task    TaskInfo
}

// Grade judges an answer. seen are hints and model texts that the learner was shown: copied, they do not count.
func (r *Rubric) Grade(answers Answers, seen []string) Report {
	given := []map[string]bool{r.given}
	if len(seen) > 0 {
		given = append(given, shingles(seen))
	}
	read := read(r.task, answers, given)
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

func read(task TaskInfo, answers Answers, given []map[string]bool) reading {
	r := reading{answers: answers, task: task}
	add := func(u unit) {
		u.tokens = tokenise(u.text)
		for _, g := range given {
			markCopied(u.tokens, g)
		}
		r.units = append(r.units, u)
	}
	for _, f := range task.Fields {
		v := answers[f.ID]
		switch f.Kind {
		case KindText:
			add(unit{field: f.ID, item: -1, text: v.Text})
		case KindList:
			for i, text := range v.Items {
				add(unit{field: f.ID, item: i, text: text})
			}
		case KindCoupling:
			c := v.Coupling
			for _, p := range []struct{ part, text string }{{"x", c.X}, {"y", c.Y}, {"z", c.Z}, {"b", c.B}} {
				add(unit{field: f.ID, part: p.part, item: -1, text: p.text})
			}
		case KindRows:
			for i, row := range v.Rows {
				for _, column := range f.Columns {
					add(unit{field: f.ID, part: column, item: i, text: row[column]})
				}
			}
		}
	}
	return r
}

// of are the texts of some fields; a coupling's parts and a row's columns each apart.
func (r reading) of(fields []string) []unit {
	var all []unit
	for _, u := range r.units {
		if slices.Contains(fields, u.field) && len(u.tokens) > 0 {
			all = append(all, u)
		}
	}
	return all
}

// judge decides one criterion.
func (c criterion) judge(r reading) Result {
	result := Result{Criterion: c.ID}
	switch {
	case c.Exact != nil:
		result.Verdict, result.Evidence = c.exact(r)
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

// text judges by words: blocked, met, open, or not there.
func (c criterion) text(units []unit) (Verdict, []Span) {
	if !c.Heap {
		units = slices.DeleteFunc(units, func(u unit) bool { return heap(u.tokens) })
	}
	if _, blocked := c.unless.holds(units, c.Across); blocked {
		return Missing, nil
	}
	spans, met := c.met.holds(units, c.Across)
	if met && len(c.both) > 0 {
		more, also := c.both.holds(units, true)
		if !also {
			return Missing, nil
		}
		spans = append(spans, more...)
	}
	if met {
		return Met, spans
	}
	if spans, open := c.unsure.holds(units, c.Across); open {
		return Unsure, spans
	}
	return c.unread(units), nil
}

// wordsToRead is from how many of a learner's own words on a text without a known idea is an open question:
// somebody may have said the thing in words that the rubric does not know.
const wordsToRead = 9

// unread is the verdict on texts in which nothing was recognised. Items of a list are looked through one by
// one, so what no item says is missing; prose may say it in other words.
func (c criterion) unread(units []unit) Verdict {
	for _, u := range units {
		own := 0
		for _, t := range u.tokens {
			if !t.copied {
				own++
			}
		}
		if u.item < 0 && u.part == "" && own >= wordsToRead && !c.mistaken(units) {
			return Unsure
		}
	}
	return Missing
}

// mistaken says whether a typical wrong idea is recognised.
func (c criterion) mistaken(units []unit) bool {
	for _, m := range c.wrong {
		if _, hit := m.when.holds(units, c.Across); hit {
			return true
		}
	}
	return false
}

// holds looks for an alternative all of whose concepts one text affirms, or, across, all texts together.
func (r rule) holds(units []unit, across bool) ([]Span, bool) {
	for _, alternative := range r {
		if across {
			if spans, ok := together(alternative, units); ok {
				return spans, true
			}
			continue
		}
		for i := range units {
			if spans, ok := together(alternative, units[i:i+1]); ok {
				return spans, true
			}
		}
	}
	return nil, false
}

// together finds every concept in some of the texts.
func together(all []concept, units []unit) ([]Span, bool) {
	var spans []Span
	for _, c := range all {
		span, ok := mention(c, units)
		if !ok {
			return nil, false
		}
		spans = append(spans, span)
	}
	return spans, true
}

func mention(c concept, units []unit) (Span, bool) {
	for _, u := range units {
		if found := c.find(u.tokens); len(found) > 0 {
			return u.span(found[0][0], found[0][1]), true
		}
	}
	return Span{}, false
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
		for _, m := range c.wrong {
			if _, hit := m.when.holds(r.of(c.Fields), c.Across); hit {
				result.Misconception, result.Feedback = m.id, m.reply
				return
			}
		}
	}
}
