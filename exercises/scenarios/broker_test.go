package scenarios

import (
	"testing"

	"arrowbook/exercises/simulation"
	"pgregory.net/rapid"
)

// TestABrokerLosesNothing: whatever crashes and however short the visibility timeout, every message has its
// effect exactly once, the ledger balances, and when all are acknowledged nothing is left.
func TestABrokerLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := testWorld(rapid.Uint64().Draw(t, "seed"), map[string]float64{"duration": 20, "arrival_rate": 10})
		crashes := rapid.Float64Range(0, .5).Draw(t, "crashes")
		b := w.newBroker("queue->workers", "workers")
		b.workers.slots = rapid.IntRange(5, 30).Draw(t, "workers")
		b.visibility.length = simulation.Time(rapid.Int64Range(1e8, 3e9).Draw(t, "visibility"))
		done := w.handle(func(d uint32) {
			held, m := b.take(d)
			crash := w.draw.Hit(crashes, drawCrash, m.id, held.try)
			b.effect(d)
			if !crash {
				b.acknowledge(d)
			}
			b.finish(d)
		})
		b.work = func(d uint32) {
			held, m := b.take(d)
			w.afterSeconds(w.draw.Exponential(drawService, m.id, held.try)*.5, done, d)
		}
		w.newSource(drawArrival, b.publish).rate = 10
		check := balanced(t, w)
		w.drain(func() bool { return b.messages.len() == 0 })
		if err := w.run(background); err != nil {
			t.Fatal(err)
		}
		check()
		l := b.ledger
		if l.Requests == 0 || l.Succeeded != l.Requests || l.Useful != l.Requests || l.InFlightAttempts != 0 {
			t.Fatalf("not every message had its effect once: %+v", *l)
		}
		if b.messages.len()+b.deliveries.len()+b.workers.busy+b.workers.waiting()+b.repeating != 0 {
			t.Fatalf("%d messages, %d deliveries are left", b.messages.len(), b.deliveries.len())
		}
	})
}
