package validation

import (
	"fmt"
	"math"
)

const availabilityGroup = "Availability"

// availability is parts in series, in parallel, and with something in common.
func availability() []Experiment {
	return []Experiment{
		inSeries(2, .95), inSeries(5, .99), fallback(), inParallel(2), inParallel(3), shared(3), shared(10), oneBlip(),
	}
}

// inSeries: all are needed.
func inSeries(depth int, up float64) Experiment {
	return Experiment{
		Scenario: "availability-coupling", Query: fmt.Sprintf("arrival_rate=0.02&availability=%g&depth=%d&duration=4000000", up, depth), Seeds: 10,
		Checks: []Check{{
			ID: fmt.Sprintf("series-%d", depth), Group: availabilityGroup, What: fmt.Sprintf("Requests answered when %d dependencies are needed, each up %g%% of the time", depth, 100*up),
			Source: reliability("chapter 2, series systems"), Formula: "a^n", Relation: Equal, Expected: math.Pow(up, float64(depth)), Precision: .005,
			read: figure("availability_seen"),
		}},
	}
}

// fallback: what inline fails, a fallback answers with what is stale.
func fallback() Experiment {
	stale := 1 - math.Pow(.99, 5)
	return Experiment{
		Scenario: "availability-coupling", Query: "arrival_rate=0.02&duration=4000000&mode=fallback", Seeds: 10,
		Checks: []Check{{
			ID: "stale-share", Group: availabilityGroup, What: "Answers that are stale when a fallback stands in for five dependencies of 99%",
			Source: reliability("chapter 2, series systems"), Formula: "1 − a^n", Relation: Equal, Expected: stale, Precision: .05, read: figure("stale_share"),
		}},
	}
}

// inParallel: one is enough.
func inParallel(replicas int) Experiment {
	const up = .9
	down := math.Pow(1-up, float64(replicas))
	return Experiment{
		Scenario: "correlated-replicas", Query: fmt.Sprintf("availability=%g&decouple=on&duration=30000000&replicas=%d", up, replicas), Seeds: 10,
		Checks: []Check{{
			ID: fmt.Sprintf("parallel-%d", replicas), Group: availabilityGroup, What: fmt.Sprintf("Share of the time in which %d independent replicas of 90%% are all down", replicas),
			Source: reliability("chapter 2, parallel systems"), Formula: "(1 − a)^n", Relation: Equal, Expected: down, Precision: .2,
			Allowance: .005 * down, Why: "All start up.", read: func(r result) float64 { return 1 - number(r, "availability_seen") },
		}},
	}
}

// shared: what replicas have in common bounds what they are worth.
func shared(replicas int) Experiment {
	const up, common = .99, .995
	return Experiment{
		Scenario: "correlated-replicas", Query: fmt.Sprintf("duration=100000000&replicas=%d", replicas), Seeds: 10,
		Checks: []Check{{
			ID: fmt.Sprintf("shared-%d", replicas), Group: availabilityGroup, What: fmt.Sprintf("Share of the time down: %d replicas of 99%% with a shared dependency of 99.5%%", replicas),
			Source: reliability("chapter 2, a series of a part and a parallel system"), Formula: "1 − s (1 − (1 − a)^n)", Relation: Equal,
			Expected: 1 - common*(1-math.Pow(1-up, float64(replicas))), Precision: .1, read: func(r result) float64 { return 1 - number(r, "availability_seen") },
		}},
	}
}

// oneBlip is the time from a blip of the control plane until nodes stop, and until the last has stopped.
func oneBlip() Experiment {
	const lease, blip, restart, nodes = 30.0, 60.0, 300.0, 30
	first, last := lease/3*nodes/(nodes+1), lease/3/(nodes+1) // of the times since a renewal, the longest and the shortest
	source := Source{"H. A. David and H. N. Nagaraja", "Order Statistics", 2003, "chapter 2, a uniform parent"}
	return Experiment{
		Scenario: "control-plane-blip", Query: "duration=3600", Seeds: 100,
		Checks: []Check{{
			ID: "blip-detection", Group: availabilityGroup, What: "Seconds from the beginning of a blip until the first of 30 nodes stops, lease 30 s renewed every 10 s",
			Source: source, Formula: "ℓ − (ℓ/3) n/(n+1)", Unit: "s", Relation: Equal, Expected: lease - first, Precision: .01, read: func(r result) float64 { return momentAt(r, "stops") - 1800 },
		}, {
			ID: "blip-outage", Group: availabilityGroup, What: "Seconds without any node, for a blip of 60 s and a restart of 300 s",
			Source: source, Formula: "blip − ℓ + (ℓ/3)/(n+1) + restart", Unit: "s", Relation: Equal, Expected: blip - lease + last + restart, Precision: .001, read: func(r result) float64 { return 60 * number(r, "minutes_down") },
		}, {
			ID: "blip-outages", Group: availabilityGroup, What: "Outages of a control plane that blips once", Source: derived("a blip outlasts every lease"), Formula: "1", Relation: Equal, Expected: 1, read: figure("outages"),
		}},
	}
}
