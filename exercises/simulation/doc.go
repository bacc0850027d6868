// Package simulation is a discrete-event kernel: a clock, a queue of events, and random draws by key.
//
// Virtual time is a whole number of nanoseconds. Events run in the order of their time; those of the same
// instant run in the order in which they were scheduled. Nothing else decides the order, so a run is a pure
// function of its inputs: the same bytes in every process, with any number of processors.
//
// An event is a small value, not a closure: a model switches on its kind. Scheduling, cancelling and taking
// events allocate nothing once the queue has grown to the model's size.
//
//	e := simulation.NewEngine(64)
//	e.Schedule(simulation.Second, simulation.Event{Kind: arrival})
//	for event, ok := e.Next(); ok; event, ok = e.Next() {
//		switch event.Kind { … }
//	}
//
// Draws are keyed by (seed, process, entity, attempt) and not taken from a stream: two runs that differ in a
// policy meet the same arrivals and the same first attempts (common random numbers).
package simulation
