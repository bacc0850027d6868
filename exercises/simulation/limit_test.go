package simulation

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// The limits: two workloads, each written by hand for itself, with nothing that it does not need. The kernel
// is measured against them in the same process, round by round, so that what a shared machine does to one it
// does to the other. Both sides take the same draws in the same order and must come to the same outcome.

const (
	mm1Customers  = 1_000_000
	stormAttempts = 1_000_000
	stormClients  = 1_000
	stormPatience = 5 * Second
)

// outcome is what a workload comes to, and when it ended: two programs that ran the same events agree.
type outcome struct {
	figure float64
	end    Time
}

// exponential is a time of mean 1 s, gap one of mean 1.25 s.
func exponential(r *rand.Rand) Time { return Time(r.ExpFloat64() * 1e9) }

func gap(r *rand.Rand) Time { return Time(r.ExpFloat64() * 1.25e9) }

// limitMM1 is an M/M/1 queue at load 0.8; its figure is the mean wait, 4 s in theory. By hand it needs no
// queue of events at all: the next arrival and the next departure are two numbers. No kernel can be so fast.
func limitMM1(r *rand.Rand) outcome {
	arrival, departure := gap(r), End
	var now, wait Time
	line := make([]Time, 0, 1024)
	head, arrived := 0, 0
	for min(arrival, departure) < End {
		if arrival < departure {
			now, arrival = arrival, End
			if departure == End {
				departure = now + exponential(r)
			} else {
				line = append(line, now)
			}
			if arrived++; arrived < mm1Customers {
				arrival = now + gap(r)
			}
			continue
		}
		now, departure = departure, End
		if head < len(line) {
			wait += now - line[head]
			if head++; head == len(line) {
				line, head = line[:0], 0
			}
			departure = now + exponential(r)
		}
	}
	return outcome{wait.Seconds() / mm1Customers, now}
}

// kernelMM1 is the same on the kernel.
func kernelMM1(r *rand.Rand) outcome {
	const arrival, departure = 0, 1
	e := NewEngine(2)
	var wait Time
	line := make([]Time, 0, 1024)
	head, busy, arrived := 0, false, 0
	e.Schedule(gap(r), Event{Kind: arrival})
	for event, ok := e.Next(); ok; event, ok = e.Next() {
		now := e.Now()
		if event.Kind == arrival {
			if !busy {
				busy = true
				e.Schedule(now+exponential(r), Event{Kind: departure})
			} else {
				line = append(line, now)
			}
			if arrived++; arrived < mm1Customers {
				e.Schedule(now+gap(r), Event{Kind: arrival})
			}
		} else if head < len(line) {
			wait += now - line[head]
			if head++; head == len(line) {
				line, head = line[:0], 0
			}
			e.Schedule(now+exponential(r), Event{Kind: departure})
		} else {
			busy = false
		}
	}
	return outcome{wait.Seconds() / mm1Customers, e.Now()}
}

// limitStorm is a closed loop of clients, each attempt a completion and a timeout of which the first cancels
// the other; its figure is the share that times out, exp(-5) in theory. By hand it is a tournament of fixed
// size whose players sit in pairs, a client's completion beside its timeout: both are set anew, and one way
// to the root is played for the two.
func limitStorm(r *rand.Rand) outcome {
	const width, ids = 2048, 1<<slotBits - 1
	tree := limitTree(r, width)
	late, seq := uint64(0), uint64(2*stormClients)
	var now uint64
	for range stormAttempts {
		now = tree[1].at
		id := tree[1].order & ids
		served, patience := now+uint64(exponential(r)), now+uint64(stormPatience)
		won, lost := entry{served, (seq+1)<<slotBits | id}, entry{patience, (seq+2)<<slotBits | id ^ 1}
		if id&1 == 1 {
			late++
			won.at, lost.at = patience, served
		}
		seq += 2
		i := (width + id) & (2*width - 1)
		tree[i], tree[i^1] = won, lost
		x := earlier(won, lost)
		i /= 2
		tree[i&(width-1)] = x
		for range 10 { // the masks and the fixed number of rounds spare every check
			x = earlier(x, tree[(i^1)&(width-1)])
			i /= 2
			tree[i&(width-1)] = x
		}
	}
	return outcome{float64(late) / stormAttempts, Time(now)}
}

// limitTree is the tournament of the first attempts: player 2c is client c's completion, 2c+1 its timeout.
func limitTree(r *rand.Rand, width uint64) *[2 * 2048]entry {
	tree := new([2 * 2048]entry)
	for i := range tree {
		tree[i] = never
	}
	for id := uint64(0); id < 2*stormClients; id += 2 {
		tree[width+id] = entry{uint64(exponential(r)), (id+1)<<slotBits | id}
		tree[width+id+1] = entry{uint64(stormPatience), (id+2)<<slotBits | id + 1}
	}
	for i := width - 1; i >= 1; i-- {
		tree[i] = earlier(tree[2*i], tree[2*i+1])
	}
	return tree
}

// kernelStorm is the same on the kernel: the winner is scheduled anew, the loser moved.
func kernelStorm(r *rand.Rand) outcome {
	const completion, timeout = 0, 1
	e := NewEngine(2 * stormClients)
	var handles [stormClients][2]Handle
	for c := range uint32(stormClients) {
		handles[c][completion] = e.Schedule(exponential(r), Event{completion, c})
		handles[c][timeout] = e.Schedule(stormPatience, Event{timeout, c})
	}
	late := 0
	for range stormAttempts {
		event, _ := e.Next()
		now, c := e.Now(), event.Who
		if event.Kind == timeout {
			late++
			handles[c][timeout] = e.Schedule(now+stormPatience, event)
			e.Move(handles[c][completion], now+exponential(r))
		} else {
			handles[c][completion] = e.Schedule(now+exponential(r), event)
			e.Move(handles[c][timeout], now+stormPatience)
		}
	}
	return outcome{float64(late) / stormAttempts, e.Now()}
}

// workload is one program twice: by hand and on the kernel.
type workload struct {
	name          string
	limit, kernel func(*rand.Rand) outcome
	events        int
}

var workloads = []workload{
	{"mm1", limitMM1, kernelMM1, 2 * mm1Customers},
	{"storm", limitStorm, kernelStorm, 2 * stormAttempts},
}

// source is the draws of every run.
func source() *rand.Rand { return rand.New(rand.NewPCG(1, 2)) }

func TestKernelAndLimitComeToTheSame(t *testing.T) {
	for _, w := range workloads {
		if got, want := w.kernel(source()), w.limit(source()); got != want {
			t.Errorf("%s: the kernel comes to %+v, the limit to %+v", w.name, got, want)
		}
	}
}

// compareSpeed runs limit and kernel in turn. It gives the median of how much of the limit's speed the
// kernel reaches, and the kernel's events per second.
func (w workload) compareSpeed(rounds int) (share, speed float64) {
	var shares, speeds []float64
	for range rounds {
		limit, kernel := timed(w.limit), timed(w.kernel)
		shares = append(shares, limit.Seconds()/kernel.Seconds())
		speeds = append(speeds, float64(w.events)/kernel.Seconds())
	}
	return median(shares), median(speeds)
}

func BenchmarkKernelAgainstLimit(b *testing.B) {
	for _, w := range workloads {
		b.Run(w.name, func(b *testing.B) {
			for b.Loop() {
				share, speed := w.compareSpeed(15)
				b.ReportMetric(share, "of-limit")
				b.ReportMetric(speed/1e6, "Mevents/s")
				b.ReportMetric(speed/share/1e6, "limit-Mevents/s")
			}
		})
	}
}

func timed(f func(*rand.Rand) outcome) time.Duration {
	r := source()
	began := time.Now()
	f(r)
	return time.Since(began)
}

func median(all []float64) float64 {
	slices.Sort(all)
	return all[len(all)/2]
}
