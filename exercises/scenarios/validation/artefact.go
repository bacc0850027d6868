package validation

import "fmt"

// The published experiment on a real database, of a size that carries 1000 a second: callers wait 3 s and try
// five times in all, and for some seconds the database has a share of its processors. The load is the one
// number that the source does not give as a share of the capacity.
const (
	artefactLoad = 366.0
	artefactNote = "The source gives the load in requests of its own machines, not as a share of their capacity. It is set to 0.366 of it here, where the first two outcomes part; the other two then follow."
	artefactSize = "A database of 200 workers stands for the source's two processors: work is conserved, and nothing slows down by contention."
)

// artefact is the four published outcomes of one trigger and its neighbours.
func artefact() []Experiment {
	return []Experiment{
		cutTo("45% of the processors for 10 s", 45, 10, 1, false), cutTo("40% for 10 s", 40, 10, 1, true),
		cutTo("40% for 9 s", 40, 9, 1, false), cutTo("40% for 10 s at three quarters of the load", 40, 10, .75, false),
	}
}

// cutTo leaves so many of 200 workers for some seconds.
func cutTo(what string, workers int, seconds, share float64, stays bool) Experiment {
	load := artefactLoad * share
	c := Check{
		ID: fmt.Sprintf("artefact-%d-%g-%g", workers, seconds, share), Group: metastableGroup, What: "Share of runs that stay down after: " + what,
		Source:  Source{"L. Huang and others", "Metastable Failures in the Wild (OSDI), artefact with MongoDB", 2022, "the four settings of its first experiment"},
		Formula: "it recovers", Relation: AtMost, Expected: .5, Precision: 1, Deviations: []string{artefactNote, artefactSize},
		read: func(r result) float64 { return downAtEnd(r, load) },
	}
	if stays {
		c.Formula, c.Relation = "it stays down", AtLeast
	}
	return Experiment{
		Scenario: "metastable", Seeds: 20, Checks: []Check{c},
		Query: fmt.Sprintf("arrival_rate=%g&at=10s:workers=%d&at=%gs:workers=200&bump=0&duration=120&queue_limit=0&retries=4&service_time=0.2&timeout=3&workers=200", load, workers, 10+seconds),
	}
}

// downAtEnd is 1 for a run whose goodput in its last 20 s is under half of the load.
func downAtEnd(r result, load float64) float64 {
	if overLast("goodput", 20)(r) < load/2 {
		return 1
	}
	return 0
}
