// Package runs computes simulation runs for all who ask: the same run once however many ask, a few at a
// time, the finished ones kept within a bound of memory.
package runs

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"arrowbook/exercises/scenarios"
)

// ErrBusy says that too many runs are under way and in line; try again in a few seconds.
var ErrBusy = errors.New("too many simulations are running; try again in a few seconds")

// Config bounds the work. Zero values take the defaults.
type Config struct {
	Parallel   int           // runs computed at a time; 0: 2
	Waiting    int           // runs that may wait for their turn; 0: 64. More: ErrBusy
	WaitFor    time.Duration // how long a run waits for its turn; 0: 5 s. Longer: ErrBusy
	CacheBytes int           // memory that finished runs may hold; 0: 64 MiB. More: the oldest goes
}

// Runs is the one owner of all runs under way.
type Runs struct {
	config Config
	ctx    context.Context
	cancel context.CancelFunc
	turns  chan struct{} // a token for each run under way
	active sync.WaitGroup

	mu      sync.Mutex
	under   map[string]*job
	kept    cache
	waiting int
	stats   Stats
}

// job is a run under way, for all who asked for it.
type job struct {
	askers int
	cancel context.CancelFunc
	done   chan struct{}
	result *scenarios.Result
	err    error
}

// New makes the owner of runs. Close ends it.
func New(c Config) *Runs {
	c = c.withDefaults()
	ctx, cancel := context.WithCancel(context.Background())
	return &Runs{
		config: c, ctx: ctx, cancel: cancel, turns: make(chan struct{}, c.Parallel),
		under: map[string]*job{}, kept: cache{bound: c.CacheBytes, entries: map[string]*kept{}},
	}
}

func (c Config) withDefaults() Config {
	if c.Parallel == 0 {
		c.Parallel = 2
	}
	if c.Waiting == 0 {
		c.Waiting = 64
	}
	if c.WaitFor == 0 {
		c.WaitFor = 5 * time.Second
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
	key := request.Key()
	j, result, err := r.ask(key, request)
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
func (r *Runs) ask(key string, request scenarios.Request) (*job, *scenarios.Result, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ctx.Err() != nil {
		return nil, nil, ErrBusy
	}
	if result := r.kept.get(key); result != nil {
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
	return r.start(key, request), nil, nil
}

func (r *Runs) start(key string, request scenarios.Request) *job {
	ctx, cancel := context.WithCancel(r.ctx)
	j := &job{askers: 1, cancel: cancel, done: make(chan struct{})}
	r.under[key] = j
	r.waiting++
	r.active.Go(func() { r.compute(ctx, key, j, request) })
	return j
}

// compute waits for its turn and runs.
func (r *Runs) compute(ctx context.Context, key string, j *job, request scenarios.Request) {
	defer j.cancel()
	defer close(j.done)
	err := r.turn(ctx)
	if err == nil {
		j.result, err = run(ctx, request)
		<-r.turns
	}
	j.err = err
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.under[key] == j {
		delete(r.under, key)
	}
	if err == nil {
		r.stats.Computed++
		r.kept.put(key, j.result)
	}
}

// run keeps a fault of a model from ending the whole program: it becomes the error of this one run.
func run(ctx context.Context, request scenarios.Request) (result *scenarios.Result, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("the run %s broke: %v", request.Key(), fault)
		}
	}()
	return scenarios.Run(ctx, request)
}

// turn waits until this run may be computed.
func (r *Runs) turn(ctx context.Context) error {
	defer func() {
		r.mu.Lock()
		r.waiting--
		r.mu.Unlock()
	}()
	patience := time.NewTimer(r.config.WaitFor)
	defer patience.Stop()
	select {
	case r.turns <- struct{}{}:
		return nil
	case <-patience.C:
		return ErrBusy
	case <-ctx.Done():
		return ctx.Err()
	}
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
	return s
}
