package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Backup copies the database at path to dest, consistently and also while a server writes to it. It never
// replaces a file that is already there.
func Backup(ctx context.Context, path, dest string) error {
	if _, err := os.Stat(path); err != nil {
		return fmt.Errorf("there is no database at %s", path)
	}
	if _, err := os.Stat(dest); !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("%s is already there; name another file", dest)
	}
	if err := checkFile(path); err != nil {
		return err
	}
	db, err := sql.Open("sqlite3", dsn(path, "rw"))
	if err != nil {
		return err
	}
	defer db.Close()
	part := dest + ".part"
	os.Remove(part)
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", part); err != nil {
		os.Remove(part)
		return known(err)
	}
	return settle(part, dest)
}

// settle makes a finished file appear under its name, on disk.
func settle(part, dest string) error {
	if err := syncFile(part); err != nil {
		return err
	}
	if err := os.Rename(part, dest); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(dest))
}

func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	defer folder.Close()
	return folder.Sync()
}

// Restore puts the copy at from in the place of the database at path. It refuses while a server has the
// database open, and, without force, when the database was written to after the copy.
func Restore(ctx context.Context, path, from string, force bool) error {
	copied, err := lastWrite(ctx, from)
	if err != nil {
		return fmt.Errorf("%s: %w", from, err)
	}
	lock, err := takeLock(path)
	if err != nil {
		return err
	}
	defer lock.Close()
	if _, err := os.Stat(path); err == nil && !force {
		standing, err := lastWrite(ctx, path)
		if err != nil {
			return fmt.Errorf("%s: %w; --force replaces it all the same", path, err)
		}
		if standing > copied {
			return ErrOlder
		}
	}
	return replace(ctx, path, from)
}

func replace(ctx context.Context, path, from string) error {
	part := path + ".part"
	os.Remove(part)
	if err := Backup(ctx, from, part); err != nil {
		return err
	}
	for _, rest := range []string{"-wal", "-shm"} { // of the database that goes: they would be read into the one that comes
		if err := os.Remove(path + rest); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return settle(part, path)
}

// lastWrite reads when a database was last written to, in microseconds.
func lastWrite(ctx context.Context, path string) (int64, error) {
	if _, err := os.Stat(path); err != nil {
		return 0, errors.New("there is no such file")
	}
	if err := checkFile(path); err != nil {
		return 0, err
	}
	db, err := sql.Open("sqlite3", dsn(path, "ro"))
	if err != nil {
		return 0, err
	}
	defer db.Close()
	var last int64
	if err := db.QueryRowContext(ctx, "SELECT last_write FROM clock").Scan(&last); err != nil {
		return 0, fmt.Errorf("this is not a database of this program (%w)", known(err))
	}
	return last, nil
}
