package runs

import (
	"context"
	"sync"

	"arrowbook/exercises/scenarios"
)

// seeds runs the seeds from 1 to last, as many side by side as there are turns; the first fault ends the rest.
func (r *Runs) seeds(ctx context.Context, request scenarios.Request, last uint64, gather func(*scenarios.Result)) error {
	ctx, fail := context.WithCancelCause(ctx)
	defer fail(nil)
	next := make(chan uint64)
	var working sync.WaitGroup
	for range r.config.Parallel {
		working.Go(func() {
			for seed := range next {
				if err := r.seed(ctx, request, seed, gather); err != nil {
					fail(err)
				}
			}
		})
	}
	for seed := uint64(1); seed <= last && ctx.Err() == nil; seed++ {
		select {
		case next <- seed:
		case <-ctx.Done():
		}
	}
	close(next)
	working.Wait()
	return context.Cause(ctx)
}

// seed runs one seed, which waits for its turn without a bound of its own, and gathers it.
func (r *Runs) seed(ctx context.Context, request scenarios.Request, seed uint64, gather func(*scenarios.Result)) error {
	request.Seed = seed
	result, err := r.run(ctx, request)
	if err == nil {
		gather(result)
	}
	return err
}
