package validation

import (
	"fmt"
)

const metastableGroup = "Metastable failure"

// The worked example: a database that carries 300 a second, callers who wait for a second and try once more,
// and ten seconds of outage.
const (
	carried   = 300.0
	cutAt     = 10.0
	cutFor    = 10.0
	waitsFor  = 1.0
	callTakes = .1
	left      = carried / 30 // what the one worker that stays carries meanwhile
)

const (
	cutNote     = "In the source the network is away and what was sent meanwhile arrives together. Here the line fills at the database, of whose 30 workers one stays: 10 calls a second."
	bucketNote  = "The end is read from buckets of a second, and an answer in time can be one patience later than the line is short enough."
	neverEnding = "Finite runs: what has no useful answer in its last minute, 500 s or more after the outage, is called stuck."
)

// metastability is the worked example at loads around its threshold.
func metastability() []Experiment {
	return []Experiment{
		recovers(60, 100), recovers(100, 100), recovers(120, 150), recovers(130, 250), recovers(140, 400), withoutRetries(),
		stays(280, 200, stuckLoad()), stays(.97*carried/2, 800, threshold("below", 0)), stays(1.03*carried/2, 500, threshold("above", 1)),
	}
}

func cutQuery(load, retries, duration float64) string {
	return fmt.Sprintf("arrival_rate=%g&at=%gs:workers=1&at=%gs:workers=30&bump=0&duration=%g&queue_limit=0&retries=%g&timeout=%g",
		load, cutAt, cutAt+cutFor, duration, retries, waitsFor)
}

// drained is how long the line that the outage leaves needs until a call is answered in time again, in
// seconds: it falls by what the database carries beyond what comes.
func drained(load, attempts float64) float64 {
	line := load*cutFor + (attempts-1)*load*(cutFor-waitsFor) - left*cutFor
	return (line-carried*(waitsFor-callTakes))/(carried-attempts*load) + waitsFor
}

func recovers(load, duration float64) Experiment {
	return Experiment{
		Scenario: "metastable", Query: cutQuery(load, 1, duration), Seeds: 20,
		Checks: []Check{{
			ID: fmt.Sprintf("drain-%g", load), Drawing: "threshold", X: load, Group: metastableGroup, What: fmt.Sprintf("Seconds without useful answers after the outage, at %g a second with one retry", load),
			Source: hotOS("the worked example of retries; the time is derived here"), Formula: "(λ(2d − τ) − Cτ) / (C − 2λ)", Unit: "s", Relation: Equal, Expected: drained(load, 2),
			Precision: .2, Allowance: 1, Why: bucketNote, Deviations: []string{cutNote}, read: outageAfter(load),
		}},
	}
}

// withoutRetries: the same outage costs minutes even when nobody tries again.
func withoutRetries() Experiment {
	return Experiment{
		Scenario: "metastable", Query: cutQuery(280, 0, 300), Seeds: 20,
		Checks: []Check{{
			ID: "drain-no-retries", Group: metastableGroup, What: "Seconds without useful answers after the outage, at 280 a second without retries",
			Source: hotOS("the worked example of retries; the time is derived here"), Formula: "(λd − Cτ) / (C − λ)", Unit: "s", Relation: Equal, Expected: drained(280, 1),
			Precision: .2, Allowance: 1, Why: bucketNote, Deviations: []string{cutNote}, read: outageAfter(280),
		}},
	}
}

// outageAfter reads when, after the outage, goodput was last under a quarter of the load.
func outageAfter(load float64) func(result) float64 {
	return func(r result) float64 { return lastLow(r, load) - cutAt - cutFor }
}

// lastLow is the end of the last second in which goodput was under a quarter of the load. A quarter, so that
// no second with few requests is taken for an outage.
func lastLow(r result, load float64) float64 {
	last, values := 0.0, series(r, "goodput")
	each := int(1/r.Step + .5) // buckets in a second
	for i := 0; i+each <= len(values); i += each {
		if mean, _ := meanOf(values[i : i+each]); mean < load/4 {
			last = r.Times[i] + 1
		}
	}
	return last
}

// stays is a run of so many seconds after the outage.
func stays(load, duration float64, checks []Check) Experiment {
	return Experiment{Scenario: "metastable", Query: cutQuery(load, 1, duration+cutAt+cutFor), Seeds: 5, Checks: checks}
}

// stuckLoad is the state in which the example stays at 280 a second.
func stuckLoad() []Check {
	return []Check{{
		ID: "stuck-280", Group: metastableGroup, What: "Share of runs that are stuck at 280 a second", Source: hotOS("the worked example of retries: vulnerable from 150 on"), Formula: "1", Relation: Equal, Expected: 1,
		Deviations: []string{cutNote}, read: stuck,
	}, {
		ID: "stuck-load", Group: metastableGroup, What: "Attempts a second while it is stuck at 280", Source: hotOS("the worked example of retries: 560 a second"), Formula: "2 λ", Unit: "/s", Relation: Equal, Expected: 560, Precision: .04,
		read: overLast("attempts", 60),
	}, {
		ID: "stuck-goodput", Group: metastableGroup, What: "Useful answers meanwhile", Source: hotOS("the worked example of retries"), Formula: "0", Unit: "/s", Relation: Equal, Expected: 0,
		read: overLast("goodput", 60),
	}}
}

// threshold is how many runs stay stuck close to C/(1+retries).
func threshold(side string, expected float64) []Check {
	percent := map[string]string{"below": "3% below", "above": "3% above"}[side]
	return []Check{{
		ID: "threshold-" + side, Group: metastableGroup, What: "Share of runs that are stuck " + percent + " the threshold of 150 a second",
		Source: hotOS("the worked example of retries: stable below half of the capacity"), Formula: "C / (1 + retries)", Relation: Equal, Expected: expected,
		Deviations: []string{cutNote, neverEnding}, read: stuck,
	}}
}

// stuck is 1 for a run without a useful answer in its last minute.
func stuck(r result) float64 {
	if overLast("goodput", 60)(r) == 0 {
		return 1
	}
	return 0
}
