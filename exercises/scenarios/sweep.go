package scenarios

import "context"

// loads are so many offered loads up to the most, evenly spaced.
func loads(steps int, most float64) []float64 {
	all := make([]float64, steps)
	for i := range all {
		all[i] = significant(most * float64(i+1) / float64(steps))
	}
	return all
}

// sweep makes one run for each offered load, all with the same draws, and lays their figures side by side.
// one builds the world of a load; the function that it gives beside is called after that world's run, for the
// values of the scenario's series in their order. The ledger is that of all runs together.
func sweep(ctx context.Context, s *settings, loads []float64, one func(load float64) (*world, func() []float64)) (*Result, error) {
	r := newResult()
	r.Times, r.Step, r.end = loads, loads[0], loads[len(loads)-1]
	for _, info := range s.scenario.Series {
		r.Series = append(r.Series, Series{info.Name, make([]float64, len(loads))})
	}
	for i, load := range loads {
		w, values := one(load)
		if err := w.run(ctx); err != nil {
			return nil, err
		}
		for k, v := range values() {
			r.Series[k].Values[i] = v
		}
		r.Ledger.add(*w.ledgers[0])
		r.Events += w.engine.Ran()
		if err := checkRun(ctx, r.Events); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// newResult is a run without a series or a moment yet. A scenario without an axis fills it itself.
func newResult() *Result { return &Result{Moments: []Moment{}, slots: map[string]int{}} }
