package web

import (
	"fmt"
	"testing"
	"time"

	"arrowbook/storage"
)

// clock is a wall clock that tests turn.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

func newClock() *clock { return &clock{time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)} }

func TestABurstThenTheRate(t *testing.T) {
	c := newClock()
	table := newRateTable(10, c.now)
	for i := range writesBurst {
		if ok, _ := table.Allow("a"); !ok {
			t.Fatalf("write %d of the burst was refused", i+1)
		}
	}
	if ok, seconds := table.Allow("a"); ok || seconds != 1 {
		t.Fatalf("after the burst: %v, %d s", ok, seconds)
	}
	if ok, _ := table.Allow("b"); !ok {
		t.Error("another learner is refused")
	}
	c.at = c.at.Add(time.Second)
	taken := 0
	for range 2 * writesPerSecond {
		if ok, _ := table.Allow("a"); ok {
			taken++
		}
	}
	if taken != writesPerSecond {
		t.Errorf("%d writes taken a second later, want %d", taken, writesPerSecond)
	}
}

func TestAFullTableDropsTheIdlest(t *testing.T) {
	c := newClock()
	table := newRateTable(3, c.now)
	for range writesBurst + 1 {
		table.Allow("busy")
	}
	for i := range 5 {
		table.Allow(storage.LearnerID(fmt.Sprint("other ", i)))
		table.Allow("busy")
	}
	stats := table.Stats()
	if stats.Learners != 3 || stats.Evicted != 3 {
		t.Errorf("%+v, want 3 learners and 3 dropped", stats)
	}
	if ok, _ := table.Allow("busy"); ok {
		t.Error("the busiest was dropped and starts anew")
	}
}

func TestIdleEntriesGo(t *testing.T) {
	c := newClock()
	table := newRateTable(10, c.now)
	table.Allow("a")
	c.at = c.at.Add(rateIdle + time.Second)
	table.Allow("b")
	if stats := table.Stats(); stats.Learners != 1 || stats.Evicted != 0 {
		t.Errorf("%+v, want b alone", stats)
	}
}
