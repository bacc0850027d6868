package scenarios

import "testing"

// A share that is not all is never written as all.
func TestSharesNearOne(t *testing.T) {
	for share, want := range map[float64]string{.9996: "99.96", .5: "50", .00123: "0.12", 1: "100", .995: "99.5", .999999: "99.9999"} {
		if got := inHundredths(share, 2); got != want {
			t.Errorf("%g is %s%%, not %s%%", share, got, want)
		}
	}
	for share, want := range map[float64]string{.995: "99.5", .99999: "99.999", .99995: "99.995", .9999: "99.99", .97254: "97.25", 1: "100", 0: "0"} {
		if got := hundredths(share); got != want {
			t.Errorf("%g is %s%%, not %s%%", share, got, want)
		}
	}
}
