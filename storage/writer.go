package storage

import (
	"context"
	"database/sql"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// write is one change standing in line.
type write struct {
	ctx  context.Context
	do   func(*sql.Tx) error
	done chan error
}

// writer is the one goroutine that changes the database. It takes what stands in line, commits it in one
// transaction and answers everybody after the commit: synchronous=FULL makes that commit durable.
type writer struct {
	db      *sql.DB
	line    chan write
	batch   int
	now     func() time.Time
	mu      sync.RWMutex // held for reading while a write joins the line, for writing while it is closed
	closed  bool
	ended   chan struct{}
	written atomic.Int64
	batches atomic.Int64
	refused atomic.Int64
	last    atomic.Int64 // nanoseconds that the last commit took
}

func startWriter(db *sql.DB, o Options) *writer {
	w := &writer{db: db, line: make(chan write, o.Line), batch: o.Batch, now: o.Now, ended: make(chan struct{})}
	go w.run()
	return w
}

// write makes a change and returns once it is on disk. The change may be run for a caller who has gone.
func (db *DB) write(ctx context.Context, do func(*sql.Tx) error) error {
	w := write{ctx: ctx, do: do, done: make(chan error, 1)}
	if err := db.writer.join(w); err != nil {
		return err
	}
	select {
	case err := <-w.done:
		return known(err)
	case <-ctx.Done():
		return ctx.Err()
	}
}

// join puts a write in line, or says at once that there is no room.
func (w *writer) join(one write) error {
	w.mu.RLock()
	defer w.mu.RUnlock()
	if w.closed {
		return ErrClosed
	}
	select {
	case w.line <- one:
		return nil
	default:
		w.refused.Add(1)
		return ErrBusy
	}
}

// stop lets the line run out and waits for the end.
func (w *writer) stop() {
	w.mu.Lock()
	w.closed = true
	close(w.line)
	w.mu.Unlock()
	<-w.ended
}

func (w *writer) run() {
	defer close(w.ended)
	for first := range w.line {
		w.commit(w.gather(first))
	}
}

// gather takes whoever stands in line with the first, without waiting for more.
func (w *writer) gather(first write) []write {
	all := []write{first}
	for len(all) < w.batch {
		select {
		case next, open := <-w.line:
			if !open {
				return all
			}
			all = append(all, next)
		default:
			return all
		}
	}
	return all
}

// commit makes all changes in one transaction, each in a savepoint of its own: one that fails takes nothing
// with it.
func (w *writer) commit(all []write) {
	began := w.now()
	results := make([]error, len(all))
	err := w.transact(all, results)
	w.batches.Add(1)
	w.last.Store(int64(w.now().Sub(began)))
	for i, one := range all {
		if err != nil {
			one.done <- err
			continue
		}
		w.written.Add(1)
		one.done <- results[i]
	}
}

func (w *writer) transact(all []write, results []error) error {
	tx, err := w.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for i, one := range all {
		if results[i], err = savepoint(tx, one); err != nil {
			return err
		}
	}
	if slices.Contains(results, nil) { // something has changed: restore compares by it
		if _, err := tx.Exec("UPDATE clock SET last_write = ?", micros(w.now())); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// savepoint runs one change; result is how it went, fatal that the whole transaction is lost.
func savepoint(tx *sql.Tx, one write) (result, fatal error) {
	if err := one.ctx.Err(); err != nil {
		return err, nil // its caller has gone before its turn
	}
	if _, err := tx.Exec("SAVEPOINT one"); err != nil {
		return nil, err
	}
	if result = one.do(tx); result != nil {
		if _, err := tx.Exec("ROLLBACK TO one"); err != nil {
			return nil, err
		}
	}
	_, err := tx.Exec("RELEASE one")
	return result, err
}

// Stats are figures of the line of writes.
type Stats struct {
	Waiting    int           // writes in line now
	Line       int           // writes that fit into the line
	Written    int64         // writes answered
	Batches    int64         // transactions
	Refused    int64         // writes turned away because the line was full
	LastCommit time.Duration // what the last transaction took
}

// Stats reads the figures of the line of writes.
func (db *DB) Stats() Stats {
	w := db.writer
	return Stats{
		Waiting: len(w.line), Line: cap(w.line), Written: w.written.Load(), Batches: w.batches.Load(),
		Refused: w.refused.Load(), LastCommit: time.Duration(w.last.Load()),
	}
}
