package lab

import (
	"math"
	"strconv"
	"strings"
)

// number writes a value as a person reads it: thousands apart, no more digits than it deserves.
func number(v float64) string {
	switch {
	case math.IsNaN(v):
		return "none"
	case math.Abs(v) >= 100 || v == math.Trunc(v):
		return thousands(math.Round(v))
	case math.Abs(v) >= 10:
		return trimmed(v, 1)
	case math.Abs(v) < .1: // two digits that count: two milliseconds are not none
		return trimmed(v, 1-int(math.Floor(math.Log10(math.Abs(v)))))
	}
	return trimmed(v, 2)
}

func trimmed(v float64, digits int) string {
	text := strconv.FormatFloat(v, 'f', digits, 64)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

func thousands(v float64) string {
	text := strconv.FormatFloat(math.Abs(v), 'f', 0, 64)
	var out strings.Builder
	if v < 0 {
		out.WriteString("−")
	}
	for i, digit := range text {
		if i > 0 && (len(text)-i)%3 == 0 {
			out.WriteByte(',')
		}
		out.WriteRune(digit)
	}
	return out.String()
}

// seconds writes an instant or a length of time.
func seconds(v float64) string { return trimmed(v, 1) + " s" }
