package lab

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"arrowbook/exercises"
	"arrowbook/exercises/scenarios"
)

// reachable is for each mission a run, of what its page offers, that reaches it.
var reachable = map[string]map[string]string{
	"retry-storm": {
		"back-soon": "retry_budget=0.1", "quiet": "retry_budget=0.1", "three-tries": "backoff=full-jitter&backoff_base=4",
		"nobody-fails": "timeout=10", "rescue": "at=40s:retries=0",
	},
	"duplicate-execution": {
		"provoke": "visibility_timeout=0.5", "fewer": "visibility_timeout=12", "none": "idempotency_key=on", "storm": "idempotency_key=on&visibility_timeout=0.5",
	},
	"metastable":      {"back-soon": "retry_budget=0.1", "through-it": "queue_limit=10", "no-waste": "timeout=3", "rescue": "at=360s:retries=0"},
	"layered-retries": {"eight": "attempts=2", "half": "attempts=2&failure_share=0.5", "hundred": "layers=5"},
	"orders-inventory": {
		"back-soon": "shed=on", "slow-not-dead": "queue_limit=10", "few-retries": "queue_limit=10", "rescue": "at=60s:retries=0",
	},
	"graceful-degradation": {"b-unharmed": "bulkhead=on", "calm": "retry_budget=0.1", "at-once": "deadline=on", "rescue": "at=120s:deadline=on"},
	"boundaries":           {"answered": "breaker=on", "calm": "bulkhead=on", "exact": "timeout=15", "rescue": "at=90s:breaker=on"},
	"blocking-amplification": {
		"tail": "distribution=constant", "busy": "arrival_rate=95&distribution=constant",
		"busy-for-nobody": "arrival_rate=130&timeout=0.5", "overload": "arrival_rate=130&queue_limit=20&timeout=0.5",
	},
	"backoff-and-jitter": {
		"few": "backoff=full-jitter&backoff_base=0.05", "few-and-soon": "backoff=full-jitter&cap=0.3",
		"dear-calls": "backoff=full-jitter&db_time=0.01", "late": "backoff=exponential",
	},
	"bounded-queue": {"fresh": "overflow=block&limit=100", "free-producer": "overflow=drop-newest&limit=100", "between": "overflow=drop-oldest"},
	"enqueue-before-commit": {
		"later": "pickup_time=0.5", "no-ghost": "enqueue=after", "both": "enqueue=outbox", "both-soon": "enqueue=outbox&pickup_time=0",
	},
	"load-curve":     {"flat": "shed=on", "dear-refusals": "shed=on&reject_cost=0.05", "no-use": "shed=on&reject_cost=0.1", "later-bend": "timeout=5"},
	"cache-stampede": {"one-load": "coalesce=on", "no-rush": "ttl_jitter=0.5", "nobody-waits": "ttl_jitter=0.5", "half-the-origin": "coalesce=on&origin_workers=5&ttl_jitter=1"},
	"payments-ledger": {
		"none-dropped": "receiver_dedup=off", "right": "contract=on", "worse-network": "ack_loss=0.2&contract=on&loss=0.2",
	},
	"availability-coupling": {
		"three-nines": "mode=fallback", "nothing-stale": "mode=queued", "nothing-late": "mean_down=10&mode=queued", "ten-bad-ones": "availability=0.9&depth=10&mode=fallback",
	},
	"ordering":            {"fewer": "conversations=100", "in-order": "partition_by_conversation=on", "the-price": "hot_share=0.5&partition_by_conversation=on"},
	"correlated-replicas": {"futile": "replicas=10", "four-nines": "decouple=on", "two-will-do": "decouple=on&replicas=2"},
	"control-plane-blip": {
		"no-outage": "static_stability=on", "they-still-stop": "lease=120", "short-leases": "static_stability=on", "three-minutes": "blip_for=180&static_stability=on",
	},
	"deadlock": {"none": "lock_order=same", "live-with-it": "detect_after=0", "crowd": "concurrency=60&lock_order=same", "standstill": "detect_after=2"},
	"completion-invisibility": {
		"soon": "notify=sse", "few": "poll_interval=30", "few-and-at-once": "notify=long-polling&poll_interval=30", "silence": "notify=none",
	},
	"streaming": {
		"flow": "dead_letter=on", "fresh": "dead_letter=on&session_timeout=1", "once": "commit_every=0&dead_letter=on",
		"bounded": "backpressure=on", "rescue": "at=100s:dead_letter=on",
	},
	"orphaned-work": {"little-waste": "lease=2", "few-unread": "lease=1", "restless": "leave_rate=0.1&lease=2"},
}

// larger is for each scenario the setting that buys it more capacity, as much as its page offers: none may do.
var larger = map[string]string{
	"retry-storm": "connections=400", "duplicate-execution": "workers=100", "metastable": "workers=90", "orders-inventory": "inventory_workers=80",
	"boundaries": "checkout_workers=600", "blocking-amplification": "workers=30", "bounded-queue": "service_rate=240", "cache-stampede": "origin_workers=40",
	"ordering": "workers=16", "control-plane-blip": "nodes=100", "orphaned-work": "workers=300", "backoff-and-jitter": "clients=1", "deadlock": "rows=200", "streaming": "consumers=16",
}

// TestEveryMissionCanBeReached holds that no mission is reached by the run as it comes nor by more capacity, and each by
// settings of its page.
func TestEveryMissionCanBeReached(t *testing.T) {
	book := theBook(t)
	if len(book.Missions) < 12 {
		t.Errorf("%d scenarios have missions", len(book.Missions))
	}
	for _, set := range book.Missions {
		t.Run(set.Scenario, func(t *testing.T) {
			t.Parallel()
			if n := len(set.Goals); n < 3 || n > 5 {
				t.Errorf("there are %d missions", n)
			}
			notReached(t, set, "")
			if query := larger[set.Scenario]; query != "" {
				notReached(t, set, query)
			}
			for _, g := range set.Goals {
				reached(t, set, g.ID)
			}
		})
	}
}

func notReached(t *testing.T, set exercises.Missions, query string) {
	t.Helper()
	for _, g := range judged(t, set, query).Goals {
		if g.Met || g.Why == "" {
			t.Errorf("%s?%s reaches %s, or does not say why not: %q", set.Scenario, query, g.ID, g.Why)
		}
	}
}

func reached(t *testing.T, set exercises.Missions, id string) {
	t.Helper()
	query := reachable[set.Scenario][id]
	offeredOnPage(t, set.Scenario, query)
	goals := judged(t, set, query).Goals
	i := slices.IndexFunc(goals, func(g mission) bool { return g.ID == id })
	if query == "" || !goals[i].Met {
		t.Errorf("%s?%s does not reach %s: %s", set.Scenario, query, id, goals[i].Why)
	}
}

func judged(t *testing.T, set exercises.Missions, query string) *missions {
	t.Helper()
	a, err := scenarios.ParseAddress(set.Scenario, query)
	if err != nil {
		t.Fatal(err)
	}
	r, err := scenarios.Run(t.Context(), a.Request)
	if err != nil {
		t.Fatal(err)
	}
	scenario, _ := scenarios.Lookup(set.Scenario)
	return newMissions(set, scenario, r)
}

// offeredOnPage fails where a learner could not set what a query sets: a control has its range and its steps.
func offeredOnPage(t *testing.T, id, query string) {
	t.Helper()
	scenario, _ := scenarios.Lookup(id)
	values, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range values {
		if name == "at" {
			_, change, _ := strings.Cut(value[0], ":")
			name, change, _ = strings.Cut(change, "=")
			value = []string{change}
			if slices.ContainsFunc(scenario.Offers, func(o scenarios.Offer) bool { return o.Name == name && o.Value == change }) {
				continue
			}
		}
		i := slices.IndexFunc(scenario.Params, func(p scenarios.Param) bool { return p.Name == name && p.Control })
		if i < 0 || !onControl(scenario.Params[i], value[0]) {
			t.Errorf("the page of %s offers no %s of %s", id, name, value[0])
		}
	}
}

func onControl(p scenarios.Param, value string) bool {
	if p.Kind == scenarios.Option {
		return slices.Contains(p.Options, value)
	}
	v, err := strconv.ParseFloat(value, 64)
	steps := (v - p.SliderMin) / p.SliderStep
	return err == nil && v >= p.SliderMin && v <= p.SliderMax && steps-float64(int(steps+.5)) < 1e-6 && float64(int(steps+.5))-steps < 1e-6
}

// More capacity bought in the middle of a run breaks the terms as it does at the start.
func TestCapacityUnderWayBreaksTheTerms(t *testing.T) {
	book := theBook(t)
	m := judged(t, book.MissionsOf("retry-storm"), "at=40s:connections=200")
	for _, g := range m.Goals {
		if g.Met || g.Why != "The terms are not kept: connections: 200." {
			t.Errorf("%+v", g)
		}
	}
}

func TestMissionsStandBesideTheRun(t *testing.T) {
	site := open(t)
	page := get(t, site, "/lab/retry-storm?retry_budget=0.1").Body.String()
	for _, part := range []string{
		`data-missions="retry-storm"`, "This run reaches 2 of 5.", `data-mission="quiet" data-met`, `aria-label="Not reached:"`,
		"In this run: requests that fail: 2,743.", "The load, the stall and the 100 connections stay as they are.",
	} {
		if !strings.Contains(page, part) {
			t.Errorf("the page has no %s", part)
		}
	}
	for path, says := range map[string]string{"/lab/layered-retries?attempts=2": "This run reaches 1 of 3.", "/lab/load-curve": "This run reaches 0 of 4."} {
		if page := get(t, site, path).Body.String(); !strings.Contains(page, says) {
			t.Errorf("%s does not say %s", path, says)
		}
	}
}
