package validation

import (
	"context"
	"math"
)

const backoffGroup = "Backoff and jitter"

// brooker is the published experiment. Its figures are measured: the means of 100 runs of the published
// program's rules, made anew, with the deviation of one run beside them.
func brooker(where string) Source {
	return Source{"M. Brooker", "Exponential Backoff And Jitter (AWS Architecture Blog, with its simulator)", 2015, where}
}

// published are the calls that 100 clients need, and the deviation of one run.
var published = []struct {
	backoff       string
	calls, spread float64
}{
	{"none", 2425, 31}, {"exponential", 1854, 61}, {"equal-jitter", 812, 9}, {"full-jitter", 797, 7}, {"decorrelated", 1001, 28},
}

// backoffs are the published experiment.
func backoffs() []Experiment {
	var all []Experiment
	for _, p := range published {
		all = append(all, contended(p.backoff, p.calls, p.spread/math.Sqrt(100)))
	}
	return append(all, jitterHalves(), costlyCalls())
}

func contended(backoff string, calls, spread float64) Experiment {
	return Experiment{
		Scenario: "backoff-and-jitter", Query: "backoff=" + backoff, Seeds: 20,
		Checks: []Check{{
			ID: "backoff-" + backoff, Group: backoffGroup, What: "Calls until 100 clients have written one row, backoff: " + backoff,
			Source: brooker("the simulator's rules; means of 100 runs"), Formula: "measured", Relation: Equal, Expected: calls, Spread: spread, Precision: .04,
			Allowance: .005 * calls, Why: "The published program draws from another generator and counts time in floating point; ours in whole nanoseconds.",
			read: figure("calls"),
		}},
	}
}

// jitterHalves is the published claim, beside each other on the same seeds.
func jitterHalves() Experiment {
	return Experiment{
		Scenario: "backoff-and-jitter", Query: "backoff=full-jitter", Seeds: 10,
		observe: func(ctx context.Context, seed uint64) ([]float64, error) {
			calls := [2]float64{}
			for i, query := range []string{"backoff=full-jitter", "backoff=exponential"} {
				r, err := runOf(ctx, "backoff-and-jitter", query, seed)
				if err != nil {
					return nil, err
				}
				calls[i] = number(r, "calls")
			}
			return []float64{calls[0] / calls[1]}, nil
		},
		Checks: []Check{{
			ID: "jitter-halves", Group: backoffGroup, What: "Calls with full jitter over calls with exponential backoff alone",
			Source: brooker("jitter cuts the calls by more than half"), Formula: "< 1/2", Relation: AtMost, Expected: .5, Precision: .1,
		}},
	}
}

// costlyCalls is what the published model leaves out.
func costlyCalls() Experiment {
	return Experiment{
		Scenario: "backoff-and-jitter", Query: "db_time=0.005", Seeds: 5,
		observe: func(ctx context.Context, seed uint64) ([]float64, error) {
			var seconds [2]float64
			for i, query := range []string{"backoff=none&db_time=0.005", "backoff=full-jitter&db_time=0.005"} {
				r, err := runOf(ctx, "backoff-and-jitter", query, seed)
				if err != nil {
					return nil, err
				}
				seconds[i] = number(r, "completion_seconds")
			}
			return []float64{seconds[0] / seconds[1]}, nil
		},
		Checks: []Check{{
			ID: "costly-calls", Group: backoffGroup, What: "Time without backoff over time with full jitter, when a call costs the database 5 ms",
			Source: derived("where calls cost something, more calls take longer"), Formula: "> 1", Relation: AtLeast, Expected: 1, Precision: 1,
			Deviations: []string{"In the published model a call costs the database nothing, and clients without backoff finish first. They do so in ours, too."},
		}},
	}
}
