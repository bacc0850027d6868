package validation

import (
	"context"

	"arrowbook/exercises/scenarios"
	"arrowbook/exercises/simulation"
)

const identitiesGroup = "Identities"

// identities hold to the last digit, whatever chance does.
func identities() []Experiment {
	return []Experiment{littleExactly(false), littleExactly(true), ledgers(), sameArrivals(), orderedByOne(), lockedInOrder()}
}

// littleExactly is Little's law on a path that begins and ends empty.
func littleExactly(lastFirst bool) Experiment {
	id, order := "little-fifo", "first come, first served"
	if lastFirst {
		id, order = "little-lifo", "last come, first served"
	}
	return Experiment{
		Seeds: 10,
		observe: func(_ context.Context, seed uint64) ([]float64, error) {
			l := newLine(seed, lastFirst)
			l.run(20_000)
			return []float64{float64(l.area - l.sojourns)}, nil
		},
		Checks: []Check{{
			ID: id, Group: identitiesGroup, What: "Little's law to the nanosecond: the integral of the number in the system less the sum of the times in it, " + order,
			Source: little, Formula: "∫N dt − ΣT = 0", Unit: "ns", Relation: Equal, Expected: 0,
			Deviations: []string{"A scenario's run is cut off at its end: this is a line of the validation's own, on the kernel, that runs until it is empty."},
		}},
	}
}

// line is one server at utilisation 0.9, with its customers' times in whole nanoseconds.
type line struct {
	engine         *simulation.Engine
	draw           simulation.Draw
	lastFirst      bool
	waiting        []simulation.Time // when they came
	served         simulation.Time   // when the one who is served came
	busy           bool
	inside         simulation.Time // how many are in line or served
	since          simulation.Time
	area, sojourns simulation.Time
	begun          uint64
}

func newLine(seed uint64, lastFirst bool) *line {
	return &line{engine: simulation.NewEngine(4), draw: simulation.NewDraw(seed), lastFirst: lastFirst}
}

// run lets so many customers come, one after the other, and go.
func (l *line) run(customers uint64) {
	came := uint64(0)
	come := func() {
		if came++; came <= customers {
			l.after(l.draw.Exponential(arrival, came, 0)/.9, arrival)
		}
	}
	come()
	for event, ok := l.engine.Next(); ok; event, ok = l.engine.Next() {
		l.area += l.inside * (l.engine.Now() - l.since)
		l.since = l.engine.Now()
		if event.Kind == departure {
			l.depart()
			continue
		}
		l.inside++
		l.waiting = append(l.waiting, l.engine.Now())
		l.next()
		come()
	}
}

func (l *line) depart() {
	l.sojourns += l.engine.Now() - l.served
	l.inside--
	l.busy = false
	l.next()
}

// next serves one of those who wait, when nobody is served.
func (l *line) next() {
	if l.busy || len(l.waiting) == 0 {
		return
	}
	at := 0
	if l.lastFirst {
		at = len(l.waiting) - 1
	}
	l.busy, l.served = true, l.waiting[at]
	l.waiting = append(l.waiting[:at], l.waiting[at+1:]...)
	l.begun++
	l.after(l.draw.Exponential(departure, l.begun, 0), departure)
}

func (l *line) after(seconds float64, kind uint32) {
	l.engine.Schedule(l.engine.Now()+simulation.FromSeconds(seconds), simulation.Event{Kind: kind})
}

// ledgers: in every scenario's default run each request and each attempt is accounted for.
func ledgers() Experiment {
	return Experiment{
		Seeds: 1,
		observe: func(ctx context.Context, seed uint64) ([]float64, error) {
			wrong := 0.0
			for _, s := range scenarios.All() {
				r, err := runOf(ctx, s.ID, "", seed)
				if err != nil {
					return nil, err
				}
				if !r.Ledger.Balances() {
					wrong++
				}
			}
			return []float64{wrong}, nil
		},
		Checks: []Check{{
			ID: "ledgers", Group: identitiesGroup, What: "Scenarios whose ledger does not balance at the end of their default run",
			Source: derived("requests and attempts are conserved"), Formula: "requests = succeeded + failed + in flight", Relation: Equal, Expected: 0,
		}},
	}
}

// sameArrivals: two runs that differ in a policy meet the same requests.
func sameArrivals() Experiment {
	return Experiment{
		Scenario: "retry-storm", Query: "duration=40", Seeds: 5,
		observe: func(ctx context.Context, seed uint64) ([]float64, error) {
			a, err := runOf(ctx, "retry-storm", "duration=40", seed)
			if err != nil {
				return nil, err
			}
			b, err := runOf(ctx, "retry-storm", "duration=40&retries=0", seed)
			if err != nil {
				return nil, err
			}
			return []float64{differences(series(a, "offered"), series(b, "offered"))}, nil
		},
		Checks: []Check{{
			ID: "common-random-numbers", Group: identitiesGroup, What: "Buckets of a tenth of a second in which the same seed brings another number of requests when retries are turned off",
			Source: Source{"A. M. Law", "Simulation Modeling and Analysis", 2015, "chapter 11, common random numbers"}, Formula: "0", Relation: Equal, Expected: 0,
		}},
	}
}

func differences(a, b []float64) float64 {
	n := 0.0
	for i := range a {
		if a[i] != b[i] {
			n++
		}
	}
	return n
}

// orderedByOne: one worker, or one for each conversation, keeps the order.
func orderedByOne() Experiment {
	return Experiment{
		Scenario: "ordering", Query: "partition_by_conversation=on&workers=8", Seeds: 10,
		Checks: []Check{{
			ID: "partitioned-order", Group: identitiesGroup, What: "Messages out of order when each conversation has one worker",
			Source: derived("a worker's messages are done one after the other"), Formula: "0", Relation: Equal, Expected: 0, read: figure("out_of_order"),
		}},
	}
}

// lockedInOrder: a circle of waiting needs somebody who locks against the order.
func lockedInOrder() Experiment {
	return Experiment{
		Scenario: "deadlock", Query: "lock_order=same", Seeds: 10,
		Checks: []Check{{
			ID: "locked-in-order", Group: identitiesGroup, What: "Deadlocks when all transactions lock their rows in one order",
			Source:  Source{"E. G. Coffman, M. J. Elphick and A. Shoshani", "System Deadlocks (Computing Surveys 3)", 1971, "without a circular wait there is no deadlock"},
			Formula: "0", Relation: Equal, Expected: 0, read: figure("deadlocks"),
		}},
	}
}
