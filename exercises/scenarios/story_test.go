package scenarios

import (
	"slices"
	"strings"
	"testing"
)

// Every example is a story whose lifelines exist, whose messages do not come before they are sent, and whose
// events stand in order.
func TestStoriesAreWhole(t *testing.T) {
	for id, x := range spaceTimes {
		r := run(t, id, 1, nil)
		examples := x.Examples(r)
		if len(examples) == 0 {
			t.Errorf("%s has no example", id)
		}
		for _, request := range examples[:min(len(examples), 200)] {
			s := x.Story(r, request)
			if s.Says == "" || len(s.Messages) == 0 || !(s.To >= s.From) || s.From > r.End() {
				t.Fatalf("%s, request %d: %+v", id, request, s)
			}
			checkStory(t, id, x, s)
		}
	}
}

func checkStory(t *testing.T, id string, x *SpaceTime, s Story) {
	t.Helper()
	known := func(line string) bool {
		return slices.ContainsFunc(x.Lifelines, func(l Lifeline) bool { return l.ID == line })
	}
	for _, m := range s.Messages {
		if !known(m.From) || !known(m.To) || m.From == m.To || m.Comes < m.Sent || m.N == 0 {
			t.Errorf("%s, request %d: message %+v", id, s.Request, m)
		}
	}
	for _, stay := range s.Stays {
		if !known(stay.On) || stay.To < stay.From {
			t.Errorf("%s, request %d: stay %+v", id, s.Request, stay)
		}
	}
	for i, e := range s.Events {
		if !known(e.On) || e.What == "" || strings.HasPrefix(e.What, " ") || i > 0 && e.T < s.Events[i-1].T {
			t.Errorf("%s, request %d: event %+v", id, s.Request, e)
		}
	}
}

// What the first example says is what the scenario is about, and with its remedy there is none of it.
func TestWhatTheFirstExampleTells(t *testing.T) {
	cases := []struct{ scenario, settings, says string }{
		{"duplicate-execution", "", "2 effects: "},
		{"duplicate-execution", "idempotency_key=on", "1 effect: "},
		{"payments-ledger", "receiver_dedup=off", "booked 2 times."},
		{"payments-ledger", "sender_retries=off", "and it is never booked."},
		{"payments-ledger", "contract=on", "booked once."},
		{"ordering", "", "which came first."},
		{"ordering", "partition_by_conversation=on", ""},
		{"enqueue-before-commit", "", "The job looks for"},
		{"enqueue-before-commit", "enqueue=after", "no job is ever sent"},
		{"enqueue-before-commit", "enqueue=outbox", "sent 2 times."},
		{"orphaned-work", "", "for nobody."},
		{"orphaned-work", "leave_rate=0", ""},
	}
	for _, c := range cases {
		var settings []string
		if c.settings != "" {
			settings = []string{c.settings}
		}
		r := run(t, c.scenario, 1, settings)
		examples := spaceTimes[c.scenario].Examples(r)
		if len(examples) == 0 {
			if c.says != "" {
				t.Errorf("%s %s: no example", c.scenario, c.settings)
			}
			continue
		}
		if says := spaceTimes[c.scenario].Story(r, examples[0]).Says; c.says == "" || !strings.Contains(says, c.says) {
			t.Errorf("%s %s: %q", c.scenario, c.settings, says)
		}
	}
}

// The stories of duplicates agree with what the run counts.
func TestStoriesAgreeWithTheSummary(t *testing.T) {
	r := run(t, "duplicate-execution", 3, []string{"duration=100"}) // all messages are followed
	if r.Followed() != 1 {
		t.Fatalf("%g of the messages are followed", r.Followed())
	}
	again := 0
	for _, request := range deliveredTwice.Examples(r) {
		for _, e := range deliveredTwice.Story(r, request).Events {
			if e.Mark == Again {
				again++
			}
		}
	}
	if want := value(r, "duplicate_effects"); float64(again) != want {
		t.Errorf("%d effects are told again, and the run counts %g", again, want)
	}
}
