package runs

import (
	"context"
	"fmt"
	"time"

	"arrowbook/exercises/scenarios"
)

// A run of a long time passes its turn on after each slice, so that one does not hold up all others. So many
// more are begun than are computed; each holds its memory while it waits to go on.
const (
	slice       = 50 * time.Millisecond
	begunBeside = 3
)

// one waits until it may begin, and runs.
func (r *Runs) one(ctx context.Context, request scenarios.Request) (*scenarios.Result, error) {
	if err := r.turn(ctx, r.begun); err != nil {
		return nil, err
	}
	defer func() { <-r.begun }()
	return r.run(ctx, request)
}

// run computes a request, in turns with the others that are begun.
func (r *Runs) run(ctx context.Context, request scenarios.Request) (*scenarios.Result, error) {
	select {
	case r.turns <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-r.turns }()
	return guarded(&passing{ctx, r.turns, time.Now()}, request)
}

// passing is the context of a run that has a turn. A run looks at its context every few thousand events: when
// its slice is over, the turn goes to the first in line, and the run goes to its end.
type passing struct {
	context.Context
	turns chan struct{}
	since time.Time
}

// Err is the context's. It waits until the turn comes back, also when nobody waits for the run any more: those
// in line keep it no longer than a slice each.
func (p *passing) Err() error {
	if time.Since(p.since) > slice {
		<-p.turns
		p.turns <- struct{}{}
		p.since = time.Now()
	}
	return p.Context.Err()
}

// guarded keeps a fault of a model from ending the whole program: it becomes the error of this one run.
func guarded(ctx context.Context, request scenarios.Request) (result *scenarios.Result, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("the run %s broke: %v", request.Key(), fault)
		}
	}()
	return scenarios.Run(ctx, request)
}

// turn waits until this job may begin.
func (r *Runs) turn(ctx context.Context, turns chan struct{}) error {
	defer func() {
		r.mu.Lock()
		r.waiting--
		r.mu.Unlock()
	}()
	patience := time.NewTimer(r.config.WaitFor)
	defer patience.Stop()
	select {
	case turns <- struct{}{}:
		return nil
	case <-patience.C:
		return ErrBusy
	case <-ctx.Done():
		return ctx.Err()
	}
}
