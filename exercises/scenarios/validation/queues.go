package validation

import (
	"fmt"
	"math"
)

const queuesGroup = "Queues"

// service is the mean service time of the queues, in seconds.
const service = .1

// queues are the waiting lines of blocking-amplification.
func queues() []Experiment {
	return []Experiment{
		oneServer(.2, 20_000), oneServer(.4, 20_000), oneServer(.6, 40_000), fullServer(), oneServer(.9, 100_000),
		servers(2, .8, 80_000), servers(5, .8, 60_000), servers(10, .8, 80_000), constantService(),
		finite(.8, 10, 40_000), finite(1.2, 10, 20_000), evenArrivals(), scenarioLittle(), alone(),
	}
}

// blocking is the scenario at a load of each of its servers, for so many requests.
func blocking(workers int, load float64, requests float64, more string) string {
	rate := load * float64(workers) / service
	return fmt.Sprintf("arrival_rate=%g&duration=%.0f%s&workers=%d", rate, requests/rate, more, workers)
}

// oneServer is the M/M/1 queue: its points make a curve.
func oneServer(load, requests float64) Experiment {
	wait := load / (1 - load) * service
	return Experiment{
		Scenario: "blocking-amplification", Query: blocking(1, load, requests, ""), Seeds: 20,
		Checks: []Check{{
			ID: fmt.Sprintf("mm1-wait-%g", load), Drawing: "mm1", X: load, Group: queuesGroup, What: fmt.Sprintf("M/M/1: mean wait in line at utilisation %g", load),
			Source: kleinrock("chapter 3, M/M/1"), Formula: "ρ / (μ (1 − ρ))", Unit: "s", Relation: Equal, Expected: wait,
			Precision: .08, Allowance: .003 * wait, Why: fromEmpty, read: figure("mean_wait"),
		}},
	}
}

// fullServer is the M/M/1 queue at 0.8, with more than its mean.
func fullServer() Experiment {
	e := oneServer(.8, 100_000)
	mean := service / (1 - .8)
	sojourn := func(id, what, formula string, share float64, name string) Check {
		return Check{
			ID: id, Group: queuesGroup, What: what, Source: kleinrock("chapter 5: the time in an M/M/1 system is exponential"),
			Formula: formula, Unit: "s", Relation: Equal, Expected: -math.Log(1-share) * mean, Precision: .08,
			Allowance: .007 * -math.Log(1-share) * mean, Why: fromEmpty + " A percentile is the middle of a class that is up to 0.8% wide.", read: figure(name),
		}
	}
	e.Checks = append(e.Checks,
		sojourn("mm1-p50", "M/M/1: half of the requests take at most, at utilisation 0.8", "W ln 2", .5, "p50"),
		sojourn("mm1-p99", "M/M/1: 99 of 100 requests take at most, at utilisation 0.8", "W ln 100", .99, "p99"),
		Check{
			ID: "mm1-utilisation", Group: queuesGroup, What: "M/M/1: share of the time that the server is busy", Source: kleinrock("chapter 2, the utilisation factor"),
			Formula: "ρ = λ/μ", Relation: Equal, Expected: .8, Precision: .01, Allowance: .0005, Why: fromEmpty, read: figure("utilisation"),
		})
	return e
}

// servers is the M/M/c queue.
func servers(n int, load, requests float64) Experiment {
	wait := erlangC(n, load) * service / (float64(n) * (1 - load))
	return Experiment{
		Scenario: "blocking-amplification", Query: blocking(n, load, requests, ""), Seeds: 20,
		Checks: []Check{{
			ID: fmt.Sprintf("mm%d-wait", n), Group: queuesGroup, What: fmt.Sprintf("M/M/%d: mean wait in line at utilisation %g", n, load),
			Source: erlang, Formula: "C(c, ρ) / (c μ (1 − ρ))", Unit: "s", Relation: Equal, Expected: wait,
			Precision: .08, Allowance: .003 * wait, Why: fromEmpty, read: figure("mean_wait"),
		}},
	}
}

// erlangC is the share of requests that wait, by the recursion of Erlang B.
func erlangC(servers int, load float64) float64 {
	offered, blocked := load*float64(servers), 1.0
	for n := 1; n <= servers; n++ {
		blocked = offered * blocked / (float64(n) + float64(offered*blocked))
	}
	return blocked / (1 - float64(load*(1-blocked)))
}

// constantService is the M/D/1 queue.
func constantService() Experiment {
	const load = .8
	wait := load / (2 * (1 - load)) * service
	return Experiment{
		Scenario: "blocking-amplification", Query: blocking(1, load, 50_000, "&distribution=constant"), Seeds: 20,
		Checks: []Check{{
			ID: "md1-wait", Group: queuesGroup, What: "M/D/1: mean wait in line at utilisation 0.8, half of M/M/1's",
			Source: kleinrock("chapter 5, the Pollaczek-Khinchin mean-value formula"), Formula: "ρ / (2 μ (1 − ρ))", Unit: "s", Relation: Equal, Expected: wait,
			Precision: .05, Allowance: .003 * wait, Why: fromEmpty, read: figure("mean_wait"),
		}},
	}
}

// finite is the M/M/1/K queue: one is served and K-1 wait; who comes then is refused.
func finite(load float64, places int, requests float64) Experiment {
	refused := finiteState(load, places, places)
	return Experiment{
		Scenario: "blocking-amplification", Query: blocking(1, load, requests, fmt.Sprintf("&queue_limit=%d", places-1)), Seeds: 20,
		Checks: []Check{{
			ID: fmt.Sprintf("mm1k-refused-%g", load), Group: queuesGroup, What: fmt.Sprintf("M/M/1/%d: share of requests refused at load %g", places, load),
			Source: kleinrock("chapter 3, M/M/1/K"), Formula: "(1 − ρ) ρ^K / (1 − ρ^(K+1))", Relation: Equal, Expected: refused,
			Precision: .08, Allowance: .002 * refused, Why: fromEmpty,
			read: func(r result) float64 { return float64(r.Ledger.Refused) / float64(r.Ledger.Requests) },
		}},
	}
}

// finiteState is the probability that n are in an M/M/1/K queue.
func finiteState(load float64, places, n int) float64 {
	return (1 - load) * math.Pow(load, float64(n)) / (1 - math.Pow(load, float64(places+1)))
}

// evenArrivals holds that requests come as a Poisson process: their number in a second varies as much as its
// mean says.
func evenArrivals() Experiment {
	return Experiment{
		Scenario: "blocking-amplification", Query: "duration=600", Seeds: 20,
		Checks: []Check{{
			ID: "poisson-dispersion", Group: queuesGroup, What: "Arrivals: variance of the number in a second, over its mean",
			Source: Source{"J. F. C. Kingman", "Poisson Processes", 1993, "chapter 1: the variance is the mean"}, Formula: "1", Relation: Equal, Expected: 1, Precision: .08,
			read: dispersion,
		}},
	}
}

// dispersion is the index of dispersion of the arrivals by bucket.
func dispersion(r result) float64 {
	offered := series(r, "offered")
	mean, errorOfMean := meanOf(offered)
	return errorOfMean * errorOfMean * float64(len(offered)) * r.Step / mean
}

// scenarioLittle is Little's law in a run that is cut off at its end.
func scenarioLittle() Experiment {
	return Experiment{
		Scenario: "blocking-amplification", Query: "duration=1200", Seeds: 10,
		Checks: []Check{{
			ID: "little-scenario", Group: queuesGroup, What: "Little's law: requests in the system over throughput times latency",
			Source: little, Formula: "L / (λ W) = 1", Relation: Equal, Expected: 1, Precision: .002, Allowance: .001,
			Why: "A request that is under way at the end counts in the system, and not yet in throughput and latency.",
			read: func(r result) float64 {
				return number(r, "mean_in_system") / (number(r, "throughput") * number(r, "mean_latency"))
			},
		}},
	}
}

// alone is a closed loop of one: it never waits for a lock.
func alone() Experiment {
	return Experiment{
		Scenario: "deadlock", Query: "concurrency=1&duration=600", Seeds: 10,
		Checks: []Check{{
			ID: "closed-loop", Group: queuesGroup, What: "Commits a second of one transaction at a time that holds two locks for 0.02 s each", Source: renewal("the elementary renewal theorem: the rate of renewals is one over their mean distance"),
			Formula: "1 / 2h", Unit: "/s", Relation: Equal, Expected: 25, Precision: .02, read: figure("throughput"),
		}},
	}
}
