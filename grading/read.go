package grading

import "slices"

// unit is one text of an answer with its words and what it speaks of.
type unit struct {
	field, part string
	item        int // -1 where the text stands alone
	cell        bool
	text        string
	tokens      []token
	echoed      int  // words in short rows of what was given
	fresh       int  // words that say something, and that the task itself has not
	orders      bool // a sentence of it speaks to the checker
	mentions    map[*concept][]mention
}

func (u unit) span(m mention) Span {
	return Span{Field: u.field, Part: u.part, Item: u.item, Start: u.tokens[m.from].start, End: u.tokens[m.to-1].end}
}

func (u unit) spans(all []mention) []Span {
	var spans []Span
	for _, m := range all {
		spans = append(spans, u.span(m))
	}
	return spans
}

// own counts the words that are the learner's own.
func (u unit) own() int {
	own := 0
	for _, t := range u.tokens {
		if !t.copied {
			own++
		}
	}
	return own
}

// reading is an answer cut into texts, ready to be judged.
type reading struct {
	answers Answers
	units   []unit
	task    TaskInfo

	sentence unit  // the coupling's four parts as one sentence, to see what acts on what
	own      bool  // about a system of the learner's own
	flaw     *flaw // of the answer as a whole; nil without
}

// read reads every text of an answer; words in a row of what was given do not count.
func (r *Rubric) read(answers Answers, seen []string) reading {
	given := []map[string]bool{r.given}
	if len(seen) > 0 {
		given = append(given, shingles(seen))
	}
	all, known := reading{answers: answers, task: r.task}, meanings{}
	all.own = r.own != nil && answers[r.own.Field].Text == r.own.Value
	for _, f := range r.task.Fields {
		for _, u := range texts(f, answers[f.ID]) {
			all.units = append(all.units, r.readUnit(u, given, known))
		}
	}
	if c := answers["frame.coupling"].Coupling; c != (Coupling{}) {
		all.sentence = r.readUnit(unit{text: c.X + " and " + c.Y + " when " + c.Z + " → " + c.B}, given, known)
	}
	all.flaw = r.flawOf(all.units)
	return all
}

// readUnit reads one text.
func (r *Rubric) readUnit(u unit, given []map[string]bool, known meanings) unit {
	u.tokens = r.spelling.tokens(u.text)
	for _, g := range given {
		markCopied(u.tokens, g)
		u.echoed = max(u.echoed, echoes(u.tokens, g))
	}
	text := r.vocabulary.scan(u.tokens, known)
	u.orders = r.markOrders(text.anew())
	r.markOverruled(text.anew())
	markDismissals(u.tokens)
	u.mentions = r.index.find(text.anew())
	u.fresh = r.fresh(u.tokens)
	return u
}

// texts are the texts of one field's answer.
func texts(f Field, v Value) []unit {
	switch f.Kind {
	case KindText:
		return []unit{{field: f.ID, item: -1, text: v.Text}}
	case KindCoupling:
		c := v.Coupling
		return []unit{
			{field: f.ID, part: "x", item: -1, text: c.X}, {field: f.ID, part: "y", item: -1, text: c.Y},
			{field: f.ID, part: "z", item: -1, text: c.Z}, {field: f.ID, part: "b", item: -1, text: c.B},
		}
	}
	var all []unit
	for i, text := range v.Items {
		if f.Kind == KindList {
			all = append(all, unit{field: f.ID, item: i, text: text})
		}
	}
	for i, row := range v.Rows {
		for _, column := range f.Columns {
			all = append(all, unit{field: f.ID, part: column, item: i, cell: true, text: row[column]})
		}
	}
	return all
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
