package storage_test

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"arrowbook/storage"
	"arrowbook/storage/storagetest"
)

func learner(t *testing.T, db *storage.DB) storage.LearnerID {
	t.Helper()
	id, err := db.LearnerFor(t.Context(), storage.NewSecret())
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func attempt(id storage.LearnerID, key string) storage.NewAttempt {
	return storage.NewAttempt{
		Learner: id, Task: 3, Answers: json.RawMessage(`{"why":"because"}`), Report: json.RawMessage(`{"passed":false}`),
		Met: 1, Missing: 2, Unsure: 3, Content: "abc", Checker: "1", Key: key,
	}
}

func TestSecretsOpenTheirLearnerAlone(t *testing.T) {
	db := storagetest.New(t)
	secret := storage.NewSecret()
	id, err := db.LearnerFor(t.Context(), secret)
	if err != nil {
		t.Fatal(err)
	}
	second, err := db.AddSecret(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{secret, second} {
		if got, err := db.LearnerBySecret(t.Context(), s); got != id || err != nil {
			t.Errorf("a secret opens %q, %v", got, err)
		}
	}
	if _, err := db.LearnerBySecret(t.Context(), string(id)); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("the id is taken for a secret: %v", err)
	}
}

func TestFirstWritesAtOnceAreOneLearner(t *testing.T) {
	db := storagetest.New(t)
	secret := storage.NewSecret()
	ids := make([]storage.LearnerID, 20)
	var writing sync.WaitGroup
	for i := range ids {
		writing.Go(func() { ids[i], _ = db.LearnerFor(context.Background(), secret) })
	}
	writing.Wait()
	for _, id := range ids {
		if id == "" || id != ids[0] {
			t.Fatalf("one secret opens %q", ids)
		}
	}
	if string(ids[0]) == secret || !storage.IsSecret(secret) || storage.IsSecret("guess") {
		t.Error("a secret is an id, or is not told from a guess")
	}
}

func TestLinksAreRenewed(t *testing.T) {
	db := storagetest.New(t)
	id := learner(t, db)
	first, err := db.RenewLink(t.Context(), id, "a")
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := db.RenewLink(t.Context(), id, "a"); again != first {
		t.Error("the same key makes another link")
	}
	second, _ := db.RenewLink(t.Context(), id, "b")
	if _, err := db.LearnerByLink(t.Context(), first); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("the old link still leads somewhere: %v", err)
	}
	if got, _ := db.LearnerByLink(t.Context(), second); got != id {
		t.Error("the new link leads to another")
	}
}

func TestAttemptsAreIdempotentByKey(t *testing.T) {
	db := storagetest.New(t)
	id := learner(t, db)
	first, err := db.AppendAttempt(t.Context(), attempt(id, "k1"))
	if err != nil {
		t.Fatal(err)
	}
	again, err := db.AppendAttempt(t.Context(), attempt(id, "k1"))
	if err != nil || again.ID != first.ID || !again.SavedAt.Equal(first.SavedAt) {
		t.Errorf("the same key gives %v, %v", again, err)
	}
	other, _ := db.AppendAttempt(t.Context(), attempt(learner(t, db), "k1"))
	if other.ID == first.ID {
		t.Error("one learner's key is taken for another's")
	}
	all, _ := db.Attempts(t.Context(), id, 3)
	if len(all) != 1 || string(all[0].Answers) != `{"why":"because"}` || all[0].Met != 1 {
		t.Errorf("kept are %+v", all)
	}
}

func TestMarksAndProofsStandWithTheirAttempt(t *testing.T) {
	db := storagetest.New(t)
	id := learner(t, db)
	a, _ := db.AppendAttempt(t.Context(), attempt(id, ""))
	b, _ := db.AppendAttempt(t.Context(), attempt(id, ""))
	if _, err := db.AppendMark(t.Context(), id, b.ID, storage.Mark{Criterion: "x", Kind: "self", Key: "m"}); err != nil {
		t.Fatal(err)
	}
	if _, err := db.AppendMark(t.Context(), id, b.ID, storage.Mark{Criterion: "x", Kind: "self", Key: "m"}); err != nil {
		t.Fatal(err)
	}
	if _, err := db.AppendProof(t.Context(), id, a.ID, storage.Proof{Run: "r", Proven: true, Held: 20, Of: 20, Says: "it held"}); err != nil {
		t.Fatal(err)
	}
	if _, err := db.AppendMark(t.Context(), learner(t, db), b.ID, storage.Mark{}); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("a stranger marks an attempt: %v", err)
	}
	all, _ := db.Attempts(t.Context(), id, 3)
	if len(all[0].Proofs) != 1 || len(all[0].Marks) != 0 || len(all[1].Marks) != 1 {
		t.Errorf("marks and proofs are %+v", all)
	}
}

func TestDraftsKeepBothSidesOfAConflict(t *testing.T) {
	db := storagetest.New(t)
	id := learner(t, db)
	save := func(value string, base int64) storage.DraftSaved {
		saved, err := db.SaveDraft(t.Context(), id, 3, map[string]storage.DraftChange{"why": {Value: json.RawMessage(value), Base: base}}, "")
		if err != nil {
			t.Fatal(err)
		}
		return saved
	}
	first := save(`"one"`, 0)
	save(`"two"`, first.Revs["why"])
	late := save(`"from another tab"`, first.Revs["why"])
	if len(late.Others["why"]) != 1 || string(late.Others["why"][0].Value) != `"two"` {
		t.Errorf("the late tab is offered %v", late.Others)
	}
	draft, _ := db.Draft(t.Context(), id, 3)
	field := draft.Fields["why"]
	if string(field.Value) != `"two"` || len(field.Others) != 1 || string(field.Others[0].Value) != `"from another tab"` {
		t.Errorf("the draft is %+v", field)
	}
	save(`"three"`, late.Revs["why"])
	draft, _ = db.Draft(t.Context(), id, 3)
	if string(draft.Fields["why"].Value) != `"three"` {
		t.Errorf("the draft cannot go on after a conflict: %+v", draft)
	}
}

func TestEraseLeavesNothing(t *testing.T) {
	db := storagetest.New(t)
	secret := storage.NewSecret()
	id, _ := db.LearnerFor(t.Context(), secret)
	db.AppendAttempt(t.Context(), attempt(id, "k"))
	db.AppendHelp(t.Context(), id, 3, "hint", 1, "")
	db.AppendLessonCheck(t.Context(), id, "orphaned-work", storage.LessonCheck{Answers: json.RawMessage(`{}`)})
	if err := db.Erase(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if _, err := db.LearnerBySecret(t.Context(), secret); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("the secret still opens somebody: %v", err)
	}
	if _, err := db.Export(t.Context(), id); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("there is still something to export: %v", err)
	}
	if all, _ := db.Attempts(t.Context(), id, 3); len(all) != 0 {
		t.Errorf("attempts are left: %v", all)
	}
}

func TestProgressKnowsWhereOneWas(t *testing.T) {
	db := storagetest.New(t)
	id := learner(t, db)
	db.AppendAttempt(t.Context(), attempt(id, ""))
	db.AppendLessonCheck(t.Context(), id, "orphaned-work", storage.LessonCheck{Answers: json.RawMessage(`{}`), Right: 2, Of: 4})
	p, err := db.Progress(t.Context(), id)
	if err != nil || p.LastPlace != "/lessons/orphaned-work" || p.Tasks[3].Met != 1 || p.Tasks[3].Of != 6 || p.Lessons["orphaned-work"].Right != 2 {
		t.Errorf("progress is %+v, %v", p, err)
	}
}

// An attempt with two unsure readings, one by one confirmed; a criterion marked by the learner alone counts for nothing.
func TestProgressCountsConfirmedReadings(t *testing.T) {
	db := storagetest.New(t)
	id := learner(t, db)
	open := attempt(id, "")
	open.Met, open.Missing, open.Unsure = 4, 0, 2
	a, _ := db.AppendAttempt(t.Context(), open)
	for _, step := range []struct {
		criterion, kind string
		met             int
		passed          bool
	}{
		{"x", "self", 4, false}, {"y", "self", 4, false}, {"y", "disagreed", 4, false},
		{"x", "confirmed", 5, false}, {"x", "confirmed", 5, false}, {"y", "confirmed", 6, true},
	} {
		if _, err := db.AppendMark(t.Context(), id, a.ID, storage.Mark{Criterion: step.criterion, Kind: step.kind}); err != nil {
			t.Fatal(err)
		}
		p, err := db.Progress(t.Context(), id)
		if got := p.Tasks[3]; err != nil || got.Met != step.met || got.Of != 6 || got.Passed != step.passed {
			t.Errorf("%s %s: %+v, %v", step.criterion, step.kind, got, err)
		}
	}
	missing := attempt(id, "")
	missing.Task, missing.Missing, missing.Unsure = 4, 1, 1
	b, _ := db.AppendAttempt(t.Context(), missing)
	db.AppendMark(t.Context(), id, b.ID, storage.Mark{Criterion: "x", Kind: "confirmed"})
	if p, _ := db.Progress(t.Context(), id); p.Tasks[4].Passed || p.Tasks[4].Met != 2 {
		t.Errorf("with something missing: %+v", p.Tasks[4])
	}
}

func TestManyWritersAreAllKept(t *testing.T) {
	db := storagetest.New(t)
	var writing sync.WaitGroup
	for range 20 {
		id := learner(t, db)
		writing.Go(func() {
			for n := range 25 {
				if _, err := db.AppendAttempt(context.Background(), attempt(id, fmt.Sprint(n))); err != nil {
					t.Error(err)
				}
			}
			if all, err := db.Attempts(context.Background(), id, 3); len(all) != 25 || err != nil {
				t.Errorf("%d attempts are kept, %v", len(all), err)
			}
		})
	}
	writing.Wait()
	if s := db.Stats(); s.Batches >= s.Written {
		t.Errorf("%d writes took %d transactions: none was shared", s.Written, s.Batches)
	}
}

func TestAFailedWriteTakesNothingWithIt(t *testing.T) {
	db := storagetest.New(t)
	id := learner(t, db)
	var writing sync.WaitGroup
	for n := range 50 {
		who := id
		if n%2 == 1 {
			who = "nobody" // has no row: the foreign key refuses it
		}
		writing.Go(func() {
			_, err := db.AppendAttempt(context.Background(), attempt(who, ""))
			if (err != nil) != (who == "nobody") {
				t.Errorf("a write of %q gives %v", who, err)
			}
		})
	}
	writing.Wait()
	if all, _ := db.Attempts(t.Context(), id, 3); len(all) != 25 {
		t.Errorf("%d of 25 good writes are kept", len(all))
	}
}

func TestBadFilesAreRefusedAndLeftAlone(t *testing.T) {
	folder := t.TempDir()
	text := filepath.Join(folder, "letter.txt")
	os.WriteFile(text, []byte("Dear reader, this is no database at all."), 0o600)
	newer := filepath.Join(folder, "newer.db")
	db, err := storage.Open(t.Context(), newer, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	db.Close()
	execute(t, newer, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (999, 1)")
	open := filepath.Join(folder, "open.db")
	standing, err := storage.Open(t.Context(), open, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer standing.Close()
	for path, want := range map[string]error{text: storage.ErrNotADatabase, newer: storage.ErrNewer, open: storage.ErrLocked} {
		before, _ := os.ReadFile(path)
		if _, err := storage.Open(t.Context(), path, storage.Options{}); !errors.Is(err, want) {
			t.Errorf("%s: %v, not %v", filepath.Base(path), err, want)
		}
		if after, _ := os.ReadFile(path); string(after) != string(before) {
			t.Errorf("%s was changed", path)
		}
	}
}

func execute(t *testing.T, path, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement); err != nil {
		t.Fatal(err)
	}
}

func TestAnEmptyDatabaseIsNotCopied(t *testing.T) {
	path := filepath.Join(t.TempDir(), "old.db")
	execute(t, path, "CREATE TABLE goose_db_version (id INTEGER PRIMARY KEY AUTOINCREMENT, version_id INTEGER NOT NULL, is_applied INTEGER NOT NULL, tstamp TIMESTAMP DEFAULT (datetime('now')))")
	execute(t, path, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, 1)")
	db, err := storage.Open(t.Context(), path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	db.Close()
	if copies, _ := filepath.Glob(path + ".before-migration-*"); len(copies) != 0 {
		t.Errorf("an empty database was copied: %v", copies)
	}
}

func TestBackupAndRestore(t *testing.T) {
	folder := t.TempDir()
	path, copied := filepath.Join(folder, "a.db"), filepath.Join(folder, "copy.db")
	db, err := storage.Open(t.Context(), path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	id := learner(t, db)
	db.AppendAttempt(t.Context(), attempt(id, "before"))
	if err := storage.Backup(t.Context(), path, copied); err != nil {
		t.Fatal(err)
	}
	if err := storage.Backup(t.Context(), path, copied); err == nil {
		t.Error("a backup replaces a file")
	}
	db.AppendAttempt(t.Context(), attempt(id, "after"))
	if err := storage.Restore(t.Context(), path, copied, true); !errors.Is(err, storage.ErrLocked) {
		t.Errorf("restored under a running server: %v", err)
	}
	db.Close()
	asked := filepath.Join(folder, "asked.db")
	if err := storage.Backup(t.Context(), path, asked); err != nil {
		t.Fatal(err)
	}
	if db, err = storage.Open(t.Context(), path, storage.Options{}); err != nil {
		t.Fatal(err)
	}
	if err := db.Ready(t.Context()); err != nil {
		t.Errorf("it is not ready: %v", err)
	}
	db.Close()
	if err := storage.Restore(t.Context(), path, asked, false); err != nil {
		t.Errorf("to ask whether it is ready counts as a write: %v", err)
	}
	if err := storage.Restore(t.Context(), path, copied, false); !errors.Is(err, storage.ErrOlder) {
		t.Errorf("an older copy replaces a newer database: %v", err)
	}
	if err := storage.Restore(t.Context(), path, copied, true); err != nil {
		t.Fatal(err)
	}
	db, err = storage.Open(t.Context(), path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if all, _ := db.Attempts(t.Context(), id, 3); len(all) != 1 {
		t.Errorf("%d attempts are in the restored database", len(all))
	}
}

// TestAcknowledgedSurvivesAKill starts this test binary as a child that writes and says so, kills it and
// looks for everything it said.
func TestAcknowledgedSurvivesAKill(t *testing.T) {
	if path := os.Getenv("STORAGE_TEST_CHILD"); path != "" {
		writeForever(t, path)
		return
	}
	path := filepath.Join(t.TempDir(), "killed.db")
	child := exec.Command(os.Args[0], "-test.run=^TestAcknowledgedSurvivesAKill$")
	child.Env = append(os.Environ(), "STORAGE_TEST_CHILD="+path)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	said := map[string]bool{}
	var who storage.LearnerID
	for lines := bufio.NewScanner(out); lines.Scan() && len(said) < 300; {
		id, key, _ := strings.Cut(lines.Text(), " ")
		who, said[key] = storage.LearnerID(id), true
	}
	child.Process.Kill()
	child.Wait()
	db, err := storage.Open(t.Context(), path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	all, _ := db.Attempts(t.Context(), who, 3)
	found := map[string]bool{}
	for _, a := range all {
		found[a.ID] = true
	}
	for id := range said {
		if !found[id] {
			t.Errorf("attempt %s was acknowledged and is gone", id)
		}
	}
	if len(said) < 300 {
		t.Errorf("the child said only %d attempts", len(said))
	}
}

func writeForever(t *testing.T, path string) {
	db, err := storage.Open(t.Context(), path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	id := learner(t, db)
	for range 100_000 {
		a, err := db.AppendAttempt(t.Context(), attempt(id, ""))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Printf("%s %s\n", id, a.ID)
	}
}
