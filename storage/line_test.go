package storage

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"testing"
)

func TestAFullLineRefusesAtOnce(t *testing.T) {
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "line.db"), Options{Line: 2, Batch: 1})
	if err != nil {
		t.Fatal(err)
	}
	entered, release := make(chan struct{}), make(chan struct{})
	results := make(chan error, 3)
	go func() {
		results <- db.write(context.Background(), func(*sql.Tx) error { close(entered); <-release; return nil })
	}()
	<-entered
	for range 2 {
		join := make(chan struct{})
		go func() {
			w := write{ctx: context.Background(), do: func(*sql.Tx) error { return nil }, done: make(chan error, 1)}
			err := db.writer.join(w)
			close(join)
			if err == nil {
				err = <-w.done
			}
			results <- err
		}()
		<-join
	}
	if err := db.write(context.Background(), func(*sql.Tx) error { return nil }); !errors.Is(err, ErrBusy) {
		t.Errorf("a full line says %v", err)
	}
	close(release)
	for range 3 {
		if err := <-results; err != nil {
			t.Errorf("a write that stood in line ended with %v", err)
		}
	}
	db.Close()
	if err := db.write(context.Background(), func(*sql.Tx) error { return nil }); !errors.Is(err, ErrClosed) {
		t.Errorf("a closed database says %v", err)
	}
}
