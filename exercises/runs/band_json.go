package runs

import (
	"encoding/json"
	"math"
	"strconv"
)

// number is null where there is none, and has six digits, as those of a run.
type number float64

// MarshalJSON writes the number.
func (n number) MarshalJSON() ([]byte, error) {
	if math.IsNaN(float64(n)) {
		return []byte("null"), nil
	}
	return strconv.AppendFloat(nil, float64(n), 'g', 6, 64), nil
}

func numbers(values []float64) []number {
	all := make([]number, len(values))
	for i, v := range values {
		all[i] = number(v)
	}
	return all
}

// MarshalJSON writes the band: the seeds done, the quantiles of each drawn series, the counts of yes and no.
func (b *Band) MarshalJSON() ([]byte, error) {
	series := map[string]any{"t": numbers(b.Times)}
	for _, q := range b.Series {
		series[q.Name] = map[string]any{"p5": numbers(q.Low), "p50": numbers(q.Median), "p95": numbers(q.High)}
	}
	counts := map[string]any{}
	for _, c := range b.Figures {
		counts[c.Name] = map[string]int{"yes": c.Yes, "no": c.No}
	}
	return json.Marshal(map[string]any{
		"scenario": b.Request.Scenario, "run": b.Request.Key(), "seeds": map[string]int{"done": b.Done, "of": b.Of},
		"step": number(b.Step), "series": series, "counts": counts, "says": b.Says(),
	})
}
