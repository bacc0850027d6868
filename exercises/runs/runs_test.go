package runs

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"arrowbook/exercises/scenarios"
)

func newRuns(t *testing.T, c Config) *Runs {
	t.Helper()
	r := New(c)
	t.Cleanup(r.Close)
	return r
}

func short(t *testing.T, query string) scenarios.Request {
	t.Helper()
	a, err := scenarios.ParseAddress("retry-storm", "duration=12&slow_for=0&arrival_rate=100&"+query)
	if err != nil {
		t.Fatal(err)
	}
	return a.Request
}

// occupy keeps every run from its beginning until free is called.
func occupy(r *Runs) (free func()) {
	for range cap(r.begun) {
		r.begun <- struct{}{}
	}
	return func() {
		for range cap(r.begun) {
			<-r.begun
		}
	}
}

func TestARunIsComputedOnceForAll(t *testing.T) {
	r := newRuns(t, Config{})
	var asking sync.WaitGroup
	for range 20 {
		asking.Go(func() {
			if _, err := r.Run(context.Background(), short(t, "")); err != nil {
				t.Error(err)
			}
		})
	}
	asking.Wait()
	if s := r.Stats(); s.Computed != 1 || s.Kept+s.Shared != 19 {
		t.Errorf("20 askers: %+v", s)
	}
}

func TestTheLastAskerEndsTheRun(t *testing.T) {
	r := newRuns(t, Config{Parallel: 1})
	free := occupy(r)
	ctx, cancel := context.WithCancel(context.Background())
	left := make(chan error, 2)
	for range 2 {
		go func() {
			_, err := r.Run(ctx, short(t, ""))
			left <- err
		}()
	}
	for r.Stats().Shared == 0 {
		time.Sleep(time.Millisecond)
	}
	cancel()
	for range 2 {
		if err := <-left; !errors.Is(err, context.Canceled) {
			t.Errorf("an asker who left got %v", err)
		}
	}
	for r.Stats().Waiting > 0 {
		time.Sleep(time.Millisecond)
	}
	if s := r.Stats(); s.Cancelled != 1 || s.Computed != 0 {
		t.Errorf("after all left: %+v", s)
	}
	free()
}

func TestAFullLineRefuses(t *testing.T) {
	r := newRuns(t, Config{Parallel: 1, Waiting: 1, WaitFor: time.Hour})
	free := occupy(r)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go r.Run(ctx, short(t, "seed=1"))
	for r.Stats().Waiting == 0 {
		time.Sleep(time.Millisecond)
	}
	if _, err := r.Run(context.Background(), short(t, "seed=2")); !errors.Is(err, ErrBusy) {
		t.Errorf("a full line says %v", err)
	}
	free()
}

func TestKeptRunsStayWithinTheirBound(t *testing.T) {
	one, err := scenarios.Run(t.Context(), short(t, ""))
	if err != nil {
		t.Fatal(err)
	}
	r := newRuns(t, Config{CacheBytes: one.Bytes() * 5 / 2})
	for _, seed := range []string{"seed=2", "seed=3", "seed=4"} {
		if _, err := r.Run(t.Context(), short(t, seed)); err != nil {
			t.Fatal(err)
		}
	}
	if s := r.Stats(); s.CacheBytes > s.CacheOf || s.CacheBytes == 0 {
		t.Errorf("%d bytes are kept of %d", s.CacheBytes, s.CacheOf)
	}
	if r.kept.get(short(t, "seed=2").Key()) != nil || r.kept.get(short(t, "seed=4").Key()) == nil {
		t.Error("it is not the oldest that went")
	}
}

// TestALongRunPassesItsTurn: another run begins and ends while a long one is under way, and no more are computed
// at a time for that.
func TestALongRunPassesItsTurn(t *testing.T) {
	r := newRuns(t, Config{Parallel: 1})
	long, err := scenarios.ParseAddress("retry-storm", "duration=36000")
	if err != nil {
		t.Fatal(err)
	}
	ctx, leave := context.WithCancel(context.Background())
	defer leave()
	left := make(chan error)
	go func() {
		_, err := r.Run(ctx, long.Request)
		left <- err
	}()
	for r.Stats().Running == 0 {
		time.Sleep(time.Millisecond)
	}
	for _, seed := range []string{"seed=2", "seed=3"} {
		if _, err := r.Run(t.Context(), short(t, seed)); err != nil {
			t.Error(err)
		}
	}
	if s := r.Stats(); s.Computed != 2 || s.Running > s.Parallel {
		t.Errorf("%+v", s)
	}
	leave()
	if err := <-left; !errors.Is(err, context.Canceled) {
		t.Errorf("the long run ended with %v", err)
	}
}
