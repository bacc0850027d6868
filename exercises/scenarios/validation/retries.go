package validation

import (
	"context"
	"fmt"
	"math"
)

const retriesGroup = "Retries"

// retries are how retries multiply, and what bounds them.
func retries() []Experiment {
	all := []Experiment{
		layered(3, 4, .5, 2000), layered(3, 4, .8, 4000), layered(3, 4, .9, 4000), layered(3, 4, .95, 2000), layered(3, 4, .99, 1000), allFail(3, 4), allFail(5, 3),
		oneLayer(), withoutBudget(), withBudget(), refusedAndRetried(2), refusedAndRetried(4), throttled(2), throttled(1.1),
	}
	return all
}

func layeredQuery(layers, attempts int, failing float64, requests int) string {
	return fmt.Sprintf("attempts=%d&failure_share=%g&layers=%d&requests=%d", attempts, failing, layers, requests)
}

// layered is retries in layers: a request makes another call as long as all before it have failed.
func layered(layers, attempts int, failing float64, requests int) Experiment {
	most := math.Pow(float64(attempts), float64(layers))
	return Experiment{
		Scenario: "layered-retries", Query: layeredQuery(layers, attempts, failing, requests), Seeds: 20,
		Checks: []Check{{
			ID: fmt.Sprintf("layers-%g", failing), Drawing: "layers", X: failing, Group: retriesGroup, What: fmt.Sprintf("Calls at the bottom for a request: %d layers of %d attempts, a share of %g fails", layers, attempts, failing),
			Source: derived("each call follows only when all before it failed"), Formula: "(1 − p^(n^L)) / (1 − p)", Relation: Equal,
			Expected: (1 - math.Pow(failing, most)) / (1 - failing), Precision: .03, read: figure("calls_per_request"),
		}},
	}
}

// allFail is the case that both books warn of.
func allFail(layers, attempts int) Experiment {
	c := Check{
		ID: fmt.Sprintf("layers-all-fail-%d", layers), Group: retriesGroup, What: fmt.Sprintf("Calls at the bottom when all fail: %d layers of %d attempts", layers, attempts),
		Source: siteReliability("chapter 22, Addressing Cascading Failures: 64 attempts"), Formula: "n^L", Relation: Equal,
		Expected: math.Pow(float64(attempts), float64(layers)), read: figure("calls_per_request"),
	}
	if layers == 3 {
		c.Drawing, c.X = "layers", 1
	}
	if layers == 5 {
		c.Source = Source{"M. Brooker", "Timeouts, Retries, and Backoff with Jitter (Amazon Builders' Library)", 2019, "the five-deep stack: 243 times"}
		c.Deviations = []string{"The text speaks of three retries; its arithmetic is that of three attempts, and so is ours."}
	}
	return Experiment{Scenario: "layered-retries", Query: layeredQuery(layers, attempts, 1, 100), Seeds: 5, Checks: []Check{c}}
}

func oneLayer() Experiment {
	const failing, attempts = .9, 4
	answered := 1 - math.Pow(failing, attempts)
	return Experiment{
		Scenario: "layered-retries", Query: layeredQuery(1, attempts, failing, 10_000), Seeds: 10,
		Checks: []Check{{
			ID: "one-layer-calls", Group: retriesGroup, What: "Attempts for a request: one layer, three retries, a share of 0.9 fails",
			Source: Source{"M. Brooker", "Fixing Retries with Token Buckets and Circuit Breakers", 2022, "retries against failures"}, Formula: "(1 − p^n) / (1 − p)", Relation: Equal, Expected: answered / (1 - failing), Precision: .02,
			read: figure("calls_per_request"),
		}, {
			ID: "one-layer-success", Group: retriesGroup, What: "Requests answered in the end", Source: derived("a request fails when all of its attempts do"), Formula: "1 − p^n", Relation: Equal, Expected: answered, Precision: .03,
			Deviations: []string{"The source prints p^N for N retries; with N retries there are N+1 attempts."},
			read:       figure("success_share"),
		}},
	}
}

// failing is a dependency that answers nobody.
const failing = "arrival_rate=100&bump=0&duration=300&queue_limit=1&retries=2&service_time=60&timeout=0.1&workers=1"

func withoutBudget() Experiment {
	return Experiment{
		Scenario: "metastable", Query: failing, Seeds: 10,
		Checks: []Check{{
			ID: "no-budget", Group: retriesGroup, What: "Attempts for a request when all fail, three attempts, no budget",
			Source: siteReliability("chapter 21, Handling Overload: just below three times"), Formula: "n", Relation: Equal, Expected: 3, Precision: .001, Allowance: .001,
			Why: "Some of the run's requests are answered: whoever finds the worker free and is served within the timeout.", read: attemptsPerRequest,
		}},
	}
}

func withBudget() Experiment {
	return Experiment{
		Scenario: "metastable", Query: failing + "&retry_budget=0.1", Seeds: 10,
		Checks: []Check{{
			ID: "budget", Group: retriesGroup, What: "The same with a budget of a tenth",
			Source: siteReliability("chapter 21, Handling Overload: 1.1 times"), Formula: "1 + b", Relation: Equal, Expected: 1.1, Precision: .001, Allowance: .0001,
			Why:        "The bucket holds whole retries: at the end there is a part of one in it.",
			Deviations: []string{"The source's budget is a ratio over two minutes, ours a token bucket that starts with ten tokens. Those ten retries are taken out here."},
			read: func(r result) float64 {
				return (float64(r.Ledger.Attempts) - 10) / float64(r.Ledger.Requests)
			},
		}},
	}
}

// refusedAndRetried is an overload whose excess is refused for nothing and comes back a little later.
func refusedAndRetried(attempts int) Experiment {
	const capacity, offered = 2000.0, 2400.0
	refused := math.Pow(1-capacity/offered, 1/float64(attempts))
	query := fmt.Sprintf("arrival_rate=%g&backoff=full-jitter&backoff_base=1&duration=40&retries=%d&shed=on&slow_factor=1", offered, attempts-1)
	return Experiment{
		Scenario: "retry-storm", Query: query, Seeds: 10,
		Checks: []Check{{
			ID: fmt.Sprintf("refused-%d", attempts), Group: retriesGroup, What: fmt.Sprintf("Attempts a second at 1.2 times the capacity, each refused one tried again after a wait with full jitter, %d attempts in all", attempts),
			Source: siteReliability("chapter 22: the excess of each second comes back in the next; the limit is derived here"), Formula: "C / (1 − (1 − C/λ)^(1/n))", Unit: "/s", Relation: Equal,
			Expected: capacity / (1 - refused), Precision: .04, Allowance: .005 * capacity / (1 - refused),
			Why: "The formula takes rates for exact. The excess of a second varies by a sixth, and its root is concave: the mean is up to half a percent lower.",
			Deviations: []string{
				"The source's overload is 1%. There chance is larger than the excess, and the formula does not hold for a system of this size.",
				"The source waits exactly one second. Then what was refused comes back in the same bunches, whose later calls are refused again: our runs make 3% fewer attempts with two of them, and 6% fewer with four.",
			},
			read: overLast("attempts", 20),
		}},
	}
}

// throttled is the published client-side throttle, on a model of this package.
func throttled(k float64) Experiment {
	const capacity, offered = 100.0, 1000.0
	return Experiment{
		Seeds: 5,
		observe: func(ctx context.Context, seed uint64) ([]float64, error) {
			t := newThrottle(seed, offered, capacity, k)
			if err := t.run(ctx); err != nil {
				return nil, err
			}
			return []float64{t.sentRate(), t.rejectedShare()}, nil
		},
		Checks: []Check{{
			ID: fmt.Sprintf("throttle-sent-%g", k), Group: retriesGroup, What: fmt.Sprintf("Adaptive throttling, K = %g: requests that reach the backend at ten times its capacity", k),
			Source: siteReliability("chapter 21, Client-Side Throttling"), Formula: "K C", Unit: "/s", Relation: Equal, Expected: k * capacity, Precision: .05,
			Deviations: []string{"No scenario throttles in the client: this is a model of the validation's own, with the rule as published and its two-minute window in steps of two seconds."},
		}, {
			ID: fmt.Sprintf("throttle-rejected-%g", k), Group: retriesGroup, What: fmt.Sprintf("Adaptive throttling, K = %g: share that the client rejects itself", k),
			Source: siteReliability("chapter 21, Client-Side Throttling"), Formula: "1 − K C / λ", Relation: Equal, Expected: 1 - k*capacity/offered, Precision: .01,
		}},
	}
}
