package scenarios

import (
	"math"
	"testing"
)

var completionInvisibilityShows = []line{
	{"a push is noticed at once", []string{"notify=sse", "drop_rate=0"}, nil, func(r *Result) bool {
		return value(r, "mean_notice_delay") < .1 && value(r, "never_noticed") == 0 && value(r, "requests_per_job") == 1
	}},
	{"a push that drops and resumes reaches everybody", []string{"notify=sse"}, nil, everybodyKnows},
	{"a push that drops often reaches everybody", []string{"notify=sse", "drop_rate=0.5"}, nil, everybodyKnows},
	{"polling reaches everybody", nil, nil, everybodyKnows},
	{"a held question is answered at the end", []string{"notify=long-polling"}, nil, func(r *Result) bool {
		return value(r, "mean_notice_delay") == 0 && value(r, "never_noticed") == 0 && value(r, "connection_seconds_per_job") > 7
	}},
	{"with none nobody knows", []string{"notify=none"}, nil, func(r *Result) bool {
		return value(r, "never_noticed") == value(r, "jobs") && value(r, "jobs") > 2500 && r.Figure("mean_notice_delay") == nil
	}},
}

func everybodyKnows(r *Result) bool {
	return value(r, "never_noticed") == 0 && r.Ledger.Succeeded == r.Ledger.Requests && r.Ledger.Requests > 2500
}

func TestCompletionInvisibilityShows(t *testing.T) {
	shows(t, "completion-invisibility", completionInvisibilityShows)
}

// TestPollingAgainstTheory: the number of polls is geometric, for at each of them the job is done with the
// probability 1-exp(-interval/time). The last one comes that many intervals after handing in.
func TestPollingAgainstTheory(t *testing.T) {
	const interval, length = 5.0, 8.0
	polls := 1 / (1 - math.Exp(-interval/length))
	longRun(t, func(seed uint64) {
		r := run(t, "completion-invisibility", seed, []string{"duration=30000"})
		if got, want := value(r, "mean_notice_delay"), interval*polls-length; math.Abs(got/want-1) > .03 {
			t.Errorf("seed %d: noticed after %.5f s, theory %.5f", seed, got, want)
		}
		if got := value(r, "requests_per_job"); math.Abs(got/polls-1) > .03 {
			t.Errorf("seed %d: %.5f requests for each job, theory %.5f", seed, got, polls)
		}
		if got, want := value(r, "wasted_polls"), value(r, "jobs")*(value(r, "requests_per_job")-1); math.Abs(got-want) > 1e-6*want {
			t.Errorf("seed %d: %g polls are wasted, not %g", seed, got, want)
		}
	})
}

// TestAHeldQuestionCostsWhatPollingCosts: as many requests, and none of the delay.
func TestAHeldQuestionCostsWhatPollingCosts(t *testing.T) {
	for seed := range showSeeds() {
		polling, held := run(t, "completion-invisibility", seed+1, nil), run(t, "completion-invisibility", seed+1, []string{"notify=long-polling"})
		if value(polling, "requests_per_job") != value(held, "requests_per_job") {
			t.Errorf("seed %d: %v by polling, %v with held questions", seed+1, polling.Summary, held.Summary)
		}
	}
}

// TestErrandsBalance: at each tick, whatever changes, and nothing is left when the run has drained.
func TestErrandsBalance(t *testing.T) {
	changes := []string{"20s:notify=sse", "40s:drop_rate=2", "60s:notify=long-polling", "70s:poll_interval=1", "80s:notify=none", "90s:notify=polling", "95s:job_time=2"}
	for _, at := range [][]string{nil, changes} {
		m := newErrands(settingsOf(t, "completion-invisibility", []string{"duration=100"}))
		m.request = request(t, "completion-invisibility", 1, []string{"duration=100"}, at...)
		m.ticks = append(m.ticks, func() {
			if m.ledger.InFlight != int64(m.all.len()) || m.running+m.unseen != m.all.len()+int(m.ledger.Failed) || m.open.level != m.ledger.InFlightAttempts {
				t.Fatalf("%g s: %d jobs are kept, %d run, %d are unseen, %d connections are open: %+v", m.now().Seconds(), m.all.len(), m.running, m.unseen, m.open.level, *m.ledger)
			}
		})
		runBalanced(t, m.world)
		if l := m.ledger; m.all.len() != 0 || l.InFlight+l.InFlightAttempts != 0 || (l.Failed > 0) != (at != nil) || (l.Lost > 0) != (at != nil) {
			t.Errorf("%v: %d jobs are left: %+v", at, m.all.len(), *l)
		}
	}
}

func TestErrandsAllocateNothing(t *testing.T) { allocatesNothing(t, "completion-invisibility") }
