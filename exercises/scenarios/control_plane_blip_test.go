package scenarios

import (
	"math"
	"testing"
)

var controlPlaneBlipShows = []line{
	{"every blip becomes a full outage, longer than the blip", nil, nil, blipsBecomeOutages},
	{"so does one that is a little longer than the lease", []string{"blip_for=31"}, nil, blipsBecomeOutages},
	{"and one of a long lease", []string{"lease=170", "blip_for=180"}, nil, blipsBecomeOutages},
	{"more nodes do not help", []string{"nodes=200"}, nil, blipsBecomeOutages},
	{"with static stability there is none", []string{"static_stability=on"}, nil, withoutOutage},
	{"nor when a lease outlasts the blip and the time between renewals", []string{"lease=120"}, nil, withoutOutage},
	{"static stability from 1,000 s on", nil, []string{"1000s:static_stability=on"}, withoutOutage},
}

func blipsBecomeOutages(r *Result) bool {
	return value(r, "blips") == 3 && value(r, "outages") == 3 && value(r, "minutes_down") > value(r, "blip_minutes")
}

func withoutOutage(r *Result) bool {
	return value(r, "blips") == 3 && value(r, "outages") == 0 && value(r, "availability_seen") == 1
}

func TestControlPlaneBlipShows(t *testing.T) { shows(t, "control-plane-blip", controlPlaneBlipShows) }

// TestTheClusterCountsItsTime: a blip lasts exactly its time, and an outage from within the last third of a
// lease until the restart is over. A restart that the next blip interrupts begins again.
func TestTheClusterCountsItsTime(t *testing.T) {
	r := run(t, "control-plane-blip", 1, nil)
	if blip, down := value(r, "blip_minutes"), value(r, "minutes_down"); blip != 3 || down < 3*5.5 || down > 3*5.6 {
		t.Errorf("away for %g minutes, down for %g", blip, down)
	}
	if up := overLast(r, "nodes_up", 60); up != 30 {
		t.Errorf("%g nodes are up at the end", up)
	}
	again := run(t, "control-plane-blip", 1, []string{"blip_every=300"})
	if value(again, "outages") != 1 || math.Abs(value(again, "minutes_down")-(7200-330)/60.) > .2 {
		t.Errorf("restarts that are interrupted: %v", again.Summary)
	}
}

// TestTheClusterGrowsAndShrinks: nodes come and go, and static stability is dropped during a blip.
func TestTheClusterGrowsAndShrinks(t *testing.T) {
	r := run(t, "control-plane-blip", 1, []string{"static_stability=on"}, "100s:nodes=10", "1000s:nodes=40", "1850s:static_stability=off", "1900s:nodes=50", "5500s:lease=5")
	up := seriesOf(r, "nodes_up")
	for at, want := range map[int]float64{80: 30, 120: 10, 1020: 40, 1820: 40, 1880: 0, 1920: 10, 2240: 50, 7100: 50} {
		if got := up[int(float64(at)/r.Step)]; got != want {
			t.Errorf("%g nodes are up at %d s, not %g", got, at, want)
		}
	}
}

func TestTheStageSaysHowManyNodesAreUp(t *testing.T) {
	r := run(t, "control-plane-blip", 1, nil)
	for at, want := range map[float64]string{0: "All 30 nodes are up.", 1900: "0 of the 30 nodes are up."} {
		if got := r.Frame(at).Says(); got != want {
			t.Errorf("at %g s the stage says %q, not %q", at, got, want)
		}
	}
}
