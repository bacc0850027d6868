package storage

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// ahead is the steps of a later program: this one's, and one more.
func ahead(t *testing.T, step string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{"99999_more.sql": {Data: []byte("-- +goose Up\n" + step + "\n")}}
	own, err := migrations.ReadDir("migrations")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range own {
		data, _ := migrations.ReadFile("migrations/" + file.Name())
		files[file.Name()] = &fstest.MapFile{Data: data}
	}
	return files
}

// written is a closed database of today's version with one learner, a draft and an attempt.
func written(t *testing.T) (path string, id LearnerID) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "book.db")
	db, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if id, err = db.LearnerFor(t.Context(), NewSecret()); err != nil {
		t.Fatal(err)
	}
	change := map[string]DraftChange{"why": {Value: []byte(`"because"`)}}
	if _, err := db.SaveDraft(t.Context(), id, 3, change, "draft"); err != nil {
		t.Fatal(err)
	}
	attempt := NewAttempt{Learner: id, Task: 3, Answers: []byte(`{"why":"because"}`), Report: []byte(`{}`), Key: "attempt"}
	if _, err := db.AppendAttempt(t.Context(), attempt); err != nil {
		t.Fatal(err)
	}
	return path, id
}

// upgrade is a later program's start on the database.
func upgrade(t *testing.T, path, step string) error {
	t.Helper()
	db, err := sql.Open("sqlite3", dsn(path, "rwc"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	return migrateBy(t.Context(), ahead(t, step), path, db, time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC))
}

// opens says what is wrong when today's program opens the file and looks for what was written.
func opens(t *testing.T, path string, id LearnerID) {
	t.Helper()
	db, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatalf("%s: %v", filepath.Base(path), err)
	}
	defer db.Close()
	if all, err := db.Attempts(t.Context(), id, 3); err != nil || len(all) != 1 || string(all[0].Answers) != `{"why":"because"}` {
		t.Errorf("%s holds the attempts %+v (%v)", filepath.Base(path), all, err)
	}
	if draft, err := db.Draft(t.Context(), id, 3); err != nil || string(draft.Fields["why"].Value) != `"because"` {
		t.Errorf("%s holds the draft %+v (%v)", filepath.Base(path), draft, err)
	}
}

func TestBeforeAMigrationACopyIsMade(t *testing.T) {
	path, id := written(t)
	if err := upgrade(t, path, "ALTER TABLE attempts ADD COLUMN more TEXT NOT NULL DEFAULT 'new';"); err != nil {
		t.Fatal(err)
	}
	opens(t, path+".before-migration-1-20261120T120000", id)
	if _, err := Open(t.Context(), path, Options{}); !errors.Is(err, ErrNewer) {
		t.Errorf("the migrated database opens with %v, not %v", err, ErrNewer)
	}
	if err := upgrade(t, path, ""); err != nil {
		t.Errorf("the second start of the later program: %v", err)
	}
	if copies, _ := filepath.Glob(path + ".before-migration-*[0-9]"); len(copies) != 1 {
		t.Errorf("after the second start there are the copies %q", copies)
	}
}

func TestAFailedMigrationSaysWhereTheCopyIs(t *testing.T) {
	path, id := written(t)
	err := upgrade(t, path, "DELETE FROM attempts;\nINSERT INTO nowhere VALUES (1);")
	copied := path + ".before-migration-1-20261120T120000"
	if err == nil || !strings.Contains(err.Error(), copied) || !strings.Contains(err.Error(), "nowhere") {
		t.Fatalf("it says %v", err)
	}
	opens(t, copied, id)
	opens(t, path, id) // a step that fails is taken back whole
}

func TestACopyIsNeverReplaced(t *testing.T) {
	path, _ := written(t)
	copied := path + ".before-migration-1-20261120T120000"
	if err := os.WriteFile(copied, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := upgrade(t, path, "SELECT 1;"); err == nil || !strings.Contains(err.Error(), copied) {
		t.Errorf("it says %v", err)
	}
	if kept, _ := os.ReadFile(copied); string(kept) != "mine" {
		t.Errorf("the file that was there says %q", kept)
	}
}
