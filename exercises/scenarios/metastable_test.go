package scenarios

import "testing"

var metastableShows = []line{
	{"ten minutes after the bump the outage goes on", nil, nil, func(r *Result) bool {
		return overLast(r, "goodput", 60) < .25*210 && !recovered(r)
	}},
	{"at 120 a second the same bump passes", []string{"arrival_rate=120"}, nil, func(r *Result) bool {
		return overLast(r, "goodput", 60) >= .95*120
	}},
	{"without a bump 210 a second are served for the whole run", []string{"bump=0"}, nil, func(r *Result) bool {
		return mean(seriesOf(r, "goodput")) >= .9*210 && overLast(r, "goodput", 60) >= .9*210
	}},
	{"retries off at 600 s end it within 60 s", nil, []string{"600s:retries=0"}, recoversBy(300 + 60)},
	{"turning 40% away at 600 s ends it within 60 s", nil, []string{"600s:shed_share=0.4"}, recoversBy(300 + 60)},
	{"turning 10% away does not", nil, []string{"600s:shed_share=0.1"}, func(r *Result) bool { return !recovered(r) }},
	{"a budget of a tenth recovers within 60 s", []string{"retry_budget=0.1"}, nil, recoversBy(60)},
	{"shedding recovers within 60 s", []string{"shed=on"}, nil, recoversBy(60)},
}

// recoversBy holds for runs that recover within so many seconds of the trigger's end.
func recoversBy(seconds float64) func(*Result) bool {
	return func(r *Result) bool { return recovered(r) && value(r, "recovery_seconds") <= seconds }
}

func TestMetastableShows(t *testing.T) { shows(t, "metastable", metastableShows) }
