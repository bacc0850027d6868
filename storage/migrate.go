package storage

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings the database to this program's version. A file that already holds data is copied beside
// itself first; one that a later program wrote is left alone.
func migrate(ctx context.Context, path string, db *sql.DB, now time.Time) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	return migrateBy(ctx, files, path, db, now)
}

// migrateBy takes the steps from files.
func migrateBy(ctx context.Context, files fs.FS, path string, db *sql.DB, now time.Time) error {
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, files)
	if err != nil {
		return err
	}
	have, err := versionOf(ctx, db)
	if err != nil {
		return err
	}
	sources := provider.ListSources()
	want := sources[len(sources)-1].Version
	switch {
	case have > want:
		return fmt.Errorf("%w (it is of version %d, this program knows %d)", ErrNewer, have, want)
	case have == want:
		return nil
	case have == 0:
		_, err = provider.Up(ctx)
		return err
	}
	copied, err := copyBeside(ctx, db, path, have, now)
	if err != nil {
		return err
	}
	if _, err := provider.Up(ctx); err != nil { // whoever is told so is told where the copy is
		return fmt.Errorf("the database could not be brought from version %d to %d: %w; as it was before, it is in %s", have, want, known(err), copied)
	}
	return nil
}

// versionOf reads the version without writing: 0 for a new file.
func versionOf(ctx context.Context, db *sql.DB) (int64, error) {
	var tables int
	err := db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'goose_db_version'").Scan(&tables)
	if err != nil || tables == 0 {
		return 0, err
	}
	var version sql.NullInt64
	err = db.QueryRowContext(ctx, "SELECT max(version_id) FROM goose_db_version WHERE is_applied = 1").Scan(&version)
	return version.Int64, err
}

// copyBeside keeps the database as it was before a migration, and tells where.
func copyBeside(ctx context.Context, db *sql.DB, path string, version int64, now time.Time) (string, error) {
	copied := fmt.Sprintf("%s.before-migration-%d-%s", path, version, now.UTC().Format("20060102T150405"))
	if _, err := os.Stat(copied); !errors.Is(err, os.ErrNotExist) {
		return "", fmt.Errorf("the copy %s is already there; move it away", copied)
	}
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", copied); err != nil {
		return "", fmt.Errorf("the copy before the migration could not be made: %w", err)
	}
	return copied, errors.Join(syncFile(copied), syncFolder(filepath.Dir(copied)))
}

// syncFile makes sure that a file's bytes are on disk.
func syncFile(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer file.Close()
	return file.Sync()
}
