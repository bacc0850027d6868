package lab

import (
	"math"

	"arrowbook/exercises/scenarios"
)

// share is a part of the ledger bar, in percent of the attempts.
type share struct {
	ID, Label string
	Count     int64
	X, W      float64
}

// ledgerShares cuts the attempts into what became of them; together they are all of them.
func ledgerShares(l scenarios.Ledger) []share {
	parts := []share{
		{ID: "useful", Label: "useful", Count: l.Useful},
		{ID: "wasted", Label: "done for nobody", Count: l.Wasted},
		{ID: "abandoned", Label: "left the line", Count: l.Abandoned},
		{ID: "refused", Label: "turned away", Count: l.Refused},
		{ID: "lost", Label: "lost", Count: l.Lost},
		{ID: "inflight", Label: "in flight", Count: l.InFlightAttempts},
	}
	x, drawn := 0.0, parts[:0]
	for _, p := range parts {
		if p.Count == 0 {
			continue
		}
		p.X, p.W = x, 100*float64(p.Count)/float64(max(l.Attempts, 1))
		x += p.W
		drawn = append(drawn, p)
	}
	return drawn
}

// tableRow is one line of the run's table of numbers.
type tableRow struct {
	T     string
	Cells []string
}

// tableRows samples the series at about two dozen instants: enough to read the run without the picture.
func tableRows(r *scenarios.Result) []tableRow {
	const lines = 24
	every := max(1, len(r.Times)/lines)
	var rows []tableRow
	for i := 0; i < len(r.Times); i += every {
		row := tableRow{T: place(r, r.Times[i])}
		for _, s := range r.Series {
			row.Cells = append(row.Cells, cell(s.Values[i]))
		}
		rows = append(rows, row)
	}
	return rows
}

func cell(v float64) string {
	if math.IsNaN(v) {
		return "–"
	}
	return number(v)
}
