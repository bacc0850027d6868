package scenarios

import (
	"math/bits"

	"arrowbook/exercises/simulation"
)

// latencies is how long things took: their exact mean, and percentiles to within half a percent, in memory
// that does not grow with their number. Times fall into classes whose width is at most 1/128 of them; times
// under 256 ns are exact. A percentile is the middle of its class.
type latencies struct {
	classes [(64 - latencyBits) << latencyBits]int64
	n       int64
	sum     simulation.Time
}

// latencyBits is how many bits of a time, below its first, name its class.
const latencyBits = 7

func latencyClass(t simulation.Time) int {
	if t < 1<<(latencyBits+1) {
		return int(max(t, 0))
	}
	shift := bits.Len64(uint64(t)) - latencyBits - 1
	return shift<<latencyBits + int(uint64(t)>>shift)
}

// classMiddle is the middle of a class.
func classMiddle(class int) simulation.Time {
	shift := class>>latencyBits - 1
	if shift <= 0 {
		return simulation.Time(class)
	}
	return simulation.Time(1<<latencyBits+class&(1<<latencyBits-1))<<shift + 1<<shift/2
}

// add counts one; without a place to count it does nothing.
func (l *latencies) add(t simulation.Time) {
	if l != nil {
		l.put(t)
	}
}

func (l *latencies) put(t simulation.Time) {
	l.classes[latencyClass(t)]++
	l.n++
	l.sum += t
}

// mean is in seconds; nil without a case.
func (l *latencies) mean() any { return quotient(l.sum.Seconds(), float64(l.n)) }

// percentile is the least time that a share of all took at most, in seconds; nil without a case.
func (l *latencies) percentile(share float64) any {
	if l.n == 0 {
		return nil
	}
	rank, seen := share*float64(l.n), int64(0)
	for class, n := range l.classes {
		if seen += n; seen > 0 && float64(seen) >= rank {
			return classMiddle(class).Seconds()
		}
	}
	return nil
}
