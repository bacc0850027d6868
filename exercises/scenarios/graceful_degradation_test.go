package scenarios

import "testing"

var everyMechanism = []string{"retry_budget=0.1", "backoff=full-jitter", "breaker=on", "bulkhead=on", "shed=on"}

var gracefulDegradationShows = []line{
	{"one slow dependency takes the other service down, and layers multiply", nil, nil, func(r *Result) bool {
		return value(r, "goodput_b_during") < .5*value(r, "load_b_during") && value(r, "goodput_b") < .5*200 && value(r, "peak_amplification") > 1+2
	}},
	{"a bulkhead keeps the other service up", []string{"bulkhead=on"}, nil, func(r *Result) bool {
		return value(r, "goodput_b_during") >= .95*value(r, "load_b_during") && value(r, "goodput_b_during") >= .95*200
	}},
	{"all of them together recover", everyMechanism, nil, func(r *Result) bool {
		return recovered(r) && value(r, "peak_amplification") <= 1.25
	}},
}

func TestGracefulDegradationShows(t *testing.T) {
	shows(t, "graceful-degradation", gracefulDegradationShows)
}

// TestTheLedgerIsThatOfBothServices: each request counts once, for whichever service it is.
func TestTheLedgerIsThatOfBothServices(t *testing.T) {
	r := run(t, "graceful-degradation", 1, []string{"duration=40"})
	var offered float64
	for _, name := range []string{"offered_a", "offered_b"} {
		for _, v := range seriesOf(r, name) {
			offered += v * r.Step
		}
	}
	if got := float64(r.Ledger.Requests); got < offered-.5 || got > offered+.5 {
		t.Errorf("the ledger has %g requests, the series %g", got, offered)
	}
}
