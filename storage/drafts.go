package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"
)

// Draft is what a learner has written for a task and not necessarily checked.
type Draft struct{ Fields map[string]DraftField }

// DraftField is a field's current value, and the versions that came from an older base: they are offered
// beside it and never swapped in.
type DraftField struct {
	Value   json.RawMessage
	Rev     int64
	SavedAt time.Time
	Others  []Version
}

// Version is an earlier or concurrent state of a field.
type Version struct {
	Value   json.RawMessage `json:"value"`
	SavedAt time.Time       `json:"saved_at"`
}

// DraftChange is a new value of a field. Base is the rev that it was written on top of; 0 for none.
type DraftChange struct {
	Value json.RawMessage
	Base  int64
}

// DraftSaved says what a save came to.
type DraftSaved struct {
	SavedAt time.Time
	Revs    map[string]int64
	Others  map[string][]Version
}

// How a version stands to the draft.
const (
	superseded = 0
	shown      = 1
	beside     = 2
)

// Draft reads the draft of a task; without one its fields are empty.
func (db *DB) Draft(ctx context.Context, learner LearnerID, task int) (Draft, error) {
	draft := Draft{Fields: map[string]DraftField{}}
	rows, err := db.reads.QueryContext(ctx, `SELECT field, rev, value, current, saved_at FROM draft_versions
		WHERE learner = ? AND task = ? AND current > 0 ORDER BY field, rev`, learner, task)
	if err != nil {
		return draft, err
	}
	defer rows.Close()
	for rows.Next() {
		var field string
		var version draftVersion
		if err := rows.Scan(&field, &version.rev, &version.value, &version.current, &version.saved); err != nil {
			return draft, err
		}
		draft.Fields[field] = version.addTo(draft.Fields[field])
	}
	return draft, rows.Err()
}

type draftVersion struct {
	rev, saved int64
	value      []byte
	current    int
}

func (v draftVersion) addTo(field DraftField) DraftField {
	if v.current == shown {
		field.Value, field.Rev, field.SavedAt = v.value, v.rev, fromMicros(v.saved)
		return field
	}
	field.Others = append(field.Others, Version{Value: v.value, SavedAt: fromMicros(v.saved)})
	return field
}

// SaveDraft keeps changed fields. A change whose base is not the current version does not replace it: it is
// kept as another version. Nothing is ever overwritten.
func (db *DB) SaveDraft(ctx context.Context, learner LearnerID, task int, changes map[string]DraftChange, key string) (DraftSaved, error) {
	return once(ctx, db, learner, key, func(tx *sql.Tx) (DraftSaved, error) {
		saved := DraftSaved{SavedAt: db.now().UTC().Truncate(time.Microsecond), Revs: map[string]int64{}, Others: map[string][]Version{}}
		for field, change := range changes {
			if err := saveField(tx, learner, task, field, change, &saved); err != nil {
				return saved, err
			}
		}
		return saved, nil
	})
}

func saveField(tx *sql.Tx, learner LearnerID, task int, field string, change DraftChange, saved *DraftSaved) error {
	current, newest, err := revsOf(tx, learner, task, field)
	if err != nil {
		return err
	}
	stands, rev := shown, newest+1
	if change.Base != current.rev {
		stands = beside
	}
	if stands == beside && string(current.value) == string(change.Value) {
		saved.Revs[field] = current.rev // two tabs wrote the same: there is nothing to offer
		return nil
	}
	if stands == shown {
		if _, err := tx.Exec("UPDATE draft_versions SET current = ? WHERE learner = ? AND task = ? AND field = ? AND current = ?", superseded, learner, task, field, shown); err != nil {
			return err
		}
	}
	_, err = tx.Exec(`INSERT INTO draft_versions (learner, task, field, rev, value, base, current, saved_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		learner, task, field, rev, string(change.Value), change.Base, stands, micros(saved.SavedAt))
	if err != nil {
		return err
	}
	saved.Revs[field] = rev
	if stands == beside {
		saved.Revs[field] = current.rev
		saved.Others[field] = append(saved.Others[field], Version{Value: current.value, SavedAt: fromMicros(current.saved)})
	}
	return nil
}

// revsOf reads a field's current version and its newest rev.
func revsOf(tx *sql.Tx, learner LearnerID, task int, field string) (current draftVersion, newest int64, err error) {
	err = tx.QueryRow(`SELECT rev, value, saved_at FROM draft_versions WHERE learner = ? AND task = ? AND field = ? AND current = ?`,
		learner, task, field, shown).Scan(&current.rev, &current.value, &current.saved)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return current, 0, err
	}
	err = tx.QueryRow(`SELECT coalesce(max(rev), 0) FROM draft_versions WHERE learner = ? AND task = ? AND field = ?`,
		learner, task, field).Scan(&newest)
	return current, newest, err
}
