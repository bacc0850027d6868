package lab

import (
	"math"
	"regexp"
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
		return trimmed(v, twoDigits(math.Abs(v)))
	case v > .9 && v < 1: // two digits of what is missing: 0.995 is neither 0.99 nor all
		return trimmed(v, twoDigits(1-v))
	}
	return trimmed(v, 2)
}

// twoDigits is how many decimals show the first two digits of a small number that count.
func twoDigits(v float64) int { return min(1-int(math.Floor(math.Log10(v))), 12) }

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

// seconds writes a time as a number of seconds.
func seconds(v float64) string {
	whole, tenths, broken := strings.Cut(trimmed(v, 1), ".")
	if n, err := strconv.ParseFloat(whole, 64); err == nil && n >= 1000 {
		whole = thousands(n)
	}
	if broken {
		return whole + "." + tenths + " s"
	}
	return whole + " s"
}

// Units of time, in seconds, and how long a run is at least that is counted in minutes, hours or days.
const (
	minute, hour, day          = 60, 3600, 24 * 3600
	inMinutes, inHours, inDays = hour, 6 * hour, 4 * day
)

// axisUnit is what an axis counts in that is so long: seconds and a name.
func axisUnit(of float64) (size float64, name string) {
	switch {
	case of >= inDays:
		return day, "d"
	case of >= inHours:
		return hour, "h"
	case of >= inMinutes:
		return minute, "min"
	}
	return 1, "s"
}

// span writes a time on an axis that is so long, in the unit that keeps it short.
func span(v, of float64) string {
	size, name := axisUnit(of)
	if size == 1 {
		return seconds(v)
	}
	return number(v/size) + " " + name
}

// instant writes a time of a run that is so long, as the script's instant does: in seconds, or, in a run of hours or
// days, in the two greatest units that it fills and its axis has.
func instant(v, of float64) string {
	switch {
	case of < inMinutes || v < minute:
		return seconds(v)
	case of < inHours || v < hour:
		return twoUnits(v, minute, "min", 1, "s")
	case of < inDays || v < day:
		return twoUnits(v, hour, "h", minute, "min")
	}
	return twoUnits(v, day, "d", hour, "h")
}

// twoUnits counts what is full, as a clock does; a second part of nothing is left out.
func twoUnits(v, great float64, greatName string, small float64, smallName string) string {
	text := thousands(math.Floor(v/great)) + " " + greatName
	if rest := math.Floor(math.Mod(v, great) / small); rest > 0 {
		text += " " + thousands(rest) + " " + smallName
	}
	return text
}

// numberAndUnit is a length of time as a sentence has it.
var numberAndUnit = regexp.MustCompile(`(\d) (s|min|h|d)\b`)

// unbroken keeps a number and its unit of time on one line.
func unbroken(sentence string) string { return numberAndUnit.ReplaceAllString(sentence, "$1\u00a0$2") }
