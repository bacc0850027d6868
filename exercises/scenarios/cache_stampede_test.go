package scenarios

import "testing"

var cacheStampedeShows = []line{
	{"coalescing lets one load through for each key and expiry", []string{"coalesce=on"}, nil, func(r *Result) bool {
		return value(r, "misses_per_expiry") <= 1
	}},
	{"an expiry makes it ten times as slow", nil, nil, func(r *Result) bool {
		return value(r, "p99_expiry") >= 10*value(r, "p99_outside")
	}},
	{"coalescing proves task 5", []string{"coalesce=on"}, nil, func(r *Result) bool { return value(r, "p99_expiry") <= 1.5 }},
	{"jitter proves task 5", []string{"ttl_jitter=0.5"}, nil, func(r *Result) bool { return value(r, "p99_expiry") <= 1.5 }},
	{"the default does not", nil, nil, func(r *Result) bool { return value(r, "p99_expiry") > 1.5 }},
	{"coalescing holds with early refresh too", []string{"coalesce=on", "early_refresh=on"}, nil, func(r *Result) bool {
		return value(r, "misses_per_expiry") <= 1
	}},
}

func TestCacheStampedeShows(t *testing.T) { shows(t, "cache-stampede", cacheStampedeShows) }

func TestJitterHalvesThePeak(t *testing.T) {
	t.Parallel()
	for seed := range showSeeds() {
		together := value(run(t, "cache-stampede", seed+1, nil), "origin_peak_rate")
		if apart := value(run(t, "cache-stampede", seed+1, []string{"ttl_jitter=0.5"}), "origin_peak_rate"); apart > together/2 {
			t.Errorf("seed %d: %g loads a second with jitter, %g without", seed+1, apart, together)
		}
	}
}
