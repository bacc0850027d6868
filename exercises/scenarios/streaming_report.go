package scenarios

import (
	"fmt"

	"arrowbook/exercises/simulation"
)

// trace opens the token of a followed message's delivery; the poison message is always followed.
func (m *stream) trace(id uint64, n uint32, link string) int {
	if !m.tokens.follows(id) && id != m.poison {
		return -1
	}
	now := milli(m.now())
	return m.tokens.begin(id, n, Leg{link, now, now})
}

// carry moves a message's token to its consumer. A message that is delivered again has another one.
func (m *stream) carry(e *streamed, dup bool) {
	const link = "partitions->consumers"
	switch {
	case e.tries > 1:
		if e.token = m.trace(e.id, e.tries, link); e.token >= 0 {
			m.tokens.tokens[e.token].Dup = dup
		}
	case e.made == m.now(): // it did not wait
		m.leg(e.token, link)
	}
	m.leg(e.token, m.group.place)
}

// record says what the run's series count.
func (m *stream) record() {
	m.sent, m.processed, m.again = m.series("produced"), m.series("processed"), m.series("again")
	m.sample("lag", func() int { return m.lag })
	m.sample("longest", m.longest)
	m.sample("consumers_busy", func() int { return m.busy })
	m.sample("consumers_stuck", func() int { return m.stuck })
}

// longest is the lag of the partition that has the most of it.
func (m *stream) longest() int {
	most := 0
	for i := range m.partitions {
		most = max(most, m.partitions[i].lag())
	}
	return most
}

func (m *stream) sayPoison(partition int) {
	m.moment("poison", fmt.Sprintf("the poison message comes, to partition %d", partition+1))
}

// sayStuck names the first consumer that is stuck.
func (m *stream) sayStuck(who int) {
	if m.rec.named["stuck"] {
		return
	}
	_, n := m.dealtTo(who)
	m.moment("stuck", fmt.Sprintf("consumer %d is stuck: %s", who+1, howMany(int64(n), "partition waits", "partitions wait")))
}

// namedRebalances is how many of them are moments: the others are like them.
const namedRebalances = 3

// sayRebalance names the first rebalances, with what has to be done again.
func (m *stream) sayRebalance(out uint32, back int) {
	if m.rebalances > namedRebalances {
		return
	}
	why := "the group changes"
	if out != none {
		why = fmt.Sprintf("consumer %d is thrown out", out+1)
	}
	m.moment(fmt.Sprint("rebalance-", m.rebalances), fmt.Sprintf("%s: %s again", why, howMany(int64(back), "processed message is delivered", "processed messages are delivered")))
}

// sayCaughtUp names the end of what a dead letter held up.
func (m *stream) sayCaughtUp() {
	if m.aside > 0 && float64(m.lag) < 2*m.rate {
		m.moment("caught-up", "the lag is back under 2 s' worth")
	}
}

func (m *stream) report() *Result {
	blocked, oldest := m.blockedPartitions()
	r := m.result()
	r.Summary = []Figure{
		{"lag_peak", float64(m.peak)}, {"lag_end", float64(m.lag)}, {"duplicates", float64(r.Ledger.Wasted)},
		{"blocked_partitions", float64(blocked)}, {"rebalances", float64(m.rebalances)}, {"p99_age", m.age.percentile(.99)},
		{"oldest_waiting", oldest.Seconds()}, {"dead_letters", float64(m.aside)}, {"producers_waited", m.waiting.seconds(m.end)},
	}
	r.Sentence = m.sentence(blocked, r.Ledger.Wasted)
	return r
}

// blockedPartitions are those where messages wait and none was processed for a session timeout, at the run's
// end; oldest is the age of the oldest message that still waits.
func (m *stream) blockedPartitions() (blocked int, oldest simulation.Time) {
	for i := range m.partitions {
		p := &m.partitions[i]
		if p.blocked(m.end, m.timeout) {
			blocked++
		}
		if p.lag() > 0 {
			oldest = max(oldest, m.end-p.at(p.high).made)
		}
	}
	return blocked, oldest
}

func (m *stream) sentence(blocked int, twice int64) string {
	return m.sayLag(blocked) + m.sayWait() + m.sayTwice(twice)
}

func (m *stream) sayLag(blocked int) string {
	switch {
	case blocked > 0:
		return fmt.Sprintf("%d of the %d partitions moved no more: at the end %s.", blocked, len(m.partitions), howMany(int64(m.lag), "message waits", "messages wait"))
	case m.aside > 0:
		return fmt.Sprintf("%s put aside. The lag grew to %s and ended at %s.", wereMessages(m.aside), thousands(float64(m.peak)), thousands(float64(m.lag)))
	}
	return fmt.Sprintf("At most %s waited, and %s at the end.", howMany(int64(m.peak), "message", "messages"), thousands(float64(m.lag)))
}

func (m *stream) sayWait() string {
	waited := m.waiting.seconds(m.end)
	if waited == 0 {
		return ""
	}
	return " Producers waited " + thousands(significantTo(waited, 3)) + " s."
}

func (m *stream) sayTwice(twice int64) string {
	switch {
	case m.rebalances == 0:
		return " No message was processed twice."
	case twice == 0:
		return " No message was processed twice, in spite of " + howMany(int64(m.rebalances), "rebalance", "rebalances") + "."
	}
	return fmt.Sprintf(" %s gave back what was not committed, and messages were processed again %s.",
		howMany(int64(m.rebalances), "rebalance", "rebalances"), howMany(twice, "time", "times"))
}

func wereMessages(n int) string {
	if n == 1 {
		return "One message was"
	}
	return howMany(int64(n), "message", "messages") + " were"
}
