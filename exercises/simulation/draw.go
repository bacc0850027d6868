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

// Uniform is a number above 0 and below 1.
func (d Draw) Uniform(process uint32, entity uint64, attempt uint32) float64 {
	return (float64(d.bits64(process, entity, attempt)>>11) + .5) / (1 << 53)
}

// Exponential is a number of the exponential distribution with mean 1: -ln(u).
func (d Draw) Exponential(process uint32, entity uint64, attempt uint32) float64 {
	return -Log(d.Uniform(process, entity, attempt))
}

// Hit says yes for a share (0 to 1) of the keys.
func (d Draw) Hit(share float64, process uint32, entity uint64, attempt uint32) bool {
	return share > 0 && d.Uniform(process, entity, attempt) < share
}

// Log is the natural logarithm of a positive, normal number, within 1e-14. It uses nothing but additions,
// multiplications and one division, each rounded by an explicit conversion, so that every platform gives
// the same bits; the standard library's may be assembly.
//
// x = m * 2^k with m in [sqrt(1/2), sqrt(2)), and ln m = 2 artanh((m-1)/(m+1)).
func Log(x float64) float64 {
	raw := math.Float64bits(x)
	k := int(raw>>52) - 1023
	m := math.Float64frombits(raw&(1<<52-1) | 1023<<52)
	if m > math.Sqrt2 {
		m, k = float64(m/2), k+1
	}
	s := float64((m - 1) / (m + 1))
	return float64(float64(2*artanh(s)) + float64(float64(k)*math.Ln2))
}

// artanh sums the series s + s^3/3 + s^5/5 + …; |s| is at most 0.172, so that eleven terms are enough.
func artanh(s float64) float64 {
	square := float64(s * s)
	sum := 0.0
	for n := 21; n >= 1; n -= 2 {
		sum = float64(float64(sum*square) + 1/float64(n))
	}
	return float64(s * sum)
}
