package runs

import (
	"context"
	"fmt"
	"sync/atomic"

	"arrowbook/exercises/scenarios"
)

// A fix must hold on so many seeds of so many.
const (
	proofHolds    = 19
	proofOf       = 20
	proofsAtATime = 8 // they share the turns
)

// ProofOutcome is what running a fix came to.
type ProofOutcome struct {
	Proven   bool
	Held, Of int
	Says     string // one sentence
}

// Bytes is about how much memory the outcome holds.
func (o *ProofOutcome) Bytes() int { return 64 + len(o.Says) }

// Prove runs a fix, "scenario?name=value&…", on all seeds with the same trigger. The errors are *FrozenError,
// a scenarios' *ParamError, ErrBusy, or the context's.
func (r *Runs) Prove(ctx context.Context, f Fix, query string) (*ProofOutcome, error) {
	request, err := f.request(query)
	if err != nil {
		return nil, err
	}
	key := fmt.Sprintf("proof of %s: %s, %s, %s", request.Key(), f.Holds, f.Held, f.Broke)
	result, err := r.share(ctx, key, func(ctx context.Context) (finished, error) { return r.prove(ctx, f, request) })
	outcome, _ := result.(*ProofOutcome)
	return outcome, err
}

// prove runs the seeds side by side, as the turns have it.
func (r *Runs) prove(ctx context.Context, f Fix, request scenarios.Request) (*ProofOutcome, error) {
	if err := r.turn(ctx, r.proofs); err != nil {
		return nil, err
	}
	defer func() { <-r.proofs }()
	var held atomic.Int64
	err := r.seeds(ctx, request, uint64(r.config.ProofSeeds), func(result *scenarios.Result) {
		if f.Holds.Met(figures(result)) {
			held.Add(1)
		}
	})
	if err != nil {
		return nil, err
	}
	return f.outcome(int(held.Load()), r.config.ProofSeeds, f.onlyScales(request)), nil
}

// figures reads a run's summary and its parameters by name.
func figures(r *scenarios.Result) func(name string) any {
	return func(name string) any {
		for _, p := range r.Params {
			if p.Name == name {
				return p.Value
			}
		}
		return r.Figure(name)
	}
}
