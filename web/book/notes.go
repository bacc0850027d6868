package book

import (
	"slices"
	"strings"

	"arrowbook/exercises"
	"arrowbook/grading"
	"arrowbook/storage"
)

// note is a verdict in the margin beside the field it is about. It names the criterion by number and by its
// neutral title: an id could give the answer away.
type note struct {
	Number     int    // of the criterion in the report, from 0
	Home       string // id of the field it stands beside
	Verdict    grading.Verdict
	Title      string
	Feedback   string
	Reading    string
	Drawing    *readingDrawing // nil where there is nothing to draw, or another note beside it shows the same
	Quotes     []string        // the words it rests on
	CanConfirm bool
	CanSelf    bool
	Confirmed  bool // met on the reading that the learner confirmed
	SelfMarked bool
	Disagreed  bool
}

// noteHomes says beside which field each result's note stands; "" where the task no longer has the criterion.
func noteHomes(task *exercises.Task, results []grading.Result) []string {
	homes := make([]string, len(results))
	for i, result := range results {
		homes[i] = noteHome(task, result)
	}
	return homes
}

// noteHome is the field with the words that earned a verdict, else the first that the criterion is about.
func noteHome(task *exercises.Task, result grading.Result) string {
	for _, span := range result.Evidence {
		if _, found := task.Field(span.Field); found {
			return span.Field
		}
	}
	for _, id := range criterion(task, result.Criterion).Fields {
		if _, found := task.Field(id); found {
			return id
		}
	}
	return ""
}

func criterion(task *exercises.Task, id string) grading.Criterion {
	criteria := task.Rubric.Criteria()
	i := slices.IndexFunc(criteria, func(c grading.Criterion) bool { return c.ID == id })
	if i < 0 {
		return grading.Criterion{}
	}
	return criteria[i]
}

// notesOf are all notes of an attempt by the field they stand beside, what is open first.
func notesOf(task *exercises.Task, a *attempt) map[string][]note {
	notes := map[string][]note{}
	if a == nil {
		return notes
	}
	for i, result := range a.report.Criteria {
		n := noteOf(task, a, i, result)
		if slices.ContainsFunc(notes[n.Home], func(o note) bool { return o.Reading == n.Reading }) {
			n.Drawing = nil
		}
		notes[n.Home] = append(notes[n.Home], n)
	}
	return notes
}

func noteOf(task *exercises.Task, a *attempt, number int, judged grading.Result) note {
	now := standing(judged, a.Marks)
	return note{
		Number: number, Home: noteHome(task, judged), Verdict: now.Verdict, Title: criterion(task, judged.Criterion).Title,
		Feedback: judged.Feedback, Reading: judged.Reading, Quotes: quotes(judged, a.answers),
		Drawing:    drawReading(judged.Reading),
		CanConfirm: confirmable(now),
		CanSelf:    now.Verdict != grading.Met && !now.SelfMarked,
		Confirmed:  now.Verdict != judged.Verdict, SelfMarked: now.SelfMarked,
		Disagreed: hasMark(a.Marks, judged.Criterion, markDisagreed),
	}
}

func hasMark(marks []storage.Mark, criterion, kind string) bool {
	return slices.ContainsFunc(marks, func(m storage.Mark) bool { return m.Criterion == criterion && m.Kind == kind })
}

var verdictWords = map[grading.Verdict]string{grading.Met: "Met", grading.Missing: "Missing", grading.Unsure: "Not sure"}

// heading is a note's first words: the verdict, never by colour alone.
func (n note) heading() string {
	words := verdictWords[n.Verdict]
	switch {
	case n.Confirmed:
		words = "Met, on the reading you confirmed"
	case n.SelfMarked:
		words = "Marked by you"
	}
	if n.Title == "" {
		return words
	}
	return words + ": " + n.Title
}

// mark is the pen's mark of a note.
func (n note) mark() string {
	if n.SelfMarked {
		return "begun"
	}
	return string(n.Verdict)
}

// openNotes and metNotes part a field's notes: what is open stands alone, what is met stands together.
func openNotes(notes []note) []note {
	return slices.DeleteFunc(slices.Clone(notes), func(n note) bool { return n.Verdict == grading.Met })
}

func metNotes(notes []note) []note {
	return slices.DeleteFunc(slices.Clone(notes), func(n note) bool { return n.Verdict != grading.Met })
}

func metTitle(notes []note) string {
	titles := make([]string, len(notes))
	for i, n := range notes {
		titles[i] = n.Title
	}
	return "Met: " + strings.Join(titles, " · ")
}

// tally counts how an attempt stands.
type tally struct{ met, self, of int }

func tallyOf(a attempt) tally {
	t := tally{of: len(a.report.Criteria)}
	for _, result := range a.report.Criteria {
		now := standing(result, a.Marks)
		switch {
		case now.Verdict == grading.Met:
			t.met++
		case now.SelfMarked:
			t.self++
		}
	}
	return t
}

// passed says whether an attempt passes as it stands: all met, confirmed readings included.
func (t tally) passed() bool { return t.of > 0 && t.met == t.of }

// settled says whether only the learner's own marks keep it from passing.
func (t tally) settled() bool { return t.of > 0 && t.self > 0 && t.met+t.self == t.of }
