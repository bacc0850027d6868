package scenarios

import (
	"math"

	"arrowbook/exercises/simulation"
)

// maxBuckets is how many buckets a run's series have at most.
const maxBuckets = 600

// stepFor is the smallest of 0.1, 0.2, 0.5, 1, 2, 5, 10, … seconds that gives at most maxBuckets.
func stepFor(duration float64) float64 {
	for unit := .1; ; unit *= 10 {
		for _, m := range []float64{1, 2, 5} {
			if step := significant(unit * m); math.Ceil(duration/step-1e-9) <= maxBuckets {
				return step
			}
		}
	}
}

// counted is one of the things that are counted by second, for the summary.
type counted int

const (
	arrivals  counted = iota // requests
	letIn                    // requests that were not turned away at the door
	successes                // requests answered in time
	attempted                // attempts
	countedKinds
)

// recorder gathers what a run reports: buckets for the series, seconds for the summary. Everything is
// bounded by the run's length.
type recorder struct {
	step, end float64
	names     []string
	buckets   [][]float64
	seconds   [countedKinds][]float64
	ledger    Ledger
	moments   []Moment
	named     map[string]bool
}

func newRecorder(duration float64, names []string) *recorder {
	r := &recorder{step: stepFor(duration), end: duration, names: names, named: map[string]bool{}}
	n := int(math.Ceil(duration/r.step - 1e-9))
	for range names {
		r.buckets = append(r.buckets, make([]float64, n))
	}
	for k := range r.seconds {
		r.seconds[k] = make([]float64, int(math.Ceil(duration-1e-9)))
	}
	return r
}

// add counts something in a series' bucket.
func (r *recorder) add(series int, t simulation.Time, v float64) {
	b := r.buckets[series]
	if i := int(t.Seconds() / r.step); i < len(b) {
		b[i] += v
	}
}

// count counts something by second, for the summary.
func (r *recorder) count(k counted, t simulation.Time) {
	if i := int(t / simulation.Second); i < len(r.seconds[k]) {
		r.seconds[k][i]++
	}
}

// level sets a series' value in the bucket that has just ended.
func (r *recorder) level(series, bucket int, v float64) {
	if bucket < len(r.buckets[series]) {
		r.buckets[series][bucket] = v
	}
}

// moment names an instant, the first time that it comes.
func (r *recorder) moment(t simulation.Time, id, what string) {
	if r.named[id] {
		return
	}
	r.named[id] = true
	r.moments = append(r.moments, Moment{T: math.Round(t.Seconds()*1000) / 1000, ID: id, What: what})
}

// sum adds up a count over seconds from (inclusive) to (exclusive).
func (r *recorder) sum(k counted, from, to float64) float64 {
	total := 0.0
	for i := max(int(from), 0); i < min(int(to), len(r.seconds[k])); i++ {
		total += r.seconds[k][i]
	}
	return total
}

// perSecond is a count's rate over a window; nil for an empty one.
func (r *recorder) perSecond(k counted, from, to float64) any {
	if to <= from {
		return nil
	}
	return r.sum(k, from, to) / (to - from)
}

// perBucket turns counts in buckets into rates per second.
func (r *recorder) perBucket(series ...int) {
	for _, s := range series {
		for i := range r.buckets[s] {
			r.buckets[s][i] /= r.step
		}
	}
}

// ratio fills a series with the quotient of two others; a bucket without a case is NaN.
func (r *recorder) ratio(into, over, under int) {
	for i := range r.buckets[into] {
		r.buckets[into][i] = math.NaN()
		if r.buckets[under][i] > 0 {
			r.buckets[into][i] = r.buckets[over][i] / r.buckets[under][i]
		}
	}
}

// result makes the run from what was gathered.
func (r *recorder) result() *Result {
	out := &Result{Step: r.step, Moments: r.moments, Ledger: r.ledger, end: r.end, slots: map[string]int{}}
	if out.Moments == nil {
		out.Moments = []Moment{}
	}
	for i := range r.buckets[0] {
		out.Times = append(out.Times, significant(float64(i)*r.step))
	}
	for i, name := range r.names {
		out.Series = append(out.Series, Series{name, r.buckets[i]})
	}
	return out
}
