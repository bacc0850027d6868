package simulation

import "math"

// Time is virtual time in nanoseconds since the start of the run, never negative.
type Time int64

// Units of time.
const (
	Microsecond Time = 1_000
	Millisecond Time = 1_000_000
	Second      Time = 1_000_000_000
)

// End is later than any event of a run.
const End = Time(math.MaxInt64)

// Seconds is the time in seconds.
func (t Time) Seconds() float64 { return float64(t) / 1e9 }

// FromSeconds rounds seconds, not negative, to a whole number of nanoseconds. Beyond 292 years it is End.
func FromSeconds(s float64) Time {
	if s >= 9.2e9 {
		return End
	}
	return Time(float64(s*1e9) + .5)
}
