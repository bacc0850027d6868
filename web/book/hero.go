package book

import "math"

// token is one request in the picture on the first page.
type token struct {
	X, Y  float64
	First bool // a first attempt; else a retry
	Gone  bool // its caller has left
}

// heroTokens scatters tokens along the arrow, the more widely the further they are. The same each time: the
// picture is drawn, not measured.
func heroTokens() []token {
	state := 11
	next := func() float64 {
		state = state * 16807 % math.MaxInt32
		return float64(state) / math.MaxInt32
	}
	tokens := make([]token, 64)
	for i := range tokens {
		along := next()
		spread := 70*math.Pow(along, .8) + 8
		y := 120 + (next()-.5)*2*spread*.9
		tokens[i] = token{X: 116 + along*222, Y: y, First: next() < .2, Gone: next() < .3}
	}
	return tokens
}
