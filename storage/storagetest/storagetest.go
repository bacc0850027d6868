// Package storagetest opens databases for tests: real files that go with the test.
package storagetest

import (
	"path/filepath"
	"testing"

	"arrowbook/storage"
)

// New opens a fresh database and closes it with the test.
func New(t testing.TB) *storage.DB {
	t.Helper()
	db, err := storage.Open(t.Context(), filepath.Join(t.TempDir(), "test.db"), storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}
