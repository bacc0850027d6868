package scenarios

import "fmt"

// bendShare of the peak is what goodput falls below where the curve bends.
const bendShare = .95

// reportLoads reads the curve.
func reportLoads(s *settings, r *Result) *Result {
	goodput := r.Series[1].Values
	peak := 0
	for i, v := range goodput {
		if v > goodput[peak] {
			peak = i
		}
	}
	most, last := goodput[peak], goodput[len(goodput)-1]
	bend := bendOf(r.Times, goodput, peak)
	r.Summary = []Figure{
		{"peak_goodput", most}, {"peak_at", r.Times[peak]}, {"bend_at", bend}, {"goodput_at_2x", last},
		{"goodput_at_2x_over_peak", quotient(last, most)},
	}
	r.stations = s.scenario.Stations
	r.Moments = append(r.Moments, Moment{r.Times[peak], "peak", "useful throughput is at its peak"})
	if at, ok := bend.(float64); ok {
		r.Moments = append(r.Moments, Moment{at, "bend", "the curve bends back"})
	}
	r.Sentence = loadSentence(s, most, r.Times[peak], last, bend)
	return r
}

// bendOf is the first load past the peak at which the curve has lost a twentieth of it; nil when it never does.
func bendOf(loads, goodput []float64, peak int) any {
	for i := peak; i < len(goodput); i++ {
		if goodput[i] < bendShare*goodput[peak] {
			return loads[i]
		}
	}
	return nil
}

func loadSentence(s *settings, most, at, last float64, bend any) string {
	peak := fmt.Sprintf("The most useful answers, %s a second, come at %s of the capacity of %s.", figure(most), asPercent(at), thousands(s.numbers["capacity"]))
	if bend, ok := bend.(float64); ok {
		return fmt.Sprintf("%s From %s on there are fewer. At %s, of all the work that is done, %s a second are useful.", peak, asPercent(bend), asPercent(mostLoad), figure(last))
	}
	return fmt.Sprintf("%s At %s there are still %s.", peak, asPercent(mostLoad), figure(last))
}

func asPercent(load float64) string { return plain(significantTo(100*load, 3)) + "%" }
