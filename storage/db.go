package storage

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	_ "github.com/mattn/go-sqlite3" // the driver
)

// Options bound the database's work. Zero values take the defaults.
type Options struct {
	Line    int              // writes that may wait; 0: 1024. Full: ErrBusy
	Batch   int              // writes committed together at most; 0: 256
	Readers int              // connections for reading; 0: 4
	Now     func() time.Time // the clock; nil: the system's
}

// DB is an open database: one writer and a few readers. Close it once.
type DB struct {
	path   string
	now    func() time.Time
	reads  *sql.DB
	writes *sql.DB
	writer *writer
	lock   *os.File
	close  sync.Once
}

// Open opens the database at path and makes it when there is none. An older one is migrated after a copy of
// it is made beside it. The errors are those of this package, where they apply.
func Open(ctx context.Context, path string, o Options) (*DB, error) {
	lock, err := takeLock(path)
	if err != nil {
		return nil, err
	}
	db, err := open(ctx, path, o)
	if err != nil {
		lock.Close()
		return nil, err
	}
	db.lock = lock
	return db, nil
}

func open(ctx context.Context, path string, o Options) (*DB, error) {
	o = o.withDefaults()
	if err := checkFile(path); err != nil {
		return nil, err
	}
	writes, err := sql.Open("sqlite3", dsn(path, "rwc"))
	if err != nil {
		return nil, err
	}
	writes.SetMaxOpenConns(1)
	if err := migrate(ctx, path, writes, o.Now()); err != nil {
		writes.Close()
		return nil, known(err)
	}
	reads, err := sql.Open("sqlite3", dsn(path, "ro"))
	if err != nil {
		writes.Close()
		return nil, err
	}
	reads.SetMaxOpenConns(o.Readers)
	db := &DB{path: path, now: o.Now, reads: reads, writes: writes}
	db.writer = startWriter(writes, o)
	return db, nil
}

func (o Options) withDefaults() Options {
	if o.Line == 0 {
		o.Line = 1024
	}
	if o.Batch == 0 {
		o.Batch = 256
	}
	if o.Readers == 0 {
		o.Readers = 4
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}

// dsn gives every connection its pragmas: a statement would reach only one connection of a pool.
func dsn(path, mode string) string {
	pragmas := url.Values{
		"mode": {mode}, "_journal_mode": {"WAL"}, "_synchronous": {"FULL"}, "_foreign_keys": {"1"},
		"_busy_timeout": {"5000"}, "_txlock": {"immediate"}, "_secure_delete": {"1"}, // erased is erased
	}
	switch mode {
	case "ro":
		pragmas = url.Values{"mode": {mode}, "_busy_timeout": {"5000"}, "_query_only": {"1"}}
	case "rw": // to copy from: VACUUM INTO counts as a write
		pragmas = url.Values{"mode": {mode}, "_busy_timeout": {"5000"}}
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + pragmas.Encode()
}

// checkFile refuses what SQLite would refuse later and less clearly, and touches nothing.
func checkFile(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("%w (%v)", ErrReadOnly, err)
	}
	defer file.Close()
	header := make([]byte, 16)
	n, _ := file.Read(header)
	if n > 0 && string(header[:n]) != "SQLite format 3\x00"[:n] {
		return ErrNotADatabase
	}
	return nil
}

// takeLock keeps two servers from one database: each would answer for a line of writes of its own.
func takeLock(path string) (*os.File, error) {
	file, err := os.OpenFile(lockPath(path), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("%w (%v)", ErrReadOnly, err)
	}
	if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		file.Close()
		return nil, ErrLocked
	}
	return file, nil
}

func lockPath(path string) string { return filepath.Clean(path) + ".lock" }

// Close ends the writer after what stands in its line, then the connections.
func (db *DB) Close() error {
	var err error
	db.close.Do(func() {
		db.writer.stop()
		err = errors.Join(db.reads.Close(), db.writes.Close(), db.lock.Close())
	})
	return err
}

// errUndone takes a write back that was only tried.
var errUndone = errors.New("tried and undone")

// Ready says whether the database takes writes: it tries one and takes it back.
func (db *DB) Ready(ctx context.Context) error {
	err := db.write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.Exec("UPDATE clock SET last_write = last_write"); err != nil {
			return err
		}
		return errUndone
	})
	if errors.Is(err, errUndone) {
		return nil
	}
	return err
}

// newID makes an id that nobody can guess.
func newID() string { return rand.Text() }

func micros(t time.Time) int64 { return t.UnixMicro() }

func fromMicros(v int64) time.Time { return time.UnixMicro(v).UTC() }
