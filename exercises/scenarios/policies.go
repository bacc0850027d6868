package scenarios

import "arrowbook/exercises/simulation"

// callPolicy is how a caller behaves on a link, by the parameters that mean the same in every scenario.
type callPolicy struct {
	timeout     simulation.Time // 0: the caller never gives up
	patience    float64         // the same in seconds
	retries     uint32
	backoff     backoff
	budgetShare float64
	shedShare   float64
	hasBreaker  bool
	shed        bool
}

// callPolicy reads the policy as it stands. A parameter that the scenario lacks means that there is none of
// it: no timeout, no retries, no budget, no breaker.
func (s *settings) callPolicy() callPolicy {
	budget, bounded := s.numbers["retry_budget"]
	if !bounded {
		budget = 1
	}
	return callPolicy{
		timeout: s.time("timeout"), patience: s.numbers["timeout"], retries: uint32(s.numbers["retries"]), budgetShare: budget,
		backoff: backoff{s.options["backoff"], s.numbers["backoff_base"]}, shedShare: s.numbers["shed_share"],
		hasBreaker: s.on("breaker"), shed: s.on("shed"),
	}
}

// within is the policy with another timeout, in seconds.
func (p callPolicy) within(timeout float64) callPolicy {
	p.timeout, p.patience = simulation.FromSeconds(timeout), timeout
	return p
}

// bucketSize is how many tokens a retry budget holds at most.
const bucketSize = 10

// retryBudget is a token bucket of one link: a request puts a share of a token in, a retry takes one.
type retryBudget struct{ tokens float64 }

func (b *retryBudget) request(share float64) { b.tokens = min(b.tokens+share, bucketSize) }

// allow says whether a retry may be made. A share of 1 is no budget.
func (b *retryBudget) allow(share float64) bool {
	if share >= 1 {
		return true
	}
	if b.tokens < 1 {
		return false
	}
	b.tokens--
	return true
}

// maxBackoff bounds a single wait between attempts, in seconds.
const maxBackoff = 60.0

// backoff is how long a request waits between its attempts: none, fixed, exponential or full-jitter, with
// the base in seconds.
type backoff struct {
	kind string
	base float64
}

// wait is how long a call waits before its attempt: number 2 is the first retry.
func (b backoff) wait(draw simulation.Draw, process uint32, c *call) simulation.Time {
	switch b.kind {
	case "fixed":
		return simulation.FromSeconds(b.base)
	case "exponential":
		return simulation.FromSeconds(doubled(b.base, c.attempt))
	case "full-jitter":
		return simulation.FromSeconds(draw.Uniform(process, c.request, c.key) * doubled(b.base, c.attempt))
	}
	return 0
}

// doubled is base, twice the base, four times the base, … for the first, second, third retry.
func doubled(base float64, attempt uint32) float64 {
	wait := base
	for n := uint32(2); n < attempt && wait < maxBackoff; n++ {
		wait *= 2
	}
	return min(wait, maxBackoff)
}
