package scenarios

// The loops that scenarios have, by scenario. What is not here has none: its failure does not feed itself.
var loops = map[string]*Loop{
	"retry-storm": {
		Telling: "well", Nodes: []string{"long line", "timeouts", "retries", "calls"},
		Arrows: []Arrow{
			timesOut(Offer{"shed", "on", "Refuse when the line is long"}, Offer{"timeout", "0", "Let nobody give up"}),
			triedAgain(Offer{"retries", "0", "Turn retries off"}),
			repeated(Offer{"retry_budget", "0.1", "Give retries a budget of 10%"}),
			inLine("connections_in_use", Offer{"shed_share", "0.6", "Turn 60% away at the door"}, Offer{"connections", "400", "Have four times the connections"}),
		},
	},
	"metastable": {
		Telling: "rollback", Nodes: []string{"long line", "timeouts", "retries", "calls"},
		Arrows: []Arrow{
			timesOut(Offer{"shed", "on", "Refuse when the line is long"}, Offer{"timeout", "3", "Wait 3 s for an answer"}),
			triedAgain(Offer{"retries", "0", "Turn retries off"}),
			repeated(Offer{"retry_budget", "0.1", "Give retries a budget of 10%"}),
			inLine("workers_busy", Offer{"shed_share", "0.4", "Turn 40% away at the door"}, Offer{"workers", "60", "Double the workers"}),
		},
	},
	"orders-inventory": {
		Telling: "well", After: 5, Nodes: []string{"long line", "timeouts of orders", "retries", "calls at inventory"},
		Arrows: []Arrow{
			timesOut(Offer{"shed", "on", "Refuse when the line is long"}, Offer{"queue_limit", "200", "Bound the line at 200"}),
			triedAgain(Offer{"retries", "0", "Turn retries off"}),
			repeated(Offer{"retry_budget", "0.1", "Give retries a budget of 10%"}),
			inLine("inventory_busy", Offer{"inventory_workers", "80", "Have four times the workers"}),
		},
	},
	"boundaries": {
		Telling: "full", After: 16, Nodes: []string{"workers held", "line for a worker", "clients give up", "calls again"},
		Arrows: []Arrow{
			{
				Strength: Share{[]string{"checkout_line"}, []string{"checkout_line", "workers_busy"}, "of the calls at checkout wait for a worker"},
				Cuts:     []Offer{{"breaker", "on", "Put a breaker before the tax API"}, {"bulkhead", "on", "Let half of the workers wait for the tax API"}},
			},
			timesOut(Offer{"timeout", "0", "Let no client give up"}),
			triedAgain(Offer{"retries", "0", "Turn the clients' retries off"}),
			{
				Strength: Share{[]string{"workers_wasted"}, []string{"workers_busy"}, "of the held workers work for nobody"},
				Fixed:    "A worker does not learn that its client has gone. Nothing in this model tells it.",
			},
		},
	},
	"graceful-degradation": {
		Telling: "full", After: 2, Nodes: []string{"calls at A's dependency", "its line", "work for nobody"},
		Arrows: []Arrow{
			{
				Strength: Share{[]string{"dependency_queue"}, []string{"dependency_queue", "dependency_busy"}, "of the calls at A's dependency wait in its line"},
				Cuts:     []Offer{{"breaker", "on", "Put breakers on the links"}, {"shed", "on", "Refuse when the line is long"}},
			},
			{
				Strength: Share{[]string{"dependency_wasted"}, []string{"dependency_busy"}, "of its busy workers work for nobody"},
				Cuts:     []Offer{{"deadline", "on", "Drop what nobody waits for"}},
			},
			{
				Strength: Share{[]string{"calls_a", "-offered_a"}, []string{"calls_a"}, "of the calls at A's dependency are repeats"},
				Cuts:     []Offer{{"retries_per_layer", "0", "Turn retries off"}, {"retry_budget", "0.1", "Give retries a budget of 10%"}},
			},
		},
	},
	"blocking-amplification": {
		Telling: "in-vain", After: 20, Closes: "arrival_rate=98&timeout=0.5", Nodes: []string{"threads held", "long line", "late answers"},
		Arrows: []Arrow{
			inLine("threads_held", Offer{"workers", "30", "Have three times the threads"}, Offer{"arrival_rate", "60", "Send 60 a second"}),
			{
				Strength: Share{[]string{"timeouts"}, []string{"offered"}, "of the requests are given up"},
				Cuts:     []Offer{{"queue_limit", "20", "Bound the line at 20"}, {"timeout", "0", "Let nobody give up"}},
			},
			{
				Strength: Share{[]string{"threads_wasted"}, []string{"threads_held"}, "of the held threads work for nobody"},
				Fixed:    "The service does not learn that a caller has gone. Nothing in this model tells it.",
			},
		},
	},
	"cache-stampede": {
		Telling: "expiry", Nodes: []string{"expired entries", "loads of the same key", "line at the origin"},
		Arrows: []Arrow{
			{
				Strength: Share{[]string{"loads"}, []string{"offered"}, "of the requests load at the origin"},
				Cuts:     []Offer{{"coalesce", "on", "Coalesce the misses of a key"}},
			},
			inLine("origin_busy", Offer{"origin_workers", "100", "Have ten times the workers"}),
			{
				Strength: Share{[]string{"keys", "-fresh"}, []string{"keys"}, "of the entries are not fresh"},
				Fixed:    "An entry is expired until a load of it comes back. Jitter and early refresh take away the trigger, and not this arrow.",
			},
		},
	},
	"orphaned-work": {
		Telling: "first-orphan", After: 300, Closes: "workers=90", Nodes: []string{"users who leave", "jobs for nobody", "line for a worker"},
		Arrows: []Arrow{
			{
				Strength: Share{[]string{"workers_orphaned"}, []string{"workers_busy"}, "of the busy workers work for nobody"},
				Cuts:     []Offer{{"lease", "5", "Give jobs a lease of 5 s"}},
			},
			inLine("workers_busy", Offer{"workers", "300", "Have 300 workers"}),
			{
				Strength: Share{[]string{"unread"}, []string{"unread", "read"}, "of the results are never read"},
				Fixed:    "People leave when they will. No setting of the service holds them.",
			},
		},
	},
	"layered-retries": {
		Nodes: []string{"calls that fail", "layers that try again", "calls at the bottom"},
		Arrows: []Arrow{
			{
				Strength: Share{[]string{"failure_share"}, []string{"1"}, "of the calls at the bottom fail"},
				Fixed:    "The bottom fails by itself in this model, whatever the layers do.",
			},
			{
				Strength: Share{[]string{"calls_per_request", "-1"}, []string{"calls_per_request"}, "of the calls at the bottom are repeats"},
				Cuts:     []Offer{{"attempts", "1", "Let nobody try again"}},
			},
			{
				Strength: Share{[]string{"0"}, []string{"1"}, "of the failures come from the load"},
				Fixed:    "This arrow is left out of the model: here, more calls make no more of them fail. In a retry storm they do.",
			},
		},
	},
}

// timesOut is the step from a line to the callers who give up.
func timesOut(cuts ...Offer) Arrow {
	return Arrow{Strength: Share{[]string{"timeouts"}, []string{"attempts"}, "of the attempts time out"}, Cuts: cuts}
}

// triedAgain is the step from giving up to trying again.
func triedAgain(cuts ...Offer) Arrow {
	return Arrow{Strength: Share{[]string{"attempts", "-offered"}, []string{"timeouts"}, "of the timeouts are tried again"}, Cuts: cuts}
}

// repeated is the step from trying again to more calls.
func repeated(cuts ...Offer) Arrow {
	return Arrow{Strength: Share{[]string{"attempts", "-offered"}, []string{"attempts"}, "of the attempts are retries"}, Cuts: cuts}
}

// inLine is the step from calls to a line: of those who are there, the ones who wait.
func inLine(served string, cuts ...Offer) Arrow {
	return Arrow{Strength: Share{[]string{"queue_length"}, []string{"queue_length", served}, "of the calls that are there wait in line"}, Cuts: cuts}
}
