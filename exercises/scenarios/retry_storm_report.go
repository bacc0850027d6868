package scenarios

import (
	"fmt"
	"math"

	"arrowbook/exercises/simulation"
)

// tick ends a bucket: it notes the levels and names what the last seconds have come to.
func (m *storm) tick() {
	m.rec.level(stormInUse, m.bucket, float64(m.busy))
	m.rec.level(stormWasted, m.bucket, float64(m.wasted))
	m.rec.level(stormQueue, m.bucket, float64(m.waiting))
	m.nameAmplification()
	m.bucket++
	if m.bucket < len(m.rec.buckets[0]) { // the last bucket ends with the run
		m.schedule(min(simulation.FromSeconds(float64(m.bucket+1)*m.rec.step), m.end-1), stormTick, 0)
	}
}

// nameAmplification names the first bucket in which each request costs two, three, … attempts.
func (m *storm) nameAmplification() {
	requests, attempts := m.rec.buckets[stormOffered][m.bucket], m.rec.buckets[stormAttempts][m.bucket]
	if requests < 20 {
		return // too few to speak of
	}
	for i, word := range []string{"two", "three", "four"} {
		if attempts/requests >= float64(i+2)-.1 {
			m.rec.moment(m.now(), "amplified-"+word, word+" attempts for each request")
		}
	}
}

func (m *storm) finish() *Result {
	m.tokens.settle(m.end)
	o := m.rec.outageOf(m.trigger)
	m.nameEnding(o)
	m.rec.ratio(stormAmplification, stormAttempts, stormOffered)
	m.rec.perBucket(stormOffered, stormAttempts, stormGoodput, stormTimeouts)
	r := m.rec.result()
	r.Events, r.Trigger, r.tokens, r.stations = m.engine.Ran(), m.trigger, m.tokens, m.scenario.Stations
	r.slots["db"] = int(m.numbers["connections"])
	r.Summary = []Figure{
		{"goodput_before", o.before}, {"goodput_during", o.during}, {"goodput_after", o.after},
		{"peak_amplification", o.peakAmplification}, {"recovered", o.recovered}, {"recovery_seconds", o.recoverySeconds},
		{"outage_seconds", o.outageSeconds}, {"wasted_share", quotient(float64(r.Ledger.Wasted), float64(r.Ledger.Attempts))},
	}
	r.Sentence = m.sentence(o)
	return r
}

// nameEnding names the recovery, or that there was none.
func (m *storm) nameEnding(o outage) {
	if m.trigger == nil {
		return
	}
	if seconds, ok := o.recoverySeconds.(float64); ok {
		at := simulation.FromSeconds(m.trigger.To + seconds)
		if seconds > 0 {
			m.rec.moment(at, "recovered", "useful answers keep up again")
		}
		return
	}
	m.rec.moment(m.end, "down", "it has not come back")
}

func (m *storm) sentence(o outage) string {
	if m.trigger == nil {
		return fmt.Sprintf("Nothing slowed down. %s requests a second were answered in time over the last %s s.", figure(o.after), thousands(min(afterWindow, m.rec.end)))
	}
	stall := fmt.Sprintf("The stall lasted %s s.", thousands(m.trigger.To-m.trigger.From))
	if seconds, ok := o.recoverySeconds.(float64); ok {
		if seconds == 0 {
			return stall + " Useful answers kept up from its end on."
		}
		return fmt.Sprintf("%s Useful answers kept up again %s s after its end.", stall, thousands(seconds))
	}
	return fmt.Sprintf("%s The service is still down when the run ends: %s useful answers a second for %s requests.", stall, figure(o.after), thousands(m.numbers["arrival_rate"]))
}

// figure writes a rate as a person reads it.
func figure(v any) string {
	if f, ok := v.(float64); ok {
		return thousands(math.Round(f))
	}
	return "no"
}

// trace opens the token of a followed request's attempt.
func (m *storm) trace(c *call) {
	c.token = -1
	if m.tokens.follows(c.request) {
		c.token = m.tokens.begin(c.request, c.attempt, Leg{"clients->api", milli(m.now()), milli(m.now())})
	}
}

func (m *storm) legToken(c *call, place string) {
	if c.token >= 0 {
		m.tokens.tokens[c.token].leg(place, m.now())
	}
}

func (m *storm) goneToken(c *call) {
	if c.token >= 0 {
		m.tokens.tokens[c.token].left(m.now())
	}
}

func (m *storm) endToken(c *call, end string) {
	if c.token >= 0 {
		m.tokens.tokens[c.token].finish(end, m.now())
	}
}
