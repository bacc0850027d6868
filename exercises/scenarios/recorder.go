package scenarios

import (
	"cmp"
	"math"
	"slices"

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

// recorder gathers what a run reports: buckets for the series, and moments. Everything is bounded by the
// run's length.
type recorder struct {
	step, end float64 // in seconds
	names     []string
	buckets   [][]float64
	moments   []Moment
	named     map[string]bool
	bucket    int             // the bucket of the instant that was last counted in
	until     simulation.Time // the first instant of the next one
}

func newRecorder(duration float64, names []string) *recorder {
	r := &recorder{step: stepFor(duration), end: duration, names: names, named: map[string]bool{}}
	n := int(math.Ceil(duration/r.step - 1e-9))
	for range names {
		r.buckets = append(r.buckets, make([]float64, n))
	}
	r.turn(0)
	return r
}

// add counts something in the bucket of now; a series that is nil counts nothing.
func (r *recorder) add(series []float64, now simulation.Time, v float64) {
	if now >= r.until {
		r.turn(now)
	}
	if r.bucket < len(series) {
		series[r.bucket] += v
	}
}

// bucketOf is the bucket of an instant.
func (r *recorder) bucketOf(t simulation.Time) int { return int(t.Seconds() / r.step) }

// turn finds the bucket of now and where it ends, to the nanosecond, so that a bucket is worked out once and
// not for each thing that is counted.
func (r *recorder) turn(now simulation.Time) {
	r.bucket = r.bucketOf(now)
	r.until = simulation.FromSeconds(float64(r.bucket+1) * r.step)
	for r.bucketOf(r.until) <= r.bucket {
		r.until++
	}
	for r.until > now+1 && r.bucketOf(r.until-1) > r.bucket {
		r.until--
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

// perSecond turns a series' counts into rates.
func (r *recorder) perSecond(series int) {
	for i := range r.buckets[series] {
		r.buckets[series][i] /= r.step
	}
}

// ratio fills a series with the quotient of two others; a bucket without a case is NaN.
func ratio(into, over, under []float64) {
	for i := range into {
		into[i] = math.NaN()
		if under[i] > 0 {
			into[i] = over[i] / under[i]
		}
	}
}

// result makes the run from what was gathered.
func (r *recorder) result() *Result {
	out := newResult()
	out.Step, out.end = r.step, r.end
	out.Moments = append(out.Moments, r.moments...)
	slices.SortStableFunc(out.Moments, func(a, b Moment) int { return cmp.Compare(a.T, b.T) }) // some are found at the end
	for i := range r.length() {
		out.Times = append(out.Times, significant(float64(i)*r.step))
	}
	for i, name := range r.names {
		out.Series = append(out.Series, Series{name, r.buckets[i]})
	}
	return out
}

// length is how many buckets there are.
func (r *recorder) length() int {
	if len(r.buckets) == 0 {
		return 0
	}
	return len(r.buckets[0])
}
