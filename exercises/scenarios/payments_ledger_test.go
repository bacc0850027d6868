package scenarios

import (
	"math"
	"testing"
)

var paymentsLedgerShows = []line{
	{"without retries payments are dropped", []string{"sender_retries=off"}, nil, func(r *Result) bool { return value(r, "dropped") > 0 }},
	{"retries without deduplication double", []string{"receiver_dedup=off"}, nil, func(r *Result) bool { return value(r, "doubled") > 0 }},
	{"by time, real second payments are swallowed", nil, nil, func(r *Result) bool { return value(r, "dropped") > 0 }},
	{"a contract ends both", []string{"contract=on"}, nil, booksEachOnce},
	// The contract overrules what each side chose, and no choice of the two sides does without it.
	{"a contract overrules the sides", []string{"contract=on", "sender_retries=off", "receiver_dedup=off"}, nil, booksEachOnce},
	{"whatever was booked before is no key", []string{"receiver_dedup=on"}, nil, func(r *Result) bool { return !booksEachOnce(r) }},
}

func booksEachOnce(r *Result) bool { return value(r, "dropped") == 0 && value(r, "doubled") == 0 }

func TestPaymentsLedgerShows(t *testing.T) { shows(t, "payments-ledger", paymentsLedgerShows) }

// TestPaymentsAgainstTheory: sent once, a payment is dropped with the message. Booked whenever it comes, it is
// doubled when its first booked message loses the acknowledgement.
func TestPaymentsAgainstTheory(t *testing.T) {
	longRun(t, func(seed uint64) {
		once := run(t, "payments-ledger", seed, []string{"sender_retries=off", "receiver_dedup=off", "duration=6000", "loss=0.05"})
		again := run(t, "payments-ledger", seed, []string{"receiver_dedup=off", "duration=6000", "ack_loss=0.05"})
		for _, c := range []struct{ got, sent float64 }{{value(once, "dropped"), value(once, "sent")}, {value(again, "doubled"), value(again, "sent")}} {
			if off := 4 * math.Sqrt(.05*.95/c.sent); math.Abs(c.got/c.sent-.05) > off {
				t.Errorf("seed %d: %g of %g, not within %g of 0.05", seed, c.got, c.sent, off)
			}
		}
	})
}

func TestPaymentsBalance(t *testing.T) {
	for _, settings := range [][]string{nil, {"sender_retries=off", "loss=0.4"}, {"contract=on", "ack_loss=0.5", "repeat_share=0.5"}} {
		m := newPayments(settingsOf(t, "payments-ledger", settings))
		runBalanced(t, m.world)
		if m.open.len()+m.payers.len() != 0 || m.ledger.InFlight+m.ledger.InFlightAttempts != 0 {
			t.Errorf("%v: %d payments and %d payers are left: %+v", settings, m.open.len(), m.payers.len(), *m.ledger)
		}
	}
}

func TestPaymentsAllocateNothing(t *testing.T) { allocatesNothing(t, "payments-ledger") }

// settingsOf is a scenario's parameters with some set, seed 1.
func settingsOf(t *testing.T, scenario string, written []string) *settings {
	t.Helper()
	s, _ := Lookup(scenario)
	return newSettings(s, request(t, scenario, 1, written))
}

// runBalanced runs a world and holds its ledgers at each tick and at the end.
func runBalanced(t *testing.T, w *world) {
	t.Helper()
	check := balanced(t, w)
	if err := w.run(background); err != nil {
		t.Fatal(err)
	}
	check()
}

// allocatesNothing is TestEventsAllocateNothing for one scenario.
func allocatesNothing(t *testing.T, scenario string) {
	t.Helper()
	short, long := allocations(t, scenario, "duration=600"), allocations(t, scenario, "duration=2400")
	if events := long.events - short.events; (long.mallocs-short.mallocs)*1000 > events {
		t.Errorf("%s: %d more events cost %d allocations", scenario, events, long.mallocs-short.mallocs)
	}
}
