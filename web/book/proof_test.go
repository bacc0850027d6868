package book

import (
	"net/url"
	"testing"

	"arrowbook/exercises"
)

// A retry budget that sets no limit is called none, as in the lab; any other is its number.
func TestANamedStandardIsCalledByItsName(t *testing.T) {
	for set, want := range map[string]string{"": "", "retry_budget=1": "", "retry_budget=0.1": "0.1"} {
		settings, err := url.ParseQuery(set)
		if err != nil {
			t.Fatal(err)
		}
		knobs := knobs(&exercises.Proof{Scenario: "retry-storm", Free: []string{"retry_budget"}}, settings)
		if len(knobs) != 1 || knobs[0].number() != want || knobs[0].Named[knobs[0].standard()] != "none" {
			t.Errorf("%q stands in the knobs as %+v", set, knobs)
		}
	}
}
