package web

import (
	"container/list"
	"math"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"arrowbook/storage"
)

// How much one learner may write, and how many learners the table remembers. A lecture hall of 300 is far
// from the last; an address is never counted, because a campus shares one.
const (
	writesPerSecond = 20
	writesBurst     = 60
	maxRates        = 10_000
	rateIdle        = time.Minute // an entry is dropped after this long without a write; its bucket is long full again
)

// rateTable limits writes per learner. It holds at most max learners; when it is full the idlest goes,
// and a learner who comes back starts with a full bucket.
type rateTable struct {
	max int
	now func() time.Time

	mu      sync.Mutex
	entries map[storage.LearnerID]*list.Element
	order   *list.List // of *rateEntry, the busiest in front
	refused int64
	evicted int64
}

type rateEntry struct {
	learner storage.LearnerID
	bucket  *rate.Limiter
	last    time.Time
}

// rateStats is how the table stands.
type rateStats struct {
	Learners, Max    int
	Refused, Evicted int64
}

func newRateTable(max int, now func() time.Time) *rateTable {
	return &rateTable{max: max, now: now, entries: map[storage.LearnerID]*list.Element{}, order: list.New()}
}

// Allow says whether a learner may write now, and if not, in how many seconds (at least 1).
func (t *rateTable) Allow(learner storage.LearnerID) (bool, int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.now()
	t.dropIdle(now)
	entry := t.entry(learner)
	entry.last = now
	reservation := entry.bucket.ReserveN(now, 1)
	wait := reservation.DelayFrom(now)
	if wait == 0 {
		return true, 0
	}
	reservation.CancelAt(now)
	t.refused++
	return false, int(math.Ceil(wait.Seconds()))
}

// entry finds or makes a learner's entry and moves it to the front.
func (t *rateTable) entry(learner storage.LearnerID) *rateEntry {
	if element, ok := t.entries[learner]; ok {
		t.order.MoveToFront(element)
		return element.Value.(*rateEntry)
	}
	if t.order.Len() >= t.max {
		t.drop(t.order.Back())
		t.evicted++
	}
	entry := &rateEntry{learner: learner, bucket: rate.NewLimiter(writesPerSecond, writesBurst)}
	t.entries[learner] = t.order.PushFront(entry)
	return entry
}

// dropIdle drops what has been idle for rateIdle; the idlest stand at the back.
func (t *rateTable) dropIdle(now time.Time) {
	for back := t.order.Back(); back != nil && now.Sub(back.Value.(*rateEntry).last) > rateIdle; back = t.order.Back() {
		t.drop(back)
	}
}

func (t *rateTable) drop(element *list.Element) {
	delete(t.entries, element.Value.(*rateEntry).learner)
	t.order.Remove(element)
}

// Stats is how the table stands now.
func (t *rateTable) Stats() rateStats {
	t.mu.Lock()
	defer t.mu.Unlock()
	return rateStats{Learners: t.order.Len(), Max: t.max, Refused: t.refused, Evicted: t.evicted}
}
