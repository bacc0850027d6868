package runs

import (
	"errors"
	"time"

	"arrowbook/exercises/scenarios"
)

// busyPause is how long holding waits when all places are taken.
const busyPause = time.Second

// Hold computes runs that pages begin with, one after the other in the background, and keeps them for as long as the
// owner lives, beside the bound of CacheBytes: a reader never waits in line behind those who drag controls. Their
// number is the caller's to bound. It ends with Close; a run that fails is left to who asks for it.
func (r *Runs) Hold(requests []scenarios.Request) {
	r.active.Go(func() {
		for _, request := range requests {
			r.holdOne(request)
		}
	})
}

func (r *Runs) holdOne(request scenarios.Request) {
	for {
		result, err := r.Run(r.ctx, request)
		if err == nil {
			r.mu.Lock()
			r.held[request.Key()] = result
			r.mu.Unlock()
		}
		if !errors.Is(err, ErrBusy) {
			return
		}
		select {
		case <-time.After(busyPause):
		case <-r.ctx.Done():
			return
		}
	}
}

// known is a run or a band that is there already; nil without.
func (r *Runs) known(key string) finished {
	if result := r.held[key]; result != nil {
		return result
	}
	return r.kept.get(key)
}
