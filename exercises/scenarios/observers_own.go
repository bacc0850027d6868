package scenarios

import "fmt"

// The observers of the models that are not a server and its callers.

// observers are the workers' dashboard and those whom the effects concern.
func (m *duplicates) observers(r *Result) []Observer {
	l, held := r.Ledger, 0.0
	for _, workers := range valuesNamed(r, "workers_busy") {
		held += workers / float64(len(r.Times))
	}
	well := quotient(float64(l.Succeeded), float64(l.Succeeded+l.Failed))
	once := quotient(float64(m.executions-m.twice), float64(m.executions))
	return []Observer{{
		Who: "The dashboard of the workers", Well: well,
		Says:    fmt.Sprintf("Of %s, %s were worked on to the end, and none was lost. No worker reports an error.", howMany(l.Requests, "message", "messages"), thousands(float64(l.Succeeded))),
		Figures: []Seen{{"messages done", thousands(float64(l.Succeeded))}, {"messages lost", thousands(float64(l.Failed))}, {"workers in use, on average", thousands(significantTo(held, 3))}, {"deliveries", thousands(float64(l.Attempts))}},
		Curves:  []Seeing{{RateChart, "deliveries per second", "line", valuesNamed(r, "deliveries")}},
	}, {
		Who: "Those whom the effects concern", Well: once,
		Says:    fmt.Sprintf("For %s there were %s: %s a second time, or a third.", howMany(l.Requests, "message", "messages"), howMany(m.executions, "effect", "effects"), thousands(float64(m.twice))),
		Figures: []Seen{{"effects", thousands(float64(m.executions))}, {"that had happened before", thousands(float64(m.twice))}, {"effects that were meant", shareSeen(once)}},
		Curves: []Seeing{
			{RateChart, "effects per second", "bad", valuesNamed(r, "executions")}, {RateChart, "messages per second", "good", valuesNamed(r, "messages")},
		},
	}}
}

// observers are the workers' dashboard and the users who handed the jobs in.
func (m *orphans) observers(r *Result, wasted, worked float64) []Observer {
	l := r.Ledger
	done, read := float64(l.Succeeded+m.neverRead), float64(l.Succeeded)
	share := quotient(read, float64(l.Succeeded+l.Failed))
	return []Observer{{
		Who: "The dashboard of the workers", Well: quotient(done, done),
		Says:    fmt.Sprintf("%s done without an error. The workers worked %s hours on jobs.", howMany(int64(done), "job was", "jobs were"), thousands(significantTo(worked/3600, 3))),
		Figures: []Seen{{"jobs done", thousands(done)}, {"of them without an error", shareSeen(quotient(done, done))}, {"hours worked", thousands(significantTo(worked/3600, 3))}},
		Curves:  []Seeing{{RateChart, "jobs done per second", "line", bothOf(valuesNamed(r, "read"), valuesNamed(r, "unread"))}},
	}, {
		Who: "The users who handed them in", Well: share,
		Says:    fmt.Sprintf("%s read. %s had left, and of the hours worked %s were for nobody.", howMany(l.Succeeded, "result was", "results were"), howMany(l.Failed, "user", "users"), thousands(significantTo(wasted/3600, 2))),
		Figures: []Seen{{"results read", thousands(read)}, {"of the jobs that ended for their users", shareSeen(share)}, {"hours worked for nobody", thousands(significantTo(wasted/3600, 2))}},
		Curves: []Seeing{
			{RateChart, "results read per second", "good", valuesNamed(r, "read")}, {RateChart, "results that nobody reads, per second", "bad", valuesNamed(r, "unread")},
		},
	}}
}

// observers are the service's dashboard and the users who wait for the end of their jobs.
func (m *errands) observers(r *Result) []Observer {
	l, later := r.Ledger, timeSeen(m.delay.mean())
	done, share := float64(l.Requests), quotient(float64(l.Succeeded), float64(l.Succeeded+l.Failed))
	return []Observer{{
		Who: "The dashboard of the service", Well: quotient(done, done),
		Says:    fmt.Sprintf("%s done without an error, each when it was done.", howMany(l.Requests, "job was", "jobs were")),
		Figures: []Seen{{"jobs done", thousands(done)}, {"of them without an error", shareSeen(quotient(done, done))}, {"questions answered", thousands(float64(l.Attempts))}},
		Curves:  []Seeing{{RateChart, "jobs done per second", "line", m.doneRate(r)}},
	}, {
		Who: "The users who wait for the end", Well: share,
		Says:    fmt.Sprintf("%s heard that their jobs were done, %s after it on average, and %s never did. %s asked in vain.", thousands(float64(l.Succeeded)), later, thousands(float64(l.Failed)), thousands(float64(l.Refused))),
		Figures: []Seen{{"ends noticed", thousands(float64(l.Succeeded))}, {"noticed after, on average", later}, {"questions in vain", thousands(float64(l.Refused))}},
		Curves:  []Seeing{{RateChart, "ends noticed per second", "good", valuesNamed(r, "noticed")}},
	}}
}

// doneRate is how many jobs are done per second: those that are noticed, and those by which the unseen grow.
func (m *errands) doneRate(r *Result) []float64 {
	unseen, noticed := valuesNamed(r, "unseen"), valuesNamed(r, "noticed")
	done, before := make([]float64, len(noticed)), 0.0
	for i := range done {
		done[i] = noticed[i] + (unseen[i]-before)/r.Step
		before = unseen[i]
	}
	return done
}

// observers are whoever runs the bottom of the layers, and the clients at their top.
func (m *layers) observers(calls, succeeded float64) []Observer {
	well := quotient(float64(m.ledger.Useful), float64(m.ledger.Attempts))
	answered := shareSeen(succeeded)
	return []Observer{{
		Who: "The dashboard of the service at the bottom", Well: well,
		Says:    fmt.Sprintf("%s came, and %s of them went well. For each request of a client there were %s.", howMany(m.ledger.Attempts, "call", "calls"), shareSeen(well), thousands(significantTo(calls, 3))),
		Figures: []Seen{{"calls", thousands(float64(m.ledger.Attempts))}, {"calls that went well", shareSeen(well)}, {"calls for each request", thousands(significantTo(calls, 3))}},
	}, {
		Who: "The clients at the top", Well: succeeded,
		Says:    fmt.Sprintf("%s sent, and %s were answered. Of the calls below they see none.", howMany(m.ledger.Requests, "request was", "requests were"), answered),
		Figures: []Seen{{"requests", thousands(float64(m.ledger.Requests))}, {"answered", answered}},
	}}
}

// valuesNamed are the values of a run's series.
func valuesNamed(r *Result, name string) []float64 {
	for _, s := range r.Series {
		if s.Name == name {
			return s.Values
		}
	}
	return nil
}
