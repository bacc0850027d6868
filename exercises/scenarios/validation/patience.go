package validation

import (
	"math"
)

const patienceGroup = "Patience and capacity"

// patience is what timeouts waste, and what refusing saves.
func patience() []Experiment {
	return []Experiment{wastedByTimeouts(), pastSaturation(), refusingIsFree(), refusingCosts()}
}

// wastedByTimeouts: the line is that of M/M/1 whether or not callers give up, as their work is done all the same.
func wastedByTimeouts() Experiment {
	late := math.Exp(-(100 - 90) * .2)
	return Experiment{
		Scenario: "blocking-amplification", Query: "arrival_rate=90&duration=1000&service_time=0.01&timeout=0.2&workers=1", Seeds: 20,
		Checks: []Check{{
			ID: "timeouts-wasted", Group: patienceGroup, What: "Share of answers that come too late, when the work of callers who gave up is still done",
			Source: derived("the time in an M/M/1 system is exponential with rate μ − λ (Kleinrock, 1975, chapter 5)"), Formula: "e^(−(μ − λ) τ)",
			Relation: Equal, Expected: late, Precision: .15, Allowance: .005 * late, Why: fromEmpty, read: perRequest("timed_out"),
		}},
	}
}

const curveQuery = "duration=60&retries=0&steps=4"

// pastSaturation: with an unbounded line at twice the capacity, nobody is answered in time.
func pastSaturation() Experiment {
	return Experiment{
		Scenario: "load-curve", Query: curveQuery, Seeds: 10,
		Checks: []Check{{
			ID: "saturated-goodput", Group: patienceGroup, What: "Useful answers at twice the capacity, first come first served without a bound",
			Source: derived("the line is longer than everybody's patience before the counting begins"), Formula: "0", Unit: "/s", Relation: Equal, Expected: 0,
			read: figure("goodput_at_2x"),
		}, {
			ID: "saturated-throughput", Group: patienceGroup, What: "Work done meanwhile, useful or not", Source: kleinrock("chapter 2: a server never idles while somebody waits"),
			Formula: "C", Unit: "/s", Relation: Equal, Expected: 12_000, Precision: .03, read: lastOf("throughput"),
		}},
	}
}

func lastOf(name string) func(result) float64 {
	return func(r result) float64 {
		values := series(r, name)
		return values[len(values)-1]
	}
}

func refusingIsFree() Experiment {
	return Experiment{
		Scenario: "load-curve", Query: curveQuery + "&reject_cost=0&shed=on", Seeds: 10,
		Checks: []Check{{
			ID: "shed-goodput", Group: patienceGroup, What: "Useful answers at twice the capacity, when what cannot be answered in time is refused for nothing",
			Source: derived("the line is never empty and never longer than half of the patience"), Formula: "C", Unit: "/s", Relation: Equal, Expected: 12_000, Precision: .03,
			Allowance: 12_000 * .001, Why: "A service time is exponential: now and then one alone uses up the patience that is left.",
			read: figure("goodput_at_2x"),
		}},
	}
}

func refusingCosts() Experiment {
	const cost, offered = .05, 2.0
	useful := 12_000 * (1 - cost*offered) / (1 - cost)
	return Experiment{
		Scenario: "load-curve", Query: curveQuery + "&reject_cost=0.05&shed=on", Seeds: 10,
		Checks: []Check{{
			ID: "refusal-cost", Group: patienceGroup, What: "The same, when a refusal costs a twentieth of a service time",
			Source: derived("capacity is spent on answers and on refusals: g + c (λ − g) = C"), Formula: "(C − c λ) / (1 − c)", Unit: "/s", Relation: Equal, Expected: useful, Precision: .03,
			Allowance: useful * .002, Why: "A service time is exponential: now and then one alone uses up the patience that is left. Refusals lengthen the service time after them.",
			read: figure("goodput_at_2x"),
		}},
	}
}
