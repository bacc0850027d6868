package exercises

import "testing"

func TestWhenAFixHolds(t *testing.T) {
	figures := map[string]any{"recovered": true, "broken": false, "dropped": 0.0, "doubled": 3.0, "goodput": 90.0, "arrival_rate": 100.0, "p99": nil, "shed": "on"}
	for written, met := range map[string]bool{
		"recovered": true, "broken": false, "rain": false, "goodput": false, "dropped is 0": true, "dropped and doubled are 0": false,
		"goodput at least 0.9 of arrival_rate": true, "goodput at least 0.91 of arrival_rate": false, "goodput at most 90": true,
		"p99 at most 1.5": false, "goodput at most 1 of p99": false, "recovered, dropped is 0, goodput at least 90": true, "recovered, doubled is 0": false,
		"shed is on": true, "shed is off": false, "shed": false, "rain is off": false, "dropped is off": false,
	} {
		h, err := ParseHolds(written)
		if err != nil || h.Met(func(name string) any { return figures[name] }) != met || h.String() != written {
			t.Errorf("%q: %v, met is not %t", written, err, met)
		}
	}
}

func TestConditionsThatSayNothing(t *testing.T) {
	for _, written := range []string{"", "recovered,", "a is", "a is soon", "a above 3", "a at least 0.9 of", "a at 3", "a at least 0.9 from b", "a is 0 and b is 0", "a at least off", "a is off of b"} {
		if h, err := ParseHolds(written); err == nil {
			t.Errorf("%q is taken as %+v", written, h)
		}
	}
}

func TestWhatKeepsAConditionFromHolding(t *testing.T) {
	figures := map[string]any{"recovered": false, "dropped": 3.0, "doubled": 0.0}
	h, err := ParseHolds("recovered, dropped and doubled are 0, dropped at most 2")
	if err != nil {
		t.Fatal(err)
	}
	if got := h.Unmet(func(name string) any { return figures[name] }); len(got) != 2 || got[0] != "recovered" || got[1] != "dropped" {
		t.Errorf("%v", got)
	}
}
