package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
)

// once makes a write that is known by its client-made key: the same key again gives the same answer and
// changes nothing. Without a key the write cannot be told from another and is always made.
func once[T any](ctx context.Context, db *DB, learner LearnerID, key string, do func(*sql.Tx) (T, error)) (T, error) {
	var answer T
	err := db.write(ctx, func(tx *sql.Tx) error {
		found, err := answered(tx, learner, key, &answer)
		if found || err != nil {
			return err
		}
		if answer, err = do(tx); err != nil {
			return err
		}
		return db.remember(tx, learner, key, answer)
	})
	return answer, err
}

func answered(tx *sql.Tx, learner LearnerID, key string, into any) (bool, error) {
	if key == "" {
		return false, nil
	}
	var data []byte
	err := tx.QueryRow("SELECT answer FROM writes WHERE learner = ? AND write_key = ?", learner, key).Scan(&data)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, json.Unmarshal(data, into)
}

func (db *DB) remember(tx *sql.Tx, learner LearnerID, key string, answer any) error {
	if key == "" {
		return nil
	}
	data, err := json.Marshal(answer)
	if err != nil {
		return err
	}
	_, err = tx.Exec("INSERT INTO writes (learner, write_key, answer, written_at) VALUES (?, ?, ?, ?)", learner, key, string(data), micros(db.now()))
	return err
}

// orNotFound names the absence of a row.
func orNotFound(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNotFound
	}
	return err
}
