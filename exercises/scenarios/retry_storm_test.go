package scenarios

import (
	"math"
	"testing"
)

var retryStormShows = []line{
	{"the outage outlives its trigger", nil, nil, func(r *Result) bool {
		return value(r, "goodput_after") < .2*1000 && value(r, "peak_amplification") > 3 && !recovered(r)
	}},
	{"without retries it recovers within 15 s", []string{"retries=0"}, nil, func(r *Result) bool {
		return recovered(r) && value(r, "recovery_seconds") <= 15
	}},
	{"a budget of a tenth recovers", []string{"retry_budget=0.1"}, nil, func(r *Result) bool {
		return recovered(r) && value(r, "peak_amplification") <= 1.2
	}},
	{"jitter alone does not end it", []string{"backoff=full-jitter", "backoff_base=0.5"}, nil, func(r *Result) bool { return !recovered(r) }},
	{"retries off at 60 s end it within 15 s", nil, []string{"60s:retries=0"}, func(r *Result) bool {
		return recovered(r) && value(r, "recovery_seconds") <= 35+15
	}},
	{"200 connections survive 1,000 a second", []string{"connections=200"}, nil, recovered},
	{"200 connections fall at 1,900 a second", []string{"connections=200", "arrival_rate=1900"}, nil, func(r *Result) bool {
		return !recovered(r) && value(r, "goodput_after") < .2*1900
	}},
	{"before the trigger all is well", nil, nil, func(r *Result) bool {
		return math.Abs(value(r, "goodput_before")-1000) <= 30 && amplificationBefore(r) < 1.02
	}},
}

// amplificationBefore is attempts over requests in the buckets before the trigger.
func amplificationBefore(r *Result) float64 {
	var attempts, requests float64
	for i, t := range r.Times {
		if t < r.Trigger.From {
			attempts += seriesOf(r, "attempts")[i]
			requests += seriesOf(r, "offered")[i]
		}
	}
	return attempts / requests
}

func TestRetryStormShows(t *testing.T) { shows(t, "retry-storm", retryStormShows) }
