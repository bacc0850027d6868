package storage

import (
	"context"
	"database/sql"
	"time"
)

// Help is a hint or a model answer that a learner was shown.
type Help struct {
	Kind   string    `json:"kind"` // hint or model
	Step   int       `json:"step"` // which hint, from 1; 0 for the model answer
	SeenAt time.Time `json:"seen_at"`
}

// AppendHelp remembers that help was seen; seen twice it is remembered once.
func (db *DB) AppendHelp(ctx context.Context, learner LearnerID, task int, kind string, step int, key string) (Help, error) {
	return once(ctx, db, learner, key, func(tx *sql.Tx) (Help, error) {
		help := Help{Kind: kind, Step: step, SeenAt: db.now().UTC().Truncate(time.Microsecond)}
		_, err := tx.Exec("INSERT INTO helps (learner, task, kind, step, seen_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
			learner, task, kind, step, micros(help.SeenAt))
		return help, err
	})
}

// HelpSeen reads the help that a learner has seen for a task, in the order in which it was seen.
func (db *DB) HelpSeen(ctx context.Context, learner LearnerID, task int) ([]Help, error) {
	rows, err := db.reads.QueryContext(ctx, "SELECT kind, step, seen_at FROM helps WHERE learner = ? AND task = ? ORDER BY seen_at, step", learner, task)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Help
	for rows.Next() {
		var h Help
		var seen int64
		if err := rows.Scan(&h.Kind, &h.Step, &seen); err != nil {
			return nil, err
		}
		h.SeenAt = fromMicros(seen)
		all = append(all, h)
	}
	return all, rows.Err()
}
