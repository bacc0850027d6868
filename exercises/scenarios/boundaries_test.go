package scenarios

import (
	"math"
	"testing"
)

// moved is how far a figure is from what it was before the trigger, as a share of that.
func moved(r *Result, name string) float64 {
	return math.Abs(value(r, name)/value(r, name+"_before") - 1)
}

// enough is what task 4 asks of a fix.
func enough(r *Result) bool { return value(r, "goodput_during") >= .9*100 }

var boundariesShows = []line{
	{"inside A and B all but waiting looks normal, and C shows why", nil, nil, func(r *Result) bool {
		return moved(r, "checkout_cpu_share") < .2 && moved(r, "db_p99") < .2 && value(r, "tax_p99") >= 5*value(r, "tax_p99_before") &&
			value(r, "client_retry_rate_before") < .01 && value(r, "client_retry_rate") > .5
	}},
	{"by itself it is not enough", nil, nil, func(r *Result) bool { return !enough(r) }},
	{"a bulkhead is", []string{"bulkhead=on"}, nil, enough},
	{"a breaker is", []string{"breaker=on"}, nil, enough},
}

func TestBoundariesShow(t *testing.T) { shows(t, "boundaries", boundariesShows) }
