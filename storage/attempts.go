package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"
)

// NewAttempt is an answer with the report it got, about to be kept.
type NewAttempt struct {
	Learner              LearnerID
	Task                 int
	Answers, Report      json.RawMessage
	Passed               bool
	Met, Missing, Unsure int
	Content              string // hash of the task's folder
	Checker              string // version of the checker
	Key                  string // client-made
}

// Attempt is a kept answer, as it was judged then, with what came to it later.
type Attempt struct {
	ID      string          `json:"attempt"`
	Task    int             `json:"task"`
	SavedAt time.Time       `json:"saved_at"`
	Answers json.RawMessage `json:"answers"`
	Report  json.RawMessage `json:"report"`
	Passed  bool            `json:"passed"`
	Met     int             `json:"met"`
	Missing int             `json:"missing"`
	Unsure  int             `json:"unsure"`
	Content string          `json:"content"`
	Checker string          `json:"checker"`
	Marks   []Mark          `json:"marks"`
	Proofs  []Proof         `json:"proofs"`
}

// Mark is what a learner said of a verdict.
type Mark struct {
	Criterion string    `json:"criterion"`
	Kind      string    `json:"kind"` // confirmed, self or disagreed
	Note      string    `json:"note"`
	SavedAt   time.Time `json:"saved_at"`
	Key       string    `json:"-"`
}

// Proof is a run of the learner's fix.
type Proof struct {
	Run     string    `json:"run"`
	Proven  bool      `json:"proven"`
	Held    int       `json:"held"`
	Of      int       `json:"of"`
	Says    string    `json:"says"`
	SavedAt time.Time `json:"saved_at"`
	Key     string    `json:"-"`
}

// AppendAttempt keeps an attempt. The same key again returns the attempt that it made the first time.
func (db *DB) AppendAttempt(ctx context.Context, a NewAttempt) (Attempt, error) {
	id, err := once(ctx, db, a.Learner, a.Key, func(tx *sql.Tx) (string, error) {
		id := newID()
		_, err := tx.Exec(`INSERT INTO attempts
			(id, learner, sequence, task, answers, report, passed, met, missing, unsure, content, checker, saved_at)
			SELECT ?, ?, coalesce(max(sequence), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM attempts WHERE learner = ?`,
			id, a.Learner, a.Task, string(a.Answers), string(a.Report), a.Passed, a.Met, a.Missing, a.Unsure, a.Content, a.Checker,
			micros(db.now()), a.Learner)
		return id, err
	})
	if err != nil {
		return Attempt{}, err
	}
	return db.attempt(ctx, a.Learner, id)
}

const attemptColumns = "id, task, answers, report, passed, met, missing, unsure, content, checker, saved_at"

type scanner interface{ Scan(...any) error }

func scanAttempt(row scanner) (Attempt, error) {
	var a Attempt
	var saved int64
	var answers, report []byte
	err := row.Scan(&a.ID, &a.Task, &answers, &report, &a.Passed, &a.Met, &a.Missing, &a.Unsure, &a.Content, &a.Checker, &saved)
	a.Answers, a.Report, a.SavedAt = answers, report, fromMicros(saved)
	a.Marks, a.Proofs = []Mark{}, []Proof{}
	return a, err
}

func (db *DB) attempt(ctx context.Context, learner LearnerID, id string) (Attempt, error) {
	row := db.reads.QueryRowContext(ctx, "SELECT "+attemptColumns+" FROM attempts WHERE learner = ? AND id = ?", learner, id)
	a, err := scanAttempt(row)
	if err != nil {
		return a, orNotFound(err)
	}
	all := []Attempt{a}
	err = db.attach(ctx, all)
	return all[0], err
}

// Attempt reads one attempt of a task, or ErrNotFound.
func (db *DB) Attempt(ctx context.Context, learner LearnerID, task int, id string) (Attempt, error) {
	a, err := db.attempt(ctx, learner, id)
	if err == nil && a.Task != task {
		return Attempt{}, ErrNotFound
	}
	return a, err
}

// Attempts reads a learner's attempts of a task, oldest first, with their marks and proofs.
func (db *DB) Attempts(ctx context.Context, learner LearnerID, task int) ([]Attempt, error) {
	return db.attemptsWhere(ctx, "learner = ? AND task = ?", learner, task)
}

func (db *DB) attemptsWhere(ctx context.Context, where string, args ...any) ([]Attempt, error) {
	rows, err := db.reads.QueryContext(ctx, "SELECT "+attemptColumns+" FROM attempts WHERE "+where+" ORDER BY sequence", args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Attempt
	for rows.Next() {
		a, err := scanAttempt(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, a)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return all, db.attach(ctx, all)
}

// attach adds marks and proofs to attempts, two queries however many attempts there are.
func (db *DB) attach(ctx context.Context, all []Attempt) error {
	if len(all) == 0 {
		return nil
	}
	place, ids := map[string]int{}, []string{}
	for i, a := range all {
		place[a.ID] = i
		ids = append(ids, a.ID)
	}
	these, err := json.Marshal(ids)
	if err != nil {
		return err
	}
	if err := db.attachMarks(ctx, string(these), place, all); err != nil {
		return err
	}
	return db.attachProofs(ctx, string(these), place, all)
}

// ofThese selects what belongs to attempts whose ids are given as a JSON list, however many they are.
const ofThese = `attempt IN (SELECT value FROM json_each(?))`

func (db *DB) attachMarks(ctx context.Context, ids string, place map[string]int, all []Attempt) error {
	rows, err := db.reads.QueryContext(ctx, "SELECT attempt, criterion, kind, note, saved_at FROM marks WHERE "+ofThese+" ORDER BY saved_at, id", ids)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var attempt string
		var m Mark
		var saved int64
		if err := rows.Scan(&attempt, &m.Criterion, &m.Kind, &m.Note, &saved); err != nil {
			return err
		}
		m.SavedAt = fromMicros(saved)
		i := place[attempt]
		all[i].Marks = append(all[i].Marks, m)
	}
	return rows.Err()
}

func (db *DB) attachProofs(ctx context.Context, ids string, place map[string]int, all []Attempt) error {
	rows, err := db.reads.QueryContext(ctx, "SELECT attempt, run, proven, held, seeds, says, saved_at FROM proofs WHERE "+ofThese+" ORDER BY saved_at, id", ids)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var attempt string
		var p Proof
		var saved int64
		if err := rows.Scan(&attempt, &p.Run, &p.Proven, &p.Held, &p.Of, &p.Says, &saved); err != nil {
			return err
		}
		p.SavedAt = fromMicros(saved)
		i := place[attempt]
		all[i].Proofs = append(all[i].Proofs, p)
	}
	return rows.Err()
}

// AppendMark keeps what a learner says of a verdict, or ErrNotFound when the attempt is not theirs.
func (db *DB) AppendMark(ctx context.Context, learner LearnerID, attempt string, m Mark) (Mark, error) {
	return once(ctx, db, learner, m.Key, func(tx *sql.Tx) (Mark, error) {
		if err := owns(tx, learner, attempt); err != nil {
			return m, err
		}
		m.SavedAt = db.now().UTC().Truncate(time.Microsecond)
		_, err := tx.Exec("INSERT INTO marks (id, attempt, criterion, kind, note, saved_at) VALUES (?, ?, ?, ?, ?, ?)",
			newID(), attempt, m.Criterion, m.Kind, m.Note, micros(m.SavedAt))
		return m, err
	})
}

// AppendProof keeps a run of a learner's fix, or ErrNotFound when the attempt is not theirs.
func (db *DB) AppendProof(ctx context.Context, learner LearnerID, attempt string, p Proof) (Proof, error) {
	return once(ctx, db, learner, p.Key, func(tx *sql.Tx) (Proof, error) {
		if err := owns(tx, learner, attempt); err != nil {
			return p, err
		}
		p.SavedAt = db.now().UTC().Truncate(time.Microsecond)
		_, err := tx.Exec("INSERT INTO proofs (id, attempt, run, proven, held, seeds, says, saved_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
			newID(), attempt, p.Run, p.Proven, p.Held, p.Of, p.Says, micros(p.SavedAt))
		return p, err
	})
}

func owns(tx *sql.Tx, learner LearnerID, attempt string) error {
	var found int
	return orNotFound(tx.QueryRow("SELECT 1 FROM attempts WHERE id = ? AND learner = ?", attempt, learner).Scan(&found))
}
