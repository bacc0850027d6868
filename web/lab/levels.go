package lab

import "arrowbook/exercises/scenarios"

// levelSeries names the series that hold the levels of a station between the moments, for the script.
type levelSeries struct {
	Station string `json:"station"`
	Label   string `json:"label"`
	Is      string `json:"is"`   // what a busy slot is, and
	Vain    string `json:"vain"` // what a wasted one does, in a sentence
	Slots   int    `json:"slots"`
	Busy    string `json:"busy"`
	Wasted  string `json:"wasted"`
	Waiting string `json:"waiting"`
	Figure  string `json:"figure"`
}

// linesOf are the stations where tokens wait in line.
func linesOf(scenario *scenarios.Scenario) []string {
	lines := []string{}
	for _, s := range scenario.Stations {
		if s.Kind == scenarios.Line {
			lines = append(lines, s.ID)
		}
	}
	return lines
}

// stationSeries are the stations that have levels.
func stationSeries(scenario *scenarios.Scenario, frame scenarios.Frame) []levelSeries {
	all := []levelSeries{}
	for _, s := range scenario.Stations {
		if s.Kind == scenarios.Line || s.Kind == scenarios.Pool || s.Figure != "" {
			is, vain := s.Words()
			all = append(all, levelSeries{
				Station: s.ID, Label: s.Label, Is: is, Vain: vain, Slots: frame.Level(s.ID).Slots,
				Busy: s.BusySeries, Wasted: s.WastedSeries, Waiting: s.WaitingSeries, Figure: s.Figure,
			})
		}
	}
	return all
}
