package storage

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"regexp"
)

// LearnerID names a learner within the database. It is no secret and grants nothing.
type LearnerID string

// LearnerFor finds whom a browser's secret belongs to, and makes the learner at the secret's first write. First
// writes that come at once are one learner: the single writer takes one after the other.
func (db *DB) LearnerFor(ctx context.Context, secret string) (LearnerID, error) {
	var id LearnerID
	err := db.write(ctx, func(tx *sql.Tx) error {
		err := tx.QueryRow("SELECT learner FROM secrets WHERE hash = ?", hashOf(secret)).Scan(&id)
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		id = LearnerID(newID())
		if _, err := tx.Exec("INSERT INTO learners (id, created_at) VALUES (?, ?)", id, micros(db.now())); err != nil {
			return err
		}
		return db.insertSecret(tx, id, secret)
	})
	return id, err
}

// AddSecret gives a learner another secret, for another browser.
func (db *DB) AddSecret(ctx context.Context, learner LearnerID) (string, error) {
	secret := NewSecret()
	err := db.write(ctx, func(tx *sql.Tx) error { return db.insertSecret(tx, learner, secret) })
	return secret, err
}

func (db *DB) insertSecret(tx *sql.Tx, learner LearnerID, secret string) error {
	_, err := tx.Exec("INSERT INTO secrets (hash, learner, created_at) VALUES (?, ?, ?)", hashOf(secret), learner, micros(db.now()))
	return err
}

// LearnerBySecret finds whom a cookie's secret belongs to, or ErrNotFound.
func (db *DB) LearnerBySecret(ctx context.Context, secret string) (LearnerID, error) {
	var id LearnerID
	err := db.reads.QueryRowContext(ctx, "SELECT learner FROM secrets WHERE hash = ?", hashOf(secret)).Scan(&id)
	return id, orNotFound(err)
}

// NewSecret makes a secret that nobody can guess. It belongs to nobody until its first write.
func NewSecret() string { return rand.Text() + rand.Text() }

var secretForm = regexp.MustCompile(`^[A-Z2-7]{52}$`)

// IsSecret says whether a text has the form of what NewSecret makes: a shorter one could be guessed.
func IsSecret(text string) bool { return secretForm.MatchString(text) }

// hashOf is what the database keeps of a secret: nobody who reads the file can be the learner.
func hashOf(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// LinkOf is the code of the learner's personal link; empty while none was made.
func (db *DB) LinkOf(ctx context.Context, learner LearnerID) (string, error) {
	var code string
	err := db.reads.QueryRowContext(ctx, "SELECT code FROM links WHERE learner = ?", learner).Scan(&code)
	if orNotFound(err) == ErrNotFound {
		return "", nil
	}
	return code, err
}

// RenewLink makes the personal link, or makes it anew: the old one then leads nowhere.
func (db *DB) RenewLink(ctx context.Context, learner LearnerID, key string) (string, error) {
	return once(ctx, db, learner, key, func(tx *sql.Tx) (string, error) {
		code := rand.Text()
		if _, err := tx.Exec("DELETE FROM links WHERE learner = ?", learner); err != nil {
			return "", err
		}
		_, err := tx.Exec("INSERT INTO links (learner, code, created_at) VALUES (?, ?, ?)", learner, code, micros(db.now()))
		return code, err
	})
}

// LearnerByLink finds whose personal link a code is, or ErrNotFound.
func (db *DB) LearnerByLink(ctx context.Context, code string) (LearnerID, error) {
	var id LearnerID
	err := db.reads.QueryRowContext(ctx, "SELECT learner FROM links WHERE code = ?", code).Scan(&id)
	return id, orNotFound(err)
}

// Erase removes a learner with everything kept about them.
func (db *DB) Erase(ctx context.Context, learner LearnerID) error {
	return db.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.Exec("DELETE FROM learners WHERE id = ?", learner)
		return err
	})
}
