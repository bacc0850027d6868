package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"
)

// LessonCheck is one answer to the questions of a lesson.
type LessonCheck struct {
	Lesson  string          `json:"lesson"` // slug
	Answers json.RawMessage `json:"answers"`
	Right   int             `json:"right"`
	Of      int             `json:"of"`
	SavedAt time.Time       `json:"saved_at"`
	Key     string          `json:"-"`
}

// AppendLessonCheck keeps an answer to a lesson's questions.
func (db *DB) AppendLessonCheck(ctx context.Context, learner LearnerID, lesson string, c LessonCheck) (LessonCheck, error) {
	return once(ctx, db, learner, c.Key, func(tx *sql.Tx) (LessonCheck, error) {
		c.Lesson, c.SavedAt = lesson, db.now().UTC().Truncate(time.Microsecond)
		_, err := tx.Exec("INSERT INTO lesson_checks (id, learner, lesson, answers, right_ones, questions, saved_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
			newID(), learner, lesson, string(c.Answers), c.Right, c.Of, micros(c.SavedAt))
		return c, err
	})
}

// LessonChecks reads every answer that a learner gave to lessons' questions, oldest first.
func (db *DB) LessonChecks(ctx context.Context, learner LearnerID) ([]LessonCheck, error) {
	rows, err := db.reads.QueryContext(ctx, "SELECT lesson, answers, right_ones, questions, saved_at FROM lesson_checks WHERE learner = ? ORDER BY saved_at, id", learner)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []LessonCheck
	for rows.Next() {
		var c LessonCheck
		var saved int64
		var answers []byte
		if err := rows.Scan(&c.Lesson, &answers, &c.Right, &c.Of, &saved); err != nil {
			return nil, err
		}
		c.Answers, c.SavedAt = answers, fromMicros(saved)
		all = append(all, c)
	}
	return all, rows.Err()
}
