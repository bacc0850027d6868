package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"
)

// Export is everything kept about a learner, but for the secrets, which are kept as hashes alone.
type Export struct {
	Learner  LearnerID      `json:"learner"`
	Since    time.Time      `json:"since"`
	Browsers int            `json:"browsers"` // secrets in use
	Drafts   []DraftVersion `json:"drafts"`   // every version of every field
	Attempts []Attempt      `json:"attempts"`
	Help     []TaskHelp     `json:"help"`
	Lessons  []LessonCheck  `json:"lessons"`
	MadeAt   time.Time      `json:"made_at"`
}

// DraftVersion is one version of one field.
type DraftVersion struct {
	Task    int             `json:"task"`
	Field   string          `json:"field"`
	Rev     int64           `json:"rev"`
	Value   json.RawMessage `json:"value"`
	SavedAt time.Time       `json:"saved_at"`
}

// TaskHelp is help seen for a task.
type TaskHelp struct {
	Task int `json:"task"`
	Help
}

// Export reads everything kept about a learner.
func (db *DB) Export(ctx context.Context, learner LearnerID) (Export, error) {
	e := Export{Learner: learner, Drafts: []DraftVersion{}, Help: []TaskHelp{}, MadeAt: db.now().UTC()}
	var since int64
	err := db.reads.QueryRowContext(ctx, "SELECT created_at, (SELECT count(*) FROM secrets WHERE learner = learners.id) FROM learners WHERE id = ?", learner).Scan(&since, &e.Browsers)
	if err != nil {
		return e, orNotFound(err)
	}
	e.Since = fromMicros(since)
	if err := e.drafts(ctx, db); err != nil {
		return e, err
	}
	if err := e.help(ctx, db); err != nil {
		return e, err
	}
	if e.Attempts, err = db.attemptsWhere(ctx, "learner = ?", learner); err != nil {
		return e, err
	}
	e.Lessons, err = db.LessonChecks(ctx, learner)
	return e, err
}

func (e *Export) drafts(ctx context.Context, db *DB) error {
	return each(ctx, db, "SELECT task, field, rev, value, saved_at FROM draft_versions WHERE learner = ? ORDER BY task, field, rev", e.Learner, func(rows *sql.Rows) error {
		var v DraftVersion
		var saved int64
		var value []byte
		err := rows.Scan(&v.Task, &v.Field, &v.Rev, &value, &saved)
		v.Value, v.SavedAt = value, fromMicros(saved)
		e.Drafts = append(e.Drafts, v)
		return err
	})
}

func (e *Export) help(ctx context.Context, db *DB) error {
	return each(ctx, db, "SELECT task, kind, step, seen_at FROM helps WHERE learner = ? ORDER BY seen_at", e.Learner, func(rows *sql.Rows) error {
		var h TaskHelp
		var seen int64
		err := rows.Scan(&h.Task, &h.Kind, &h.Step, &seen)
		h.SeenAt = fromMicros(seen)
		e.Help = append(e.Help, h)
		return err
	})
}
