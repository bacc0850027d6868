package runs

import (
	"testing"
	"time"

	"arrowbook/exercises/scenarios"
)

// What pages begin with stays, whatever else is asked for, and is never computed twice.
func TestHeldRunsStay(t *testing.T) {
	r := newRuns(t, Config{CacheBytes: 1})
	opening := short(t, "seed=7")
	r.Hold([]scenarios.Request{opening})
	for r.Stats().HeldBytes == 0 {
		time.Sleep(time.Millisecond)
	}
	for range 2 {
		if _, err := r.Run(t.Context(), opening); err != nil {
			t.Fatal(err)
		}
	}
	if s := r.Stats(); s.Computed != 1 || s.Kept != 2 {
		t.Errorf("%+v", s)
	}
}

// Holding ends with its owner, also while every place is taken.
func TestHoldingEndsWithItsOwner(t *testing.T) {
	r := New(Config{Parallel: 1, WaitFor: time.Millisecond})
	free := occupy(r)
	r.Hold([]scenarios.Request{short(t, "seed=1"), short(t, "seed=2")})
	free()
	r.Close()
}
