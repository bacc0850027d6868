package simulation

import (
	"math"
	"math/bits"
)

// Draw is a source of random numbers by key. The same seed, process, entity and attempt give the same
// number, whoever asks and in whatever order.
type Draw struct{ seed uint64 }

// NewDraw makes the draws of a seed.
func NewDraw(seed uint64) Draw { return Draw{mix(seed ^ 0x9e3779b97f4a7c15)} }

// bits64 is 64 evenly distributed bits for a key. Each part of the key goes through a full mixing step, so
// that neighbouring keys share nothing.
func (d Draw) bits64(process uint32, entity uint64, attempt uint32) uint64 {
	key := uint64(process)<<32 | uint64(attempt)
	return mix(mix(d.seed^key*0xd6e8feb86659fd93) + entity*0x9e3779b97f4a7c15)
}

// mix is a bijection of 64 bits in which each bit of the input changes about half of the output: the folded
// product of the input with two odd constants.
func mix(x uint64) uint64 {
	high, low := bits.Mul64(x^0x2d358dccaa6c78a5, 0x8bb84b93962eacc9)
	x ^= high ^ low
	high, low = bits.Mul64(x^0x4b33a62ed433d4a3, 0x9e3779b97f4a7c15)
	return high ^ low ^ x>>29
}

// Uniform is a number above 0 and below 1: the middle of one of 2^52 equal parts.
func (d Draw) Uniform(process uint32, entity uint64, attempt uint32) float64 {
	return unit(d.bits64(process, entity, attempt))
}

func unit(bits uint64) float64 { return (float64(bits>>12) + .5) / (1 << 52) }

// Exponential is a number of the exponential distribution with mean 1: -ln(u).
func (d Draw) Exponential(process uint32, entity uint64, attempt uint32) float64 {
	return -Log(d.Uniform(process, entity, attempt))
}

// Normal is a number of the normal distribution with mean 0 and deviation 1, by Marsaglia's polar method: it
// needs only operations that every platform rounds alike. A point outside the unit circle is followed by the
// next one of the same key.
func (d Draw) Normal(process uint32, entity uint64, attempt uint32) float64 {
	x := d.bits64(process, entity, attempt)
	for {
		y := mix(x + 1)
		u, v := float64(2*unit(x))-1, float64(2*unit(y))-1
		if s := float64(u*u) + float64(v*v); s < 1 {
			return float64(u * math.Sqrt(float64(-2*Log(s))/s))
		}
		x = mix(y + 1)
	}
}

// Hit says yes for a share (0 to 1) of the keys.
func (d Draw) Hit(share float64, process uint32, entity uint64, attempt uint32) bool {
	return share > 0 && d.Uniform(process, entity, attempt) < share
}

// Log is the natural logarithm of a positive, normal number, within one unit of its last place. Every step
// is rounded by an explicit conversion, so that every platform gives the same bits: the standard library's
// may be assembly, and a compiler may fuse a product with a sum.
//
// The method is FreeBSD's (e_log.c): x = 2^k (1+f) with 1+f in [sqrt(1/2), sqrt(2)), and
// ln(1+f) = f - f²/2 + s (f²/2 + R(s²)) with s = f/(2+f).
func Log(x float64) float64 {
	const ln2High, ln2Low = 6.93147180369123816490e-01, 1.90821492927058770002e-10
	raw := math.Float64bits(x) - rootHalf // k is found without a branch: either half is as likely
	k := float64(int64(raw) >> 52)
	f := math.Float64frombits(raw&(1<<52-1)+rootHalf) - 1
	s := float64(f / (2 + f))
	half := float64(float64(f*f) / 2)
	low := float64(s*(half+remainder(float64(s*s)))) + float64(k*ln2Low)
	return float64(k*ln2High) - (half - low - f)
}

// rootHalf is the bits of sqrt(1/2).
const rootHalf = 0x3fe6a09e667f3bcd

// remainder is the polynomial R of Log, its odd and its even terms side by side.
func remainder(z float64) float64 {
	const (
		r1, r2, r3 = 6.666666666666735130e-01, 3.999999999940941908e-01, 2.857142874366239149e-01
		r4, r5, r6 = 2.222219843214978396e-01, 1.818357216161805012e-01, 1.531383769920937332e-01
		r7         = 1.479819860511658591e-01
	)
	w := float64(z * z)
	odd := r1 + float64(w*(r3+float64(w*(r5+float64(w*r7)))))
	even := r2 + float64(w*(r4+float64(w*r6)))
	return float64(z*odd) + float64(w*even)
}
