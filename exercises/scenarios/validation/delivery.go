package validation

import (
	"fmt"
	"math"
)

const deliveryGroup = "Delivery and order"

// delivery is messages that arrive twice, never, or before others.
func delivery() []Experiment {
	return []Experiment{
		redelivered(1), redelivered(3), crashes(), sendsAgain(), sendsOnce(), bothUseAKey(),
		enqueuedEarly(), enqueuedAfter(), outbox(), overtakes(), polled(), pushed(), consumed(),
	}
}

// redelivered: a message is delivered for the k-th time again when each of its k deliveries so far outlasts
// what it has had of the visibility timeout, which is k, k-1, …, 1 times it.
func redelivered(timeout float64) Experiment {
	q, share := math.Exp(-timeout), 0.0
	for k := 1; k <= 8; k++ {
		share += math.Pow(q, float64(k*(k+1)/2))
	}
	return Experiment{
		Scenario: "duplicate-execution", Query: fmt.Sprintf("crash_share=0&duration=3000&visibility_timeout=%g&workers=200", timeout), Seeds: 10,
		Checks: []Check{{
			ID: fmt.Sprintf("redelivery-%g", timeout), Group: deliveryGroup, What: fmt.Sprintf("Redeliveries for a message, visibility timeout %g times the processing time", timeout),
			Source: derived("exponential processing times have no memory; the first to finish ends the message"), Formula: "Σ e^(−k(k+1)V/2m)", Relation: Equal, Expected: share,
			Precision: .04, Allowance: .001 * share, Why: "What is under way at the end may yet be delivered again.", read: figure("redelivery_share"),
		}},
	}
}

// crashes: a crash between effect and acknowledgement repeats the message, and may do so again.
func crashes() Experiment {
	const c = .1
	return Experiment{
		Scenario: "duplicate-execution", Query: "crash_share=0.1&duration=3000&processing_time=0.5&visibility_timeout=12&workers=200", Seeds: 10,
		Checks: []Check{{
			ID: "crash-duplicates", Group: deliveryGroup, What: "Effects that happen again for a message, one crash in ten before the acknowledgement",
			Source: derived("a geometric number of crashes"), Formula: "c / (1 − c)", Relation: Equal, Expected: c / (1 - c), Precision: .03,
			Allowance: .006 * c / (1 - c), Why: "Of the run's 3,000 s, messages of the last 12 are not yet delivered again.", read: ratio("duplicate_effects", "messages"),
		}},
	}
}

// sendsAgain is a call over a link that loses a tenth of the messages and a fifth of the acknowledgements.
func sendsAgain() Experiment {
	const lost, unanswered = .1, .2
	return Experiment{
		Scenario: "payments-ledger", Query: "ack_loss=0.2&loss=0.1&receiver_dedup=off&repeat_share=0", Seeds: 10,
		Checks: []Check{{
			ID: "acked-attempts", Group: deliveryGroup, What: "Messages for a payment that is sent again until it is acknowledged",
			Source: derived("both ways must succeed"), Formula: "1 / ((1 − a)(1 − b))", Relation: Equal, Expected: 1 / ((1 - lost) * (1 - unanswered)), Precision: .01, read: attemptsPerRequest,
		}, {
			ID: "acked-doubled", Group: deliveryGroup, What: "Share of payments booked more than once by a ledger that books whatever comes",
			Source: derived("the acknowledgement of the first booking was lost; lost messages double nothing"), Formula: "b", Relation: Equal, Expected: unanswered, Precision: .02, read: ratio("doubled", "sent"),
		}},
	}
}

func sendsOnce() Experiment {
	return Experiment{
		Scenario: "payments-ledger", Query: "ack_loss=0.2&loss=0.1&repeat_share=0&sender_retries=off", Seeds: 10,
		Checks: []Check{{
			ID: "sent-once", Group: deliveryGroup, What: "Share of payments that are never booked when each is sent once",
			Source: derived("the message was lost"), Formula: "a", Relation: Equal, Expected: .1, Precision: .03, read: ratio("dropped", "sent"),
		}},
	}
}

func bothUseAKey() Experiment {
	return Experiment{
		Scenario: "payments-ledger", Query: "ack_loss=0.2&contract=on&loss=0.1&repeat_share=0.1", Seeds: 10,
		Checks: []Check{{
			ID: "key", Group: deliveryGroup, What: "Payments dropped or doubled when both sides use a key",
			Source: derived("sent until acknowledged, booked once for a key"), Formula: "0", Relation: Equal, Expected: 0,
			read: func(r result) float64 { return number(r, "dropped") + number(r, "doubled") },
		}},
	}
}

// enqueuedEarly is a race of two exponential times.
func enqueuedEarly() Experiment {
	const commit, pickup, rollback = .005, .05, .2
	early := commit / (commit + pickup)
	return Experiment{
		Scenario: "enqueue-before-commit", Query: "crash_share=0&duration=600&rollback_share=0.2", Seeds: 10,
		Checks: []Check{{
			ID: "enqueued-early", Group: deliveryGroup, What: "Jobs that find no row when they are enqueued before the commit, a fifth of which fails",
			Source: derived("two exponential times race: the shorter mean wins in proportion"), Formula: "r + (1 − r) c/(c + p)", Relation: Equal, Expected: rollback + (1-rollback)*early, Precision: .03,
			read: perRequest("jobs_without_row"),
		}},
	}
}

func enqueuedAfter() Experiment {
	const crash, rollback = .1, .2
	return Experiment{
		Scenario: "enqueue-before-commit", Query: "crash_share=0.1&duration=600&enqueue=after&rollback_share=0.2", Seeds: 10,
		Checks: []Check{{
			ID: "enqueued-after", Group: deliveryGroup, What: "Rows without a job when it is enqueued after the commit, one process in ten crashes between",
			Source: derived("committed and crashed, independently"), Formula: "(1 − r) c", Relation: Equal, Expected: (1 - rollback) * crash, Precision: .04, read: perRequest("rows_without_job"),
		}},
	}
}

func outbox() Experiment {
	const crash = .1
	return Experiment{
		Scenario: "enqueue-before-commit", Query: "crash_share=0.1&duration=600&enqueue=outbox&rollback_share=0", Seeds: 10,
		Checks: []Check{{
			ID: "outbox-faults", Group: deliveryGroup, What: "Jobs without a row and rows without a job with an outbox", Source: derived("a job is sent only of a committed row, until it is marked"), Formula: "0", Relation: Equal, Expected: 0,
			read: func(r result) float64 { return number(r, "jobs_without_row") + number(r, "rows_without_job") },
		}, {
			ID: "outbox-duplicates", Group: deliveryGroup, What: "Jobs sent again for a row, when the relay crashes one time in ten before it marks", Source: derived("a geometric number of crashes"), Formula: "c / (1 − c)", Relation: Equal, Expected: crash / (1 - crash), Precision: .05,
			read: perRequest("duplicates"),
		}},
	}
}

// overtakes: of two messages under way either is as likely to be done first, and both workers are busy when
// a message is done with the probability that somebody is there to be counted.
func overtakes() Experiment {
	const load = .6
	idle := (1 - load) / (1 + load)
	return Experiment{
		Scenario: "ordering", Query: "arrival_rate=8&conversations=1&duration=6000&workers=2", Seeds: 10,
		Checks: []Check{{
			ID: "overtakes", Group: deliveryGroup, What: "Share of one conversation's messages done out of order by two workers at utilisation 0.6",
			Source: derived("the M/M/2 queue (Kleinrock, 1975, chapter 3); work has no memory"), Formula: "(1 − p₀)/2, p₀ = (1 − ρ)/(1 + ρ)", Relation: Equal, Expected: (1 - idle) / 2, Precision: .03, read: figure("out_of_order_share"),
		}},
	}
}

// polled: a job ends at any point of the interval in which its user asks next.
func polled() Experiment {
	const job, interval = 8.0, 5.0
	asks := 1 / (1 - math.Exp(-interval/job))
	return Experiment{
		Scenario: "completion-invisibility", Query: "duration=6000", Seeds: 10,
		Checks: []Check{{
			ID: "poll-delay", Group: deliveryGroup, What: "Seconds until a user who asks every 5 s knows of the end of a job of 8 s", Source: derived("an exponential time rounded up to the next poll"),
			Formula: "P / (1 − e^(−P/m)) − m", Unit: "s", Relation: Equal, Expected: interval*asks - job, Precision: .02, read: figure("mean_notice_delay"),
		}, {
			ID: "poll-requests", Group: deliveryGroup, What: "Polls for a job meanwhile", Source: derived("a geometric number of intervals"), Formula: "1 / (1 − e^(−P/m))", Relation: Equal, Expected: asks, Precision: .02, read: figure("requests_per_job"),
		}},
	}
}

func pushed() Experiment {
	return Experiment{
		Scenario: "completion-invisibility", Query: "drop_rate=0&notify=sse", Seeds: 5,
		Checks: []Check{{
			ID: "push-delay", Group: deliveryGroup, What: "Seconds until a user knows who is told over a stream that never drops", Source: derived("the time of a push"), Formula: "0.05", Unit: "s", Relation: Equal, Expected: .05, read: figure("mean_notice_delay"),
		}},
	}
}

// consumed is a group whose consumers each have partitions of their own: as many queues of one server.
func consumed() Experiment {
	const load, consumers = 50 * .015, 4
	lag := consumers * load / (1 - load)
	return Experiment{
		Scenario: "streaming", Query: "duration=1000&poison_at=0", Seeds: 10,
		Checks: []Check{{
			ID: "group-lag", Group: deliveryGroup, What: "Mean lag of four consumers at utilisation 0.75, each with two partitions of its own", Source: kleinrock("chapter 3, M/M/1; whose turn it is does not change the mean"),
			Formula: "c ρ / (1 − ρ)", Relation: Equal, Expected: lag, Precision: .08, Allowance: .003 * lag, Why: fromEmpty, read: overLast("lag", 1000),
		}, {
			ID: "group-duplicates", Group: deliveryGroup, What: "Messages processed again when no consumer is thrown out", Source: derived("only a rebalance goes back to a commit"), Formula: "0", Relation: Equal, Expected: 0, read: figure("duplicates"),
		}},
	}
}
