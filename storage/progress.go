package storage

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Progress is how far a learner has come: what the map of the book shows.
type Progress struct {
	Tasks     map[int]TaskProgress
	Lessons   map[string]LessonProgress
	LastPlace string // address of what was written to last, such as "/tasks/3"; empty for a new learner
}

// TaskProgress is how far a task has come, by its last attempt. A reading that the learner confirmed is met; what
// they marked themselves is not, and never makes a pass.
type TaskProgress struct {
	Attempts int
	Met, Of  int  // criteria of the last attempt
	Passed   bool // by any attempt
	Drafted  bool
	Last     time.Time
}

// LessonProgress is the best answer to a lesson's questions.
type LessonProgress struct {
	Right, Of int
	Last      time.Time
}

// Progress reads how far a learner has come.
func (db *DB) Progress(ctx context.Context, learner LearnerID) (Progress, error) {
	p := &progressReader{Progress: Progress{Tasks: map[int]TaskProgress{}, Lessons: map[string]LessonProgress{}}}
	for _, read := range []func(context.Context, *DB, LearnerID) error{p.drafts, p.attempts, p.lessons} {
		if err := read(ctx, db, learner); err != nil {
			return p.Progress, err
		}
	}
	return p.Progress, nil
}

type progressReader struct {
	Progress
	latest time.Time
}

// wasAt remembers the place of the latest write.
func (p *progressReader) wasAt(place string, t time.Time) {
	if t.After(p.latest) {
		p.latest, p.LastPlace = t, place
	}
}

func (p *progressReader) drafts(ctx context.Context, db *DB, learner LearnerID) error {
	return each(ctx, db, "SELECT task, max(saved_at) FROM draft_versions WHERE learner = ? GROUP BY task", learner, func(rows *sql.Rows) error {
		var task int
		var saved int64
		if err := rows.Scan(&task, &saved); err != nil {
			return err
		}
		t := p.Tasks[task]
		t.Drafted, t.Last = true, fromMicros(saved)
		p.Tasks[task] = t
		p.wasAt(fmt.Sprintf("/tasks/%d", task), t.Last)
		return nil
	})
}

// attemptsAsTheyStand counts confirmed readings as met. Only a criterion that was not sure can be confirmed, so that
// an attempt passes when nothing is missing and as many are confirmed as were not sure.
const attemptsAsTheyStand = `SELECT task, met + confirmed, met + missing + unsure,
	passed OR (met + unsure > 0 AND missing = 0 AND confirmed = unsure), saved_at
	FROM (SELECT *, (SELECT count(DISTINCT criterion) FROM marks WHERE attempt = attempts.id AND kind = 'confirmed') AS confirmed
		FROM attempts WHERE learner = ?)
	ORDER BY sequence`

func (p *progressReader) attempts(ctx context.Context, db *DB, learner LearnerID) error {
	return each(ctx, db, attemptsAsTheyStand, learner, func(rows *sql.Rows) error {
		var task, met, of int
		var passed bool
		var saved int64
		if err := rows.Scan(&task, &met, &of, &passed, &saved); err != nil {
			return err
		}
		t := p.Tasks[task]
		t.Attempts, t.Met, t.Of, t.Passed = t.Attempts+1, met, of, t.Passed || passed
		if at := fromMicros(saved); at.After(t.Last) {
			t.Last = at
		}
		p.Tasks[task] = t
		p.wasAt(fmt.Sprintf("/tasks/%d", task), fromMicros(saved))
		return nil
	})
}

func (p *progressReader) lessons(ctx context.Context, db *DB, learner LearnerID) error {
	return each(ctx, db, "SELECT lesson, max(right_ones), max(questions), max(saved_at) FROM lesson_checks WHERE learner = ? GROUP BY lesson", learner, func(rows *sql.Rows) error {
		var lesson string
		var l LessonProgress
		var saved int64
		if err := rows.Scan(&lesson, &l.Right, &l.Of, &saved); err != nil {
			return err
		}
		l.Last = fromMicros(saved)
		p.Lessons[lesson] = l
		p.wasAt("/lessons/"+lesson, l.Last)
		return nil
	})
}

// each gives every row of a query about a learner.
func each(ctx context.Context, db *DB, query string, learner LearnerID, do func(*sql.Rows) error) error {
	rows, err := db.reads.QueryContext(ctx, query, learner)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := do(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}
