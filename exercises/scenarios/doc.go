// Package scenarios holds the models that the book shows, one file each, on the simulation kernel.
//
// A run is a pure function of scenario, parameters, seed and interventions. It reports a summary, series
// over buckets of time, named moments, a ledger that balances, and a sample of tokens for the stage. Its
// memory is bounded by its length in buckets and by the sample, not by the number of its requests.
//
// # How to write a scenario
//
// retry_storm.go is the pattern: a Scenario that says what a page needs, a struct that embeds *world and
// names the model's blocks, a constructor that puts them together, and a report.
//
//		m := &storm{world: newWorld(s)}                       // the frame: clock, parameters, recording
//		m.db = m.newServer("db")                              // from the callee to the caller
//		m.api = m.newLink("clients->api", m.db)
//		m.arrivals = m.newSource(drawArrival, m.api.request)
//		m.window("slow", from, length, m.stall)               // the trigger
//		m.read(m.set)                                         // parameters into blocks: now, and after each change
//
//	 1. Write the model from its blocks, then set, then the report with the figures in the order of
//	    SummaryNames. run returns the error of world.run, or the report.
//	 2. Say in record what is counted: a block's series and tally, and the levels that a series samples.
//	    Series of unit /s are counted with recorder.add and divided at the end; never divide yourself.
//	    Declare the stations from caller to callee: boxes (Node, Pool), links named "from->to" between two of
//	    them, and lines named "box.line". A stage is drawn from them where no task's diagram has them. A station's
//	    Figure is written at its place, for a model whose point no pool and no line shows.
//	 3. Add a test file of the same name with one line of shows for each line that the scenario must show,
//	    and testdata/golden/ID.txt with the runs to keep: their addresses, then
//	    go test -run TestGoldenRuns -update.
//	 4. Add the scenario to all in scenario.go, as the last thing before the commit.
//
// A failure that feeds itself has its loop in loops.go: what drives what, the share of the run that says how
// strongly, and the policies that cut it. Where the order of messages matters, a file ID_story.go tells followed
// tokens as messages between lifelines; what a token's stays do not say is added with world.note.
//
// What happens is a kind of event, made once of a function: kind := w.handle(f), then w.after(delay, kind,
// who). An event carries one number, of a slab's entry or of anything else. Read a parameter in set and not
// in an event: looking it up is slow, and set is told of changes.
//
// Draws are keyed, never taken in order: Exponential(process, entity, attempt). A scenario's own processes
// are drawOwn + iota. What belongs to a request (its key, its class, its conversation) is drawn from the
// request's number whenever it is needed, so that it need not be kept.
//
// Arithmetic that decides anything keeps the same bits everywhere: a product that is added to something is
// written float64(x*y), and of math only what is exact on all platforms (Sqrt, Floor, …) is used.
//
// # The blocks
//
//   - world: the frame. handle, at, after, read, start, window, drain, series, sample, moment, run, result.
//   - source: Poisson arrivals that send requests, numbered from 1.
//   - link: a caller's side of an arrow: timeout, retries, backoff, retry budget, breaker, shedding, loss.
//     request begins a client's request, ask one that a call needs before it can be answered, ended is told
//     how it ended. Each link has a ledger; the first link's is the run's.
//   - server: a pool that serves calls for a drawn time, or, with work, for as long as the calls take that it
//     makes itself. leaves: a call in line goes when its caller gives up; else it is still done.
//   - pool: slots and a line for anything that has a number. A partition is a pool of one slot.
//   - broker: a queue that delivers at least once to workers, with a visibility timeout.
//   - leases, periodic, upDown: what runs out unless renewed, what comes again and again, what fails and
//     comes back.
//   - latencies, gauge, tally: percentiles and means of times, a level's integral over time, counts by second
//     for the summary's windows.
//   - slab, fifo: entries by number, and a line of numbers.
//   - sweep: one run for each offered load, with the same draws; for the axis load.
//
// A chain is calls that ask: a gateway whose threads are held while they wait is
//
//	b := w.newServer("service")
//	gateway := w.newServer("gateway")
//	clients := w.newLink("clients->gateway", gateway)  // first: its ledger is the run's
//	inner := w.newLink("gateway->service", b)
//	gateway.work = inner.ask
//	inner.ended = func(id uint32, ok bool) { gateway.finish(w.calls.at(id).parent, ok) }
//
// Requests of two kinds are two links to the same server, each with its ledger and tally; a server's work
// tells them apart by w.calls.at(id).link. A link with another patience than the parameter timeout has
// w.callPolicy().within(seconds). Where calls go to something that is no server (a cache, a receiver that
// knows duplicates), the scenario writes a callee of its own and ends each call with link.answer.
//
// A call's pointer is good until the next call is made: keep its number.
//
// Over loads, run is a sweep whose worlds are built as here. Without an axis, run fills newResult, and a
// world, where there is one, ends when nothing happens any more.
package scenarios
