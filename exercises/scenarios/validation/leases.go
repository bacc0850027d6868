package validation

import "math"

const leasesGroup = "Orphaned work and leases"

// Of orphaned-work, by default: a job takes so long, and this share of its users leaves each second.
const (
	jobTime   = 20.0
	leaveRate = .02
)

// orphans are jobs whose users have left.
func orphans() []Experiment {
	return []Experiment{withoutLease(), withLease(5), withLease(15)}
}

func withoutLease() Experiment {
	share := leaveRate * jobTime / (1 + leaveRate*jobTime)
	const end = "What is under way at the end is counted as begun and not yet as orphaned: about 20 of the 12,000 s."
	return Experiment{
		Scenario: "orphaned-work", Query: "duration=12000", Seeds: 10,
		Checks: []Check{{
			ID: "orphaned-share", Group: leasesGroup, What: "Share of jobs whose user leaves before they are done",
			Source: derived("of two exponential times the user's is the shorter"), Formula: "λm / (1 + λm)", Relation: Equal, Expected: share, Precision: .02, Allowance: .003 * share, Why: end,
			read: figure("orphaned_share"),
		}, {
			ID: "orphan-waste", Group: leasesGroup, What: "Seconds that a worker spends on an orphan without a lease",
			Source: derived("what is left of an exponential time is as long as the whole"), Formula: "m", Unit: "s", Relation: Equal, Expected: jobTime, Precision: .02, Allowance: .003 * jobTime, Why: end,
			read: ratio("wasted_worker_seconds", "orphaned"),
		}},
	}
}

// withLease: the user's last heartbeat is up to a third of a lease old when the user leaves.
func withLease(lease float64) Experiment {
	beat, ends := lease/3, leaveRate+1/jobTime // the time between heartbeats; the rate at which a user's wait ends
	// the mean of e^(-r/m), where r is what is left of the lease when the user leaves
	outlived := math.Exp(-lease/jobTime) * ends / (1 - math.Exp(-ends*beat)) * (1 - math.Exp(-leaveRate*beat)) / leaveRate
	waste := jobTime * (1 - outlived)
	e := withoutLease()
	e.Query, e.Seeds = "duration=12000&lease="+plain(lease), 5
	e.Checks = []Check{{
		ID: "lease-waste-" + plain(lease), Group: leasesGroup, What: "Seconds that a worker spends on an orphan with a lease of " + plain(lease) + " s, renewed every third of it",
		Source: derived("the job ends, or the lease, whose age is that of the last heartbeat"), Formula: "m (1 − E[e^(−R/m)])", Unit: "s", Relation: Equal, Expected: waste, Precision: .02,
		Allowance: .003 * waste, Why: e.Checks[0].Why, read: ratio("wasted_worker_seconds", "orphaned"),
	}}
	return e
}
