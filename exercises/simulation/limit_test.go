package simulation

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// The limits: each workload written by hand for itself, with nothing that it does not need. The kernel is
// measured against them in the same process, round by round, so that what a shared machine does to one it
// does to the other.

const (
	mm1Customers  = 1_000_000
	stormAttempts = 1_000_000
	stormClients  = 1_000
	stormPatience = 5 * Second
)

func exponential(r *rand.Rand, mean float64) uint64 { return uint64(r.ExpFloat64() * mean * 1e9) }

// limitMM1 is an M/M/1 queue on a four-ary heap of 16-byte events whose root is replaced in place.
func limitMM1(r *rand.Rand) float64 {
	var queue []uint64
	heap := make([]entry, 0, 8)
	head, busy, arrived, seq := 0, false, 0, uint64(1)
	wait := 0.0
	heap = append(heap, entry{exponential(r, 1/.8), seq << 24})
	push := func(replace *bool, at, kind uint64) {
		seq++
		x := entry{at, seq<<24 | kind}
		if *replace {
			*replace = false
			limitDown(heap, x)
			return
		}
		heap = append(heap, x)
		limitUp(heap, len(heap)-1, x)
	}
	for len(heap) > 0 {
		top := heap[0]
		now, hole := top.at, true
		if top.order&1 == 0 {
			arrived++
			if busy {
				queue = append(queue, now)
			} else {
				busy = true
				push(&hole, now+exponential(r, 1), 1)
			}
			if arrived < mm1Customers {
				push(&hole, now+exponential(r, 1/.8), 0)
			}
		} else if head < len(queue) {
			wait += float64(now-queue[head]) / 1e9
			if head++; head == len(queue) {
				queue, head = queue[:0], 0
			}
			push(&hole, now+exponential(r, 1), 1)
		} else {
			busy = false
		}
		if hole {
			last := heap[len(heap)-1]
			heap = heap[:len(heap)-1]
			if len(heap) > 0 {
				limitDown(heap, last)
			}
		}
	}
	return wait / mm1Customers
}

func limitUp(heap []entry, i int, x entry) {
	for i > 0 {
		p := (i - 1) / arity
		if before(x, heap[p]) == 0 {
			break
		}
		heap[i] = heap[p]
		i = p
	}
	heap[i] = x
}

func limitDown(heap []entry, x entry) {
	i, n := 0, len(heap)
	for c := 1; c < n; c = arity*i + 1 {
		first := c
		for j := c + 1; j < min(c+arity, n); j++ {
			first += (j - first) * int(before(heap[j], heap[first]))
		}
		if before(heap[first], x) == 0 {
			break
		}
		heap[i] = heap[first]
		i = first
	}
	heap[i] = x
}

// kernelMM1 is the same on the kernel.
func kernelMM1(r *rand.Rand) float64 {
	const arrival, departure = 0, 1
	var queue []uint64
	e := NewEngine(8)
	head, busy, arrived := 0, false, 0
	wait := 0.0
	e.Schedule(Time(exponential(r, 1/.8)), Event{Kind: arrival})
	for event, ok := e.Next(); ok; event, ok = e.Next() {
		now := e.Now()
		if event.Kind == arrival {
			arrived++
			if busy {
				queue = append(queue, uint64(now))
			} else {
				busy = true
				e.Schedule(now+Time(exponential(r, 1)), Event{Kind: departure})
			}
			if arrived < mm1Customers {
				e.Schedule(now+Time(exponential(r, 1/.8)), Event{Kind: arrival})
			}
		} else if head < len(queue) {
			wait += float64(uint64(now)-queue[head]) / 1e9
			if head++; head == len(queue) {
				queue, head = queue[:0], 0
			}
			e.Schedule(now+Time(exponential(r, 1)), Event{Kind: departure})
		} else {
			busy = false
		}
	}
	return wait / mm1Customers
}

// limitStorm is a closed loop of clients, each attempt a completion and a timeout of which the first
// cancels the other: a heap with a table of positions, where the loser is rescheduled in place.
func limitStorm(r *rand.Rand) float64 {
	const width = 2 * stormClients
	heap := make([]entry, width)
	position := make([]uint32, width)
	seq, done, late := uint64(0), 0, 0
	put := func(i int, x entry) { heap[i] = x; position[x.order&(1<<24-1)] = uint32(i) }
	down := func(i int, x entry) {
		for c := arity*i + 1; c < width; c = arity*i + 1 {
			first := c
			if c+arity <= width {
				first += least(heap[c : c+arity : c+arity])
			} else {
				for j := c + 1; j < width; j++ {
					first += (j - first) * int(before(heap[j], heap[first]))
				}
			}
			if before(heap[first], x) == 0 {
				break
			}
			put(i, heap[first])
			i = first
		}
		put(i, x)
	}
	for c := range uint64(stormClients) {
		for kind := range uint64(2) {
			seq++
			at := exponential(r, 1)
			if kind == 1 {
				at = uint64(stormPatience)
			}
			heap[2*c+kind] = entry{at, seq<<24 | 2*c + kind}
		}
	}
	for i := width - 1; i >= 0; i-- {
		down(i, heap[i])
	}
	for done < stormAttempts {
		top := heap[0]
		id := top.order & (1<<24 - 1)
		if id&1 == 1 {
			late++
		}
		done++
		for kind := range uint64(2) {
			seq++
			at := top.at + uint64(stormPatience)
			if kind == 0 {
				at = top.at + exponential(r, 1)
			}
			x := entry{at, seq<<24 | id&^1 | kind}
			down(int(position[id&^1|kind]), x)
		}
	}
	return float64(late) / float64(done)
}

// kernelStorm is the same on the kernel: the winner is scheduled anew, the loser moved.
func kernelStorm(r *rand.Rand) float64 {
	const completion, timeout = 0, 1
	e := NewEngine(2 * stormClients)
	var handles [stormClients][2]Handle
	for c := range uint32(stormClients) {
		handles[c][completion] = e.Schedule(Time(exponential(r, 1)), Event{completion, c})
		handles[c][timeout] = e.Schedule(stormPatience, Event{timeout, c})
	}
	done, late := 0, 0
	for done < stormAttempts {
		event, _ := e.Next()
		now, c := e.Now(), event.Who
		done++
		if event.Kind == timeout {
			late++
			handles[c][timeout] = e.Schedule(now+stormPatience, event)
			e.Move(handles[c][completion], now+Time(exponential(r, 1)))
		} else {
			handles[c][completion] = e.Schedule(now+Time(exponential(r, 1)), event)
			e.Move(handles[c][timeout], now+stormPatience)
		}
	}
	return float64(late) / float64(done)
}

func source() *rand.Rand { return rand.New(rand.NewPCG(1, 2)) }

func TestKernelAndLimitGiveTheSameMM1(t *testing.T) {
	if got, want := kernelMM1(source()), limitMM1(source()); got != want {
		t.Errorf("the kernel's mean wait is %.17g, the limit's %.17g", got, want)
	}
}

func BenchmarkKernelAgainstLimit(b *testing.B) {
	for _, w := range []struct {
		name          string
		limit, kernel func(*rand.Rand) float64
		events        int
	}{{"mm1", limitMM1, kernelMM1, 2 * mm1Customers}, {"storm", limitStorm, kernelStorm, 2 * stormAttempts}} {
		b.Run(w.name, func(b *testing.B) {
			for b.Loop() {
				const rounds = 9
				var ratios, speeds []float64
				for range rounds {
					limit, kernel := timed(w.limit), timed(w.kernel)
					ratios = append(ratios, limit.Seconds()/kernel.Seconds())
					speeds = append(speeds, float64(w.events)/kernel.Seconds())
				}
				b.ReportMetric(median(ratios), "of-limit")
				b.ReportMetric(median(speeds)/1e6, "Mevents/s")
			}
		})
	}
}

func timed(f func(*rand.Rand) float64) time.Duration {
	r := source()
	began := time.Now()
	f(r)
	return time.Since(began)
}

func median(all []float64) float64 {
	slices.Sort(all)
	return all[len(all)/2]
}
