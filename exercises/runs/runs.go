// Package runs computes simulation runs for all who ask: the same run once however many ask, a few at a
// time, the finished ones kept within a bound of memory.
package runs

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"time"

	"arrowbook/exercises/scenarios"
)

// ErrBusy says that too many runs are under way and in line; try again in a few seconds.
var ErrBusy = errors.New("too many simulations are running; try again in a few seconds")

// Config bounds the work. Zero values take the defaults.
type Config struct {
	Parallel   int           // runs computed at a time; 0: one fewer than processors, so that pages find one free, and at least 1
	Waiting    int           // runs that may wait for their turn; 0: 64. More: ErrBusy
	WaitFor    time.Duration // how long a run waits for its turn; 0: 5 s. Longer: ErrBusy
	BandFor    time.Duration // how long a band of many seeds may take; 0: 10 s. Longer: it says how many were done
	ProofSeeds int           // seeds that a proof runs on, from 1; 0: 20
	CacheBytes int           // memory that finished runs may hold; 0: 64 MiB. More: the oldest goes
}

// Runs is the one owner of all runs under way.
type Runs struct {
	config Config
	ctx    context.Context
	cancel context.CancelFunc
	begun  chan struct{} // a token for each run that is begun and not done
	turns  chan struct{} // a token for each run that is computed at this moment
	bands  chan struct{} // a token for each band under way
	proofs chan struct{} // a token for each proof under way
	active sync.WaitGroup

	mu        sync.Mutex
	under     map[string]*job
	gathering map[string]*sheaf // bands under way
	kept      cache
	held      map[string]finished // that pages begin with
	waiting   int
	stats     Stats
}

// job is a run, a band or a proof under way, for all who asked for it.
type job struct {
	askers int
	cancel context.CancelFunc
	done   chan struct{}
	result finished
	err    error
}

// work computes what a job comes to.
type work func(context.Context) (finished, error)

// New makes the owner of runs. Close ends it.
func New(c Config) *Runs {
	c = c.withDefaults()
	ctx, cancel := context.WithCancel(context.Background())
	return &Runs{
		config: c, ctx: ctx, cancel: cancel,
		begun: make(chan struct{}, c.Parallel+begunBeside), turns: make(chan struct{}, c.Parallel), bands: make(chan struct{}, bandsAtATime), proofs: make(chan struct{}, proofsAtATime),
		under: map[string]*job{}, gathering: map[string]*sheaf{}, held: map[string]finished{}, kept: cache{bound: c.CacheBytes, entries: map[string]*kept{}},
	}
}

func (c Config) withDefaults() Config {
	if c.Parallel == 0 {
		c.Parallel = max(1, runtime.GOMAXPROCS(0)-1)
	}
	if c.Waiting == 0 {
		c.Waiting = 64
	}
	if c.WaitFor == 0 {
		c.WaitFor = 5 * time.Second
	}
	if c.BandFor == 0 {
		c.BandFor = 10 * time.Second
	}
	if c.ProofSeeds == 0 {
		c.ProofSeeds = proofOf
	}
	if c.CacheBytes == 0 {
		c.CacheBytes = 64 << 20
	}
	return c
}

// Close cancels what runs and waits for it to end.
func (r *Runs) Close() {
	r.mu.Lock()
	r.cancel()
	r.mu.Unlock()
	r.active.Wait()
}

// Run returns a run: a kept one, one that another asked for already, or one computed now. The computation
// ends when the last asker has gone. The result is shared and must not be changed.
func (r *Runs) Run(ctx context.Context, request scenarios.Request) (*scenarios.Result, error) {
	result, err := r.share(ctx, request.Key(), func(ctx context.Context) (finished, error) { return r.one(ctx, request) })
	run, _ := result.(*scenarios.Result)
	return run, err
}

// share does a work once for all who ask under the same key.
func (r *Runs) share(ctx context.Context, key string, do work) (finished, error) {
	j, result, err := r.ask(key, do)
	if j == nil {
		return result, err
	}
	select {
	case <-j.done:
		return j.result, j.err
	case <-ctx.Done():
		r.leave(key, j)
		return nil, ctx.Err()
	}
}

// ask joins a run under way or starts one; without a job the answer is there already.
func (r *Runs) ask(key string, do work) (*job, finished, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ctx.Err() != nil {
		return nil, nil, ErrBusy
	}
	if result := r.known(key); result != nil {
		r.stats.Kept++
		return nil, result, nil
	}
	if j := r.under[key]; j != nil {
		j.askers++
		r.stats.Shared++
		return j, nil, nil
	}
	if r.waiting >= r.config.Waiting {
		r.stats.Refused++
		return nil, nil, ErrBusy
	}
	return r.start(key, do), nil, nil
}

func (r *Runs) start(key string, do work) *job {
	ctx, cancel := context.WithCancel(r.ctx)
	j := &job{askers: 1, cancel: cancel, done: make(chan struct{})}
	r.under[key] = j
	r.waiting++
	r.active.Go(func() { r.compute(ctx, key, j, do) })
	return j
}

// compute does a job's work and keeps what it comes to.
func (r *Runs) compute(ctx context.Context, key string, j *job, do work) {
	defer j.cancel()
	defer close(j.done)
	result, err := do(ctx)
	j.err = err
	if err == nil {
		j.result = result
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.under[key] == j {
		delete(r.under, key)
	}
	if err == nil {
		r.stats.Computed++
		r.keep(key, result)
	}
}

// keep holds what is finished for the next who asks; a band that was cut is done anew.
func (r *Runs) keep(key string, result finished) {
	if band, ok := result.(*Band); ok && band.Done < band.Of {
		return
	}
	r.kept.put(key, result)
}

// leave takes an asker out; the last one ends the run.
func (r *Runs) leave(key string, j *job) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if j.askers--; j.askers == 0 {
		j.cancel()
		if r.under[key] == j {
			delete(r.under, key)
		}
		r.stats.Cancelled++
	}
}

// Stats are figures of the runs.
type Stats struct {
	Running, Parallel   int   // computed now; at most
	Waiting, Line       int   // waiting for their turn; at most
	CacheBytes, CacheOf int   // memory held by finished runs; at most
	HeldBytes           int   // memory held by the runs that pages begin with
	Computed            int64 // runs computed
	Kept                int64 // answers from a finished run
	Shared              int64 // askers who joined a run under way
	Refused             int64 // askers turned away
	Cancelled           int64 // runs whose last asker left
}

// Stats reads the figures.
func (r *Runs) Stats() Stats {
	r.mu.Lock()
	defer r.mu.Unlock()
	s := r.stats
	s.Running, s.Parallel = len(r.turns), r.config.Parallel
	s.Waiting, s.Line = r.waiting, r.config.Waiting
	s.CacheBytes, s.CacheOf = r.kept.bytes, r.config.CacheBytes
	for _, result := range r.held {
		s.HeldBytes += result.Bytes()
	}
	return s
}
