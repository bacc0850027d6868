package scenarios

import "testing"

func TestTheStageSaysWhatAPoolHolds(t *testing.T) {
	for _, c := range []struct {
		station Station
		level   Level
		want    string
	}{
		{Station{Label: "workers"}, Level{Busy: 3, Slots: 10}, "3 of the 10 workers are taken."},
		{Station{Label: "workers"}, Level{Busy: 10, Wasted: 4, Slots: 10}, "All 10 workers are taken; 4 of them work for callers who have left."},
		{Station{Label: "consumers", Vain: "stuck"}, Level{Busy: 3, Wasted: 1, Slots: 4}, "3 of the 4 consumers are taken; 1 of them stuck."},
		{Station{Label: "nodes", Busy: "up"}, Level{Busy: 3, Slots: 30}, "3 of the 30 nodes are up."},
		{Station{Label: "nodes", Busy: "up"}, Level{Busy: 30, Slots: 30}, "All 30 nodes are up."},
	} {
		if got := poolSays(c.station, c.level); got != c.want {
			t.Errorf("the stage says %q, not %q", got, c.want)
		}
	}
}
