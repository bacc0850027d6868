package storage

import (
	"errors"
	"fmt"

	"github.com/mattn/go-sqlite3"
)

// The errors that callers tell apart. Each message says what to do.
var (
	ErrNotFound     = errors.New("there is no such record")
	ErrBusy         = errors.New("the line of writes is full; try again in a moment")
	ErrClosed       = errors.New("the database is being closed")
	ErrNewer        = errors.New("the database was written by a later version of this program; use that version, or restore a copy")
	ErrReadOnly     = errors.New("the database is read-only; make the file and its folder writable")
	ErrNotADatabase = errors.New("the file is not a database; name another with --db")
	ErrLocked       = errors.New("the database is in use by another program; stop that one first")
	ErrOlder        = errors.New("the database was written to after this copy was made; --force replaces it all the same")
)

// known turns SQLite's codes into the errors above; others stay as they are.
func known(err error) error {
	var code sqlite3.Error
	if !errors.As(err, &code) {
		return err
	}
	switch code.Code {
	case sqlite3.ErrNotADB, sqlite3.ErrCorrupt:
		return ErrNotADatabase
	case sqlite3.ErrReadonly, sqlite3.ErrPerm, sqlite3.ErrCantOpen:
		return fmt.Errorf("%w (%v)", ErrReadOnly, err)
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return ErrLocked
	}
	return err
}
