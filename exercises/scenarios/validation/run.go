package validation

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// Run measures all checks of some experiments, in their order. It works on as many seeds at a time as there
// are processors, and returns when all its work has ended; the error is the first one, or the context's.
func Run(ctx context.Context, experiments []Experiment) ([]Outcome, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	jobs := jobsOf(experiments)
	var next atomic.Int64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(jobs) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				if err := jobs[i].do(ctx); err != nil {
					cancel(err)
				}
			}
		})
	}
	workers.Wait()
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	return outcomes(experiments, jobs)
}

// job is one seed of an experiment.
type job struct {
	experiment *Experiment
	seed       uint64
	values     []float64 // one for each check
}

// jobsOf lists the seeds of all experiments, an experiment's beside each other.
func jobsOf(experiments []Experiment) []job {
	var jobs []job
	for i := range experiments {
		for seed := range experiments[i].Seeds {
			jobs = append(jobs, job{experiment: &experiments[i], seed: experiments[i].firstSeed() + uint64(seed)})
		}
	}
	return jobs
}

func (j *job) do(ctx context.Context) (err error) {
	j.values, err = j.experiment.values(ctx, j.seed)
	return err
}

// outcomes judges each check by its values on all seeds.
func outcomes(experiments []Experiment, jobs []job) ([]Outcome, error) {
	var all []Outcome
	for _, e := range experiments {
		address, err := e.address()
		if err != nil {
			return nil, err
		}
		for i, check := range e.Checks {
			o := judge(check, valuesOf(jobs[:e.Seeds], i))
			o.FirstSeed, o.Run = e.firstSeed(), address
			all = append(all, o)
		}
		jobs = jobs[e.Seeds:]
	}
	return all, nil
}

// valuesOf is one check's value on each seed.
func valuesOf(jobs []job, check int) []float64 {
	values := make([]float64, len(jobs))
	for i, j := range jobs {
		values[i] = j.values[check]
	}
	return values
}
