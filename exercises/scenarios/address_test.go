package scenarios

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestAnAddressNamesItsRun: whatever run is written as an address is read as that run.
func TestAnAddressNamesItsRun(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, r := drawRun(t)
		key := r.Key()
		a, err := ParseAddress(s.ID, strings.TrimPrefix(key, s.ID+"?"))
		if err != nil || a.Request.Key() != key {
			t.Fatalf("%s is read as %s: %v", key, a.Request.Key(), err)
		}
	})
}

// What is refused is named, and not repeated at length.
func TestARefusalIsShort(t *testing.T) {
	long := strings.Repeat("9", 5000)
	for _, name := range []string{"retries", "breaker", "seed", "at", "t", "band", "example", "m", long} {
		if _, err := ParseAddress("retry-storm", name+"="+long); err == nil || !strings.Contains(err.Error(), name[:min(len(name), 60)]) || len(err.Error()) > 400 {
			t.Errorf("%.20s: %.500v", name, err)
		}
	}
}

func TestNothingIsNothing(t *testing.T) {
	if a, err := ParseAddress("retry-storm", "retries=-0"); err != nil || a.Request.Key() != "retry-storm?retries=0" {
		t.Errorf("%s, %v", a.Request.Key(), err)
	}
}

// FuzzAddress: an address is refused with words, or it is read, and then what it is written as is read as the
// same.
func FuzzAddress(f *testing.F) {
	for _, seed := range []string{
		"", "retries=0&seed=7&at=60s:retries=0&t=20.1", "vs=retries%3D0&m=1", "band=20&pin=retries%3D2&pin=retries%3D1", "duration=NaN", "timeout=0x1p-2", "at=1e9s:timeout=1e-9", "retries=-0", "%zz", "t=%2B1",
	} {
		f.Add("retry-storm", seed)
	}
	f.Fuzz(func(t *testing.T, scenario, query string) {
		a, err := ParseAddress(scenario, query)
		if err != nil {
			if err.Error() == "" {
				t.Error("refused without a word")
			}
			return
		}
		again, err := ParseAddress(scenario, a.Query())
		if err != nil || again.Query() != a.Query() {
			t.Errorf("%q is written %q, and that %q: %v", query, a.Query(), again.Query(), err)
		}
	})
}
