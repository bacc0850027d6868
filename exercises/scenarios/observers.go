package scenarios

import "fmt"

// Observer is one of two who see the same run: those who run a part of the system, by its dashboard, and those who
// call it. What each sees is true. A run as JSON does not hold it: it is counted from the same events.
type Observer struct {
	Who     string
	Says    string // one sentence
	Well    any    // the share of what it sees that went well; nil without a case
	Figures []Seen
	Curves  []Seeing
}

// Seen is a figure as its observer reads it.
type Seen struct{ Label, Value string }

// Seeing is a quantity over the run's buckets as its observer sees it. Curves of one chart have one scale, whoever
// sees them.
type Seeing struct {
	Chart  SeeingChart
	Label  string
	Look   string // as of a series
	Values []float64
}

// SeeingChart says which curves belong together.
type SeeingChart string

// The charts of an observer.
const (
	RateChart SeeingChart = "rate" // per second
	TimeChart SeeingChart = "time" // seconds
)

// watch counts what a server's dashboard shows and what those see who call it over a link. A dashboard knows the calls
// that it finished and its own time for them; callers know how long it took from the moment at which they meant to
// call until they had an answer, or none and no attempt left. A watch that is nil counts nothing.
type watch struct {
	w                        *world
	server                   *server
	finished, errors, worked []float64 // calls, and seconds
	answered, failed, waited []float64 // requests, and seconds
	inUse                    []float64 // share of the slots at a bucket's end
}

// newWatch makes a server and a link that leads to it be watched.
func (w *world) newWatch(s *server, l *link) *watch {
	x := &watch{w: w, server: s}
	for _, series := range []*[]float64{&x.finished, &x.errors, &x.worked, &x.answered, &x.failed, &x.waited, &x.inUse} {
		*series = make([]float64, w.rec.length())
	}
	s.seen, l.seen = x, x
	w.ticks = append(w.ticks, func() { x.inUse[w.bucket] = float64(s.busy) / float64(s.slots) })
	return x
}

// finish counts a call that the server ends.
func (x *watch) finish(c *call, ok bool) {
	if x == nil {
		return
	}
	now := x.w.now()
	x.w.rec.add(x.finished, now, 1)
	x.w.rec.add(x.worked, now, (now - c.started).Seconds())
	if !ok {
		x.w.rec.add(x.errors, now, 1)
	}
}

// end counts a request that has its answer, or has failed.
func (x *watch) end(c *call, ok bool) {
	if x == nil {
		return
	}
	now := x.w.now()
	x.w.rec.add(x.waited, now, (now - c.began).Seconds())
	if ok {
		x.w.rec.add(x.answered, now, 1)
	} else {
		x.w.rec.add(x.failed, now, 1)
	}
}

// since is the instant from which on the two are heard, in seconds: the trigger's end, where there is anything after it.
func (x *watch) since() float64 {
	if t := x.w.trigger; t != nil && t.To < x.w.rec.end {
		return t.To
	}
	return 0
}

// total is what a series counts from an instant on.
func (x *watch) total(series []float64, from float64) float64 {
	sum := 0.0
	for i, v := range series {
		if significant(float64(i)*x.w.rec.step) >= from {
			sum += v
		}
	}
	return sum
}

// before is the mean time of what a series counts, before the trigger; nil without.
func (x *watch) before(seconds, cases []float64) any {
	if x.w.trigger == nil {
		return nil
	}
	from := x.w.trigger.From
	return quotient(x.total(seconds, 0)-x.total(seconds, from), x.total(cases, 0)-x.total(cases, from))
}

// observers are the two: who runs the server, and who calls it. slots is what the server's slots are called.
func (x *watch) observers(dashboard, callers, slots string) []Observer {
	from := x.since()
	length := x.w.rec.end - from
	return []Observer{x.dashboard(dashboard, slots, from, length), x.callers(callers, from, length)}
}

func (x *watch) dashboard(who, slots string, from, length float64) Observer {
	finished, worked := x.total(x.finished, from), x.total(x.worked, from)
	well := quotient(finished-x.total(x.errors, from), finished)
	rate, own := thousands(significantTo(finished/length, 3)), timeSeen(quotient(worked, finished))
	inUse := shareSeen(quotient(x.total(x.inUse, from), x.total(ones(x.inUse), from)))
	return Observer{
		Who: who, Well: well,
		Says: fmt.Sprintf("%s it finishes %s calls a second, %s of them without an error, and works %s on each%s.",
			x.span(from), rate, shareSeen(well), own, asBefore(x.before(x.worked, x.finished))),
		Figures: []Seen{
			{"calls finished per second", rate}, {"of them without an error", shareSeen(well)},
			{slots + " in use", inUse}, {"its own time for a call", own},
		},
		Curves: []Seeing{
			{RateChart, "calls finished per second", "line", x.perSecond(x.finished)},
			{TimeChart, "its own time for a call (s)", "line", meansOf(x.worked, x.finished)},
		},
	}
}

func (x *watch) callers(who string, from, length float64) Observer {
	answered, failed := x.total(x.answered, from), x.total(x.failed, from)
	well, ended := quotient(answered, answered+failed), bothOf(x.answered, x.failed)
	waited := timeSeen(quotient(x.total(x.waited, from), answered+failed))
	good, bad := thousands(significantTo(answered/length, 3)), thousands(significantTo(failed/length, 3))
	return Observer{
		Who: who, Well: well,
		Says: fmt.Sprintf("%s %s requests a second get a useful answer and %s get none. It takes %s from the moment at which a request was meant until it has ended%s.",
			x.span(from), good, bad, waited, asBefore(x.before(x.waited, ended))),
		Figures: []Seen{
			{"useful answers per second", good}, {"requests that fail per second", bad},
			{"of the requests that ended, answered", shareSeen(well)}, {"from meant to ended", waited},
		},
		Curves: []Seeing{
			{RateChart, "useful answers per second", "good", x.perSecond(x.answered)},
			{RateChart, "requests that fail per second", "bad", x.perSecond(x.failed)},
			{TimeChart, "from meant to ended (s)", "line", meansOf(x.waited, ended)},
		},
	}
}

// span says what time the figures are of.
func (x *watch) span(from float64) string {
	if from == 0 {
		return "Over the whole run"
	}
	return "From " + thousands(from) + " s on"
}

func (x *watch) perSecond(series []float64) []float64 {
	rates := make([]float64, len(series))
	for i, v := range series {
		rates[i] = v / x.w.rec.step
	}
	return rates
}

// meansOf is seconds for each case; a bucket without one has none.
func meansOf(seconds, cases []float64) []float64 {
	means := make([]float64, len(seconds))
	ratio(means, seconds, cases)
	return means
}

func bothOf(a, b []float64) []float64 {
	sum := make([]float64, len(a))
	for i := range a {
		sum[i] = a[i] + b[i]
	}
	return sum
}

func ones(like []float64) []float64 {
	all := make([]float64, len(like))
	for i := range all {
		all[i] = 1
	}
	return all
}

// asBefore adds how it was before the trigger.
func asBefore(v any) string {
	if v == nil {
		return ""
	}
	return "; before it was " + timeSeen(v)
}

func timeSeen(v any) string {
	if seconds, ok := v.(float64); ok {
		return thousands(significantTo(seconds, 2)) + " s"
	}
	return "–"
}

func shareSeen(v any) string {
	if share, ok := v.(float64); ok {
		return thousands(significantTo(100*share, 3)) + "%"
	}
	return "–"
}
