package grading

import "slices"

// Grade judges an answer. seen are hints and model texts that the learner was shown: copied, they do not count.
func (r *Rubric) Grade(answers Answers, seen []string) Report {
	read := r.read(answers, seen)
	report := Report{Task: r.task.Number, Passed: true}
	for _, j := range r.judge(read) {
		report.Criteria = append(report.Criteria, j.result)
		report.Passed = report.Passed && j.result.Verdict == Met
	}
	return report
}

// judged is a criterion's result on its way into the report.
type judged struct {
	result Result
	ruled  ruling
	exact  bool // it rests on a choice or a place
	words  bool // it rests on what texts say, neither on a choice nor on what they do not say
	says   SaysSource
}

// judge judges every criterion, the frame's last, and then the answer as a whole.
func (r *Rubric) judge(read reading) []judged {
	all := r.judgeEach(read)
	flaw := read.flaw
	switch {
	case flaw == flawDenied && nearlyMet(all):
		flaw = nil // who says first what it is not
	case flaw == nil && r.handedBack(read, all):
		flaw = flawHollow
	}
	for i := range all {
		r.doubtContrary(read, &all[i])
	}
	misplaced := flaw == nil && !read.own && r.misplaced(read, all)
	for i := range all {
		all[i].mark(flaw)
	}
	if !read.own {
		r.doubtAlone(all)
		r.doubtCapacity(all)
		weigh(all)
		r.doubtNone(all)
	}
	if misplaced {
		misplace(all[:len(r.criteria)])
	}
	return all
}

// judgeEach judges every criterion by itself.
func (r *Rubric) judgeEach(read reading) []judged {
	var all []judged
	for _, c := range r.criteria {
		result, ruled := c.judge(r.proposed(c, read))
		r.draw(c, read, &result)
		all = append(all, judged{result, ruled, c.Exact != nil, c.byWords() && len(read.of(c.Fields)) > 0, c.Says})
	}
	if r.frame != nil {
		all = append(all, r.frame.judge(read, func(text string) []Link { return r.links([]unit{r.unit(text)}) })...)
		r.wantChange(read, all)
	}
	return all
}

// proposed leaves out, where a criterion is about what is proposed, the proposals that only add capacity.
func (r *Rubric) proposed(c criterion, read reading) reading {
	if r.frame != nil && c.Exact == nil && r.frame.proposals(c.Fields) {
		read.units = slices.DeleteFunc(slices.Clone(read.units), r.frame.onlyScales)
	}
	return read
}

// ruling is a verdict with the words that it rests on and the reason, which is for those who ask why.
type ruling struct {
	verdict  Verdict
	evidence []Span
	because  string
}

func ruledMissing(because string) ruling { return ruling{verdict: Missing, because: because} }

// Reasons that do not tell what would have met a criterion.
const (
	becauseNothing   = "nothing is written"
	becauseBlocked   = "what is said here rules it out, whatever else is said"
	becauseShown     = "what is said is something else"
	becauseMistaken  = "a typical wrong idea was recognised"
	becauseHalf      = "a part of it was recognised"
	becauseUnread    = "no rule recognised it, and there are words enough to say it in another way"
	becauseDenied    = "an idea that belongs to it stands denied"
	becauseNoneFound = "no idea that would meet it was recognised"
)

// judge decides one criterion.
func (c criterion) judge(r reading) (Result, ruling) {
	ruled := c.rule(r)
	result := Result{Criterion: c.ID, Verdict: ruled.verdict, Evidence: ruled.evidence}
	c.say(&result, r)
	return result, ruled
}

func (c criterion) rule(r reading) ruling {
	switch {
	case c.Exact != nil:
		return c.exact(r)
	case r.own && c.OwnWords > 0:
		return c.formAlone(r.of(c.Fields))
	case c.Order != nil:
		return c.ordered(r.of(c.Fields))
	case c.Count != nil:
		return c.counted(r.of(c.Fields))
	case c.Rows != nil:
		return c.tabled(r)
	}
	return c.text(r.of(c.Fields))
}

// text judges by words: blocked, met, shown to be missing, open, or not recognised.
func (c criterion) text(units []unit) ruling {
	if len(units) == 0 {
		return ruledMissing(becauseNothing)
	}
	if !c.Heap {
		units = slices.DeleteFunc(units, func(u unit) bool { return heap(u.tokens) })
	}
	if _, blocked := c.unless.holds(units, c.Across); blocked {
		return ruledMissing(becauseBlocked)
	}
	if spans, how := c.holds(units); how != "" {
		return ruling{Met, spans, how}
	}
	return c.notMet(units)
}

// notMet tells missing from open.
func (c criterion) notMet(units []unit) ruling {
	if c.mistaken(units) {
		return ruledMissing(becauseMistaken)
	}
	if _, shown := c.missing.holds(units, c.Across); shown {
		return ruledMissing(becauseShown)
	}
	if spans, open := c.unsure.holds(units, c.Across); open {
		return ruling{Unsure, spans, becauseHalf}
	}
	return c.unread(units)
}

// holds looks for what meets the criterion; how says which alternative did.
func (c criterion) holds(units []unit) (spans []Span, how string) {
	spans, how = c.met.find(units, c.Across)
	if how == "" || len(c.both) == 0 {
		return spans, how
	}
	more, also := c.both.find(units, true)
	if also == "" {
		return nil, ""
	}
	return append(spans, more...), how + ", and " + also
}

// wordsToRead is from how many of a learner's own words on a text without a known idea is an open question:
// somebody may have said the thing in words that the rubric does not know.
const wordsToRead = 7

// unread is the verdict on texts in which nothing was recognised. Items of a list are looked through one by
// one, so what no item says is missing; prose may say it in other words.
func (c criterion) unread(units []unit) ruling {
	for _, u := range units {
		if c.met.denied(u) {
			return ruledMissing(becauseDenied)
		}
		if c.Else != Missing && u.item < 0 && u.part == "" && u.own() >= wordsToRead {
			return ruling{verdict: Unsure, because: becauseUnread}
		}
	}
	return ruledMissing(becauseNoneFound)
}

// mistaken says whether a typical wrong idea is recognised.
func (c criterion) mistaken(units []unit) bool {
	_, found := wrongIdea(c.wrong, units)
	return found
}

// wrongIdea finds the first typical wrong idea that a text holds.
func wrongIdea(all []misconception, units []unit) (misconception, bool) {
	for _, m := range all {
		if _, hit := m.when.holds(units, false); hit {
			return m, true
		}
	}
	return misconception{}, false
}

// unsure is what a learner is told where it is open.
func (s SaysSource) unsure() string {
	if s.Unsure == "" {
		return "I am not sure that I read this right. " + s.Missing
	}
	return s.Unsure
}

// say puts the words for the verdict to a result; a typical wrong idea gets the reply made for it.
func (c criterion) say(result *Result, r reading) {
	switch result.Verdict {
	case Met:
		result.Feedback = c.Says.Met
	case Unsure:
		result.Feedback = c.Says.unsure()
	case Missing:
		result.Feedback = c.Says.Missing
		if m, found := wrongIdea(c.wrong, r.of(c.Fields)); found {
			result.Misconception, result.Feedback = m.id, m.reply
		}
	}
}

// byWords says whether a criterion rests on what single texts say. What stands in every row of a column is no chance,
// and neither is a table's shape.
func (c criterion) byWords() bool {
	return c.Exact == nil && (c.Rows == nil || c.Rows.Column == "" && !c.Rows.Filled)
}
