package validation

import "math"

const boundsGroup = "Bounds and caches"

// bounds are what a bounded queue costs, and what a cache lets through.
func bounds() []Experiment {
	return []Experiment{fullQueue(), blocked(), grows(), cacheHits(), stampede(false), stampede(true)}
}

// fullQueue is a producer twice as fast as its consumer, before a queue of 500 places.
func fullQueue() Experiment {
	const load, rate, places, seconds = 2.0, 100.0, 501, 600
	taken := rate*seconds + places // served, or left in the queue
	ahead := 0.0                   // of a message that is let in
	for n := range places {
		ahead += float64(n) * finiteState(load, places, n) / (1 - finiteState(load, places, places))
	}
	return Experiment{
		Scenario: "bounded-queue", Query: "arrival_rate=200&burst_for=600&duration=600&overflow=drop-newest", Seeds: 10,
		Checks: []Check{{
			ID: "full-wait", Group: boundsGroup, What: "Wait of a message in a full queue of 500 places, served 100 a second",
			Source: kleinrock("chapter 3, M/M/1/K; a full queue's wait is its bound over its rate"), Formula: "≈ limit / μ", Unit: "s", Relation: Equal, Expected: ahead / rate, Precision: .01,
			Allowance: .002 * ahead / rate, Why: "It is read once a bucket, of the message whose turn came last.", read: overLast("age", 550),
		}, {
			ID: "full-dropped", Group: boundsGroup, What: "Share of messages dropped meanwhile", Source: kleinrock("chapter 3, M/M/1/K"), Formula: "1 − (μt + K) / λt", Relation: Equal, Expected: 1 - taken/(load*rate*seconds), Precision: .02,
			read: perRequest("dropped"),
		}},
	}
}

// blocked is the same with a producer that waits.
func blocked() Experiment {
	const load, places = 2.0, 22 // one is served, 20 wait, the producer holds one
	return Experiment{
		Scenario: "bounded-queue", Query: "arrival_rate=200&burst_for=600&duration=600&limit=20&overflow=block", Seeds: 10,
		Checks: []Check{{
			ID: "blocked-share", Group: boundsGroup, What: "Share of its time that a producer of twice the rate waits before a full queue",
			Source: kleinrock("chapter 3, M/M/1/K: the producer stops in the last state"), Formula: "≈ 1 − μ/λ", Relation: Equal, Expected: finiteState(load, places, places), Precision: .02,
			Allowance: .001, Why: fromEmpty, read: func(r result) float64 { return number(r, "blocked_seconds") / 600 },
		}},
	}
}

// grows is a queue without a bound.
func grows() Experiment {
	const surplus, burst = 20.0, 60.0
	return Experiment{
		Scenario: "bounded-queue", Seeds: 100,
		Checks: []Check{{
			ID: "unbounded-peak", Group: boundsGroup, What: "Longest line when 120 a second come for a minute and 100 are served",
			Source: derived("the line grows by what is not served"), Formula: "(λ − μ) t", Relation: Equal, Expected: surplus * burst, Precision: .05,
			Allowance: 15, Why: "A walk's peak is a little above its end, and a consumer that had nothing to do at the start has lost that time: the variance (220 a second) over twice the drift, each way, is 5.5, and the latter lasts through the first seconds.",
			read: figure("peak_queue"),
		}},
	}
}

// cacheHits is an entry's life: fresh for its time to live, gone until somebody asks, loading.
func cacheHits() Experiment {
	const perKey, ttl, load = 10.0, 1.0, .2
	return Experiment{
		Scenario: "cache-stampede", Query: "coalesce=on&duration=200&origin_workers=1000&ttl=1", Seeds: 10,
		Checks: []Check{{
			ID: "cache-hits", Group: boundsGroup, What: "Share of hits: 10 requests a second for a key that lives 1 s and takes 0.2 s to load, misses coalesced",
			Source:  Source{"J. Jung, A. W. Berger and H. Balakrishnan", "Modeling TTL-based Internet Caches (INFOCOM)", 2003, "the hit rate of a time to live; the load's time is added here"},
			Formula: "rT / (rT + 1 + rδ)", Relation: Equal, Expected: perKey * ttl / (perKey*ttl + 1 + perKey*load), Precision: .01,
			Allowance: .002, Why: "The entries are fresh at the start, and the run ends within a life.", read: figure("hit_share"),
		}},
	}
}

// stampede is how many loads an expiry makes: all that miss until the first load is back, or one.
func stampede(coalesce bool) Experiment {
	const perKey, ttl = 10.0, 2.0
	e := Experiment{
		Scenario: "cache-stampede", Query: "duration=400&origin_time=0.5&origin_workers=10000&ttl=2", Seeds: 10,
		Checks: []Check{{
			ID: "stampede", Group: boundsGroup, What: "Loads for an expired entry: 10 requests a second for it, a load takes 0.5 s",
			Source:  Source{"A. Vattani, F. Chierichetti and K. Lowenstein", "Optimal Probabilistic Cache Stampede Prevention (VLDB)", 2015, "the introduction's stampede; with loads of random length it is derived here"},
			Formula: "1 + r E[time of the first load back]", Relation: Equal, Expected: 1 + perKey*firstBack(perKey, .5), Precision: .03, Allowance: .02,
			Why:        "Loads that are still under way when an entry expires again count with the earlier expiry, and may fill it.",
			Deviations: []string{"The source's loads all take δ, and an expiry makes 1 + rδ of them, here 6. Ours take an exponential time, and the first that is back ends the stampede, however late it began."},
			read:       figure("misses_per_expiry"),
		}},
	}
	if coalesce {
		e.Query, e.Seeds = "coalesce=on&"+e.Query, 5
		e.Checks[0] = Check{
			ID: "stampede-coalesced", Group: boundsGroup, What: "The same with coalescing", Source: derived("whoever finds a load under way waits for it"), Formula: "1", Relation: Equal, Expected: 1, read: figure("misses_per_expiry"),
		}
	}
	return e
}

// firstBack is the mean time until the first load is back, in seconds: loads of an exponential length begin at
// once and then at a rate. Of those that have begun by t, r(t - δ(1 - e^(-t/δ))) are back on average.
func firstBack(rate, load float64) float64 {
	const steps, most = 100_000, 40.0
	sum := 0.0
	for i := range steps {
		t := (float64(i) + .5) * most * load / steps
		back := float64(rate * (t - float64(load*(1-math.Exp(-t/load)))))
		sum += math.Exp(-t/load - back)
	}
	return sum * most * load / steps
}
