package lab

import (
	"fmt"
	"math"

	"arrowbook/exercises/scenarios"
)

// waySays states what the path shows: where it begins, where the trigger leaves it, and whether the same load has the
// same outcome afterwards.
func waySays(points []waypoint, r *scenarios.Result, load, good string) string {
	began, ended := over(points, 0, firstTurn(r)), over(points, r.End()*.9, r.End())
	says := fmt.Sprintf("It begins at %s %s and %s %s.", number(math.Round(began.load)), load, number(math.Round(began.good)), good)
	if r.Trigger != nil && r.Trigger.To < r.End() {
		p := until(points, r.Trigger.To)
		says += fmt.Sprintf(" When the trigger is over, at %s, it stands at %s and %s.", instant(r.Trigger.To, r.End()), number(math.Round(p.load)), number(math.Round(p.good)))
	}
	end := fmt.Sprintf(" It ends at %s and %s", number(math.Round(ended.load)), number(math.Round(ended.good)))
	if ended.good < lost*began.good {
		return says + end + ": it has not found its way back."
	}
	if p, found := worst(points, began, r); found {
		return says + end + fmt.Sprintf(", by another way than it left: at %s the load was that of the beginning, %s a second, and %s of them were useful.", instant(p.t, r.End()), number(math.Round(p.load)), number(math.Round(p.good)))
	}
	return says + end + "."
}

// firstTurn is when the run is first disturbed.
func firstTurn(r *scenarios.Result) float64 {
	first := r.End()
	if r.Trigger != nil && r.Trigger.From > 0 {
		first = r.Trigger.From
	}
	if len(r.Interventions) > 0 && r.Interventions[0].At > 0 {
		first = min(first, r.Interventions[0].At.Seconds())
	}
	return first
}

// over is the mean of the path between two instants.
func over(points []waypoint, from, to float64) waypoint {
	var sum waypoint
	n := 0.0
	for _, p := range points {
		if p.t >= from && p.t <= to {
			sum, n = waypoint{load: sum.load + p.load, good: sum.good + p.good}, n+1
		}
	}
	if n == 0 {
		return until(points, from)
	}
	return waypoint{load: sum.load / n, good: sum.good / n}
}

// worst is the point of the way back at which the load of the beginning has the least use, where that is much less than
// it had in the beginning.
func worst(points []waypoint, began waypoint, r *scenarios.Result) (waypoint, bool) {
	after := firstTurn(r)
	if r.Trigger != nil {
		after = r.Trigger.To
	}
	found := waypoint{good: lost * began.good}
	for _, p := range points {
		if p.t > after && math.Abs(p.load-began.load) <= near*began.load && p.good < found.good {
			found = p
		}
	}
	return found, found.t > 0
}
