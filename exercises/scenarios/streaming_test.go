package scenarios

import (
	"fmt"
	"slices"
	"testing"

	"arrowbook/exercises/simulation"
	"pgregory.net/rapid"
)

var streamingShows = []line{
	{"a poison message blocks its partition", nil, nil, func(r *Result) bool {
		lag := seriesOf(r, "lag")
		at := func(t float64) float64 { return lag[int(t/r.Step)-1] }
		return at(90) < at(120) && at(120) < at(180) && at(180) < at(240) && value(r, "lag_end") >= .95*value(r, "lag_peak") && value(r, "blocked_partitions") >= 1
	}},
	{"each rebalance delivers again what was not committed", nil, nil, func(r *Result) bool {
		return value(r, "rebalances") > 0 && value(r, "duplicates") > 0
	}},
	{"a dead letter lets the lag return", []string{"dead_letter=on"}, nil, func(r *Result) bool {
		return value(r, "lag_peak") > 400 && value(r, "lag_end") < 400 && value(r, "blocked_partitions") == 0 && value(r, "dead_letters") == 1
	}},
	{"without poison nothing is delivered again", []string{"poison_at=0"}, nil, func(r *Result) bool {
		return value(r, "rebalances") == 0 && value(r, "duplicates") == 0 && r.Ledger.Retries == 0 && value(r, "blocked_partitions") == 0
	}},
	{"what is committed at once is not processed again", []string{"commit_every=0"}, nil, func(r *Result) bool {
		return value(r, "rebalances") > 0 && value(r, "duplicates") == 0
	}},
	{"backpressure bounds the lag and holds the producers", []string{"backpressure=on"}, nil, func(r *Result) bool {
		return value(r, "lag_peak") <= 2000 && value(r, "producers_waited") > 60 && overLast(r, "produced", 60) < 20
	}},
}

func TestStreamingShows(t *testing.T) { shows(t, "streaming", streamingShows) }

// TestTheLagIsWhatTheBlockedPartitionsGet: nothing else waits for long.
func TestTheLagIsWhatTheBlockedPartitionsGet(t *testing.T) {
	for seed := range showSeeds() {
		r := run(t, "streaming", seed+1, nil)
		if got, want := value(r, "lag_end"), 180*200/8*value(r, "blocked_partitions"); got < .9*want || got > 1.1*want {
			t.Errorf("seed %d: %g messages wait, %g came to the blocked partitions: %v", seed+1, got, want, r.Summary)
		}
	}
}

// TestStreamsBalance: at each tick, whatever changes under way.
func TestStreamsBalance(t *testing.T) {
	changes := []string{
		"70.5s:consumers=7", "80s:dead_letter=on", "95s:consumers=3", "100s:backpressure=on", "105s:arrival_rate=400", "110s:partitions=13",
		"120s:process_time=0.005", "130s:backpressure=off", "140s:dead_letter=off", "150s:partitions=2", "160s:session_timeout=0.5", "170s:commit_every=0",
	}
	for _, at := range [][]string{nil, changes} {
		m := newStream(settingsOf(t, "streaming", []string{"duration=200"}))
		m.request = request(t, "streaming", 1, []string{"duration=200"}, at...)
		m.ticks = append(m.ticks, func() { checkStream(t, m) })
		runBalanced(t, m.world)
		if m.rebalances == 0 || (m.aside > 0) != (at != nil) {
			t.Errorf("%v: %d rebalances, %d put aside", at, m.rebalances, m.aside)
		}
	}
}

// TestStreamsBalanceWhateverIsSet: with messages so slow that they throw consumers out by themselves, groups
// larger than the partitions, and changes of everything.
func TestStreamsBalanceWhateverIsSet(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		settings := append(streamSettings(r), "duration=20")
		var at []string
		for range rapid.IntRange(0, 4).Draw(r, "changes") {
			at = append(at, fmt.Sprintf("%ds:%s", rapid.IntRange(0, 20).Draw(r, "when"), rapid.SampledFrom(streamSettings(r)).Draw(r, "change")))
		}
		m := newStream(settingsOf(t, "streaming", settings))
		m.request = request(t, "streaming", 1, settings, at...)
		balanced(r, m.world)
		m.ticks = append(m.ticks, func() { checkStream(r, m) })
		if err := m.run(background); err != nil {
			r.Fatal(err)
		}
	})
}

func streamSettings(r *rapid.T) []string {
	one := func(name string, values ...string) string {
		return name + "=" + rapid.SampledFrom(values).Draw(r, name)
	}
	return []string{
		one("partitions", "1", "3", "8", "30"), one("consumers", "1", "2", "5", "16"), one("process_time", "0.0001", "0.005", "0.1", "2"),
		one("commit_every", "0", "0.1", "2", "50"), one("session_timeout", "0.1", "1", "10"), one("poison_at", "0", "0.001", "5", "19"),
		one("arrival_rate", "0.1", "20", "200"), one("dead_letter", "on", "off"), one("backpressure", "on", "off"),
	}
}

// checkStream holds what a stream counts against its partitions and consumers.
func checkStream(t interface{ Fatalf(string, ...any) }, m *stream) {
	lag, busy := 0, 0
	for i := range m.partitions {
		p := &m.partitions[i]
		lag += p.lag()
		if p.committed > p.next || p.next > p.end() || p.high > p.end() || p.committed > p.high {
			t.Fatalf("%g s: partition %d: %d committed, %d next, %d never processed, %d is its end", m.now().Seconds(), i, p.committed, p.next, p.high, p.end())
		}
	}
	for _, c := range m.consumers {
		if c.working {
			busy++
		}
	}
	if l := m.ledger; lag != m.lag || l.InFlight != int64(lag)+m.waiting.level || busy != m.busy || l.InFlightAttempts != int64(busy) || m.stuck > busy {
		t.Fatalf("%g s: %d messages wait, %d are counted; %d consumers work, %d are counted: %+v", m.now().Seconds(), lag, m.lag, busy, m.busy, *l)
	}
}

// TestEachPartitionHasOneConsumer: all are dealt, each to one, as often as they are dealt anew.
func TestEachPartitionHasOneConsumer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := &stream{group: &pool{slots: rapid.IntRange(1, 20).Draw(t, "consumers")}, dealt: rapid.IntRange(0, 50).Draw(t, "dealt")}
		m.partitions = make([]partitionLog, rapid.IntRange(1, 40).Draw(t, "partitions"))
		seen := make([]int, len(m.partitions))
		for who := range m.group.slots {
			first, n := m.dealtTo(who)
			for i := range n {
				which := first + i*m.group.slots
				seen[which]++
				if m.owner(which) != who {
					t.Fatalf("partition %d is %d's and %d's", which, who, m.owner(which))
				}
			}
		}
		if slices.Max(seen) != 1 || slices.Min(seen) != 1 {
			t.Fatalf("the partitions are dealt %v times", seen)
		}
	})
}

// TestAPartitionKeepsItsOffsets against a plain slice, whatever is pushed, delivered, committed and given back.
func TestAPartitionKeepsItsOffsets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var p partitionLog
		var all []uint64
		for range rapid.IntRange(1, 400).Draw(t, "steps") {
			switch rapid.IntRange(0, 6).Draw(t, "step") {
			case 0, 1, 2:
				all = append(all, uint64(len(all))*3)
				p.push(streamed{id: all[len(all)-1]})
			case 3, 4:
				if p.next < p.end() {
					before := p.high
					if first := p.pass(simulation.Second); first != (p.next > before) || p.high != max(before, p.next) {
						t.Fatalf("the first time is %v: %d was never processed, %d now", first, before, p.high)
					}
				}
			case 5:
				p.commit()
			case 6:
				p.next = p.committed
			}
			if p.end() != len(all) || p.lag() != len(all)-p.high {
				t.Fatalf("the end is %d of %d", p.end(), len(all))
			}
			for offset := p.committed; offset < p.end(); offset++ {
				if p.at(offset).id != all[offset] {
					t.Fatalf("offset %d holds %d", offset, p.at(offset).id)
				}
			}
		}
	})
}

func TestStreamsAllocateNothing(t *testing.T) { allocatesNothing(t, "streaming") }
