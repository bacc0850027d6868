package lab

import "testing"

// A run is played in about a minute, however long it lasts; a short one at its own pace.
func TestALongRunIsPlayedFast(t *testing.T) {
	for end, want := range map[float64]string{60: "1", 900: "1", 7200: "100", 86_400: "1000", 31_536_000: "500000"} {
		all, selected := speeds(end), ""
		for _, s := range all {
			if s.Selected {
				selected += s.Value
			}
		}
		if selected != want {
			t.Errorf("a run of %g s is played at %s, not %s", end, selected, want)
		}
	}
	if last := speeds(7200)[len(speeds(7200))-1]; last.Label != "200×" {
		t.Errorf("the last speed is %s", last.Label)
	}
}
