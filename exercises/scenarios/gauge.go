package scenarios

import "arrowbook/exercises/simulation"

// gauge is a level and its integral over time: how many there are on average (Little's law compares that
// with their rate times their time).
type gauge struct {
	level int64
	since simulation.Time // when the level was last changed
	from  simulation.Time // since when the mean is taken
	area  float64         // level x seconds, up to since
}

// add changes the level.
func (g *gauge) add(now simulation.Time, n int64) {
	g.settle(now)
	g.level += n
}

// settle brings the integral up to now.
func (g *gauge) settle(now simulation.Time) {
	g.area += float64(float64(g.level) * (now - g.since).Seconds())
	g.since = now
}

// restart forgets the past: the mean is taken from now on.
func (g *gauge) restart(now simulation.Time) { g.since, g.from, g.area = now, now, 0 }

// seconds is the integral up to now, in level x seconds.
func (g *gauge) seconds(now simulation.Time) float64 {
	g.settle(now)
	return g.area
}

// mean is the level's mean up to now; nil when no time has passed.
func (g *gauge) mean(now simulation.Time) any {
	return quotient(g.seconds(now), (now - g.from).Seconds())
}
