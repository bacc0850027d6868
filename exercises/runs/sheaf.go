package runs

import (
	"math"
	"slices"
	"sync"

	"arrowbook/exercises/scenarios"
)

// sheaf gathers the runs of a band: of each just the drawn series at the points of the band, which is all that
// stays of it.
type sheaf struct {
	request scenarios.Request
	of      int      // seeds
	names   []string // of the series that are drawn

	mu     sync.Mutex
	done   int
	times  []float64
	step   float64
	values map[string][][]float64 // series -> point -> one value of each seed
	counts []Count
}

func newSheaf(request scenarios.Request, of int) *sheaf {
	s := &sheaf{request: request, of: of, values: map[string][][]float64{}}
	scenario, _ := scenarios.Lookup(request.Scenario)
	for _, info := range scenario.Series {
		if info.Chart != scenarios.NoChart {
			s.names = append(s.names, info.Name)
		}
	}
	return s
}

func (s *sheaf) add(r *scenarios.Result) {
	s.mu.Lock()
	defer s.mu.Unlock()
	together := max(1, (len(r.Times)+bandPoints-1)/bandPoints)
	if s.done == 0 {
		s.begin(r, together)
	}
	s.done++
	for _, series := range r.Series {
		if slices.Contains(s.names, series.Name) {
			s.gather(series, together)
		}
	}
	for i, c := range s.counts {
		switch r.Figure(c.Name) {
		case true:
			s.counts[i].Yes++
		case false:
			s.counts[i].No++
		}
	}
}

// begin takes the points and the yes/no figures of the first run; the others have the same.
func (s *sheaf) begin(r *scenarios.Result, together int) {
	s.step = r.Step * float64(together)
	for i := 0; i < len(r.Times); i += together {
		s.times = append(s.times, r.Times[i])
	}
	for _, f := range r.Summary {
		if _, yesNo := f.Value.(bool); yesNo {
			s.counts = append(s.counts, Count{Name: f.Name})
		}
	}
}

func (s *sheaf) gather(series scenarios.Series, together int) {
	points := s.values[series.Name]
	if points == nil {
		points = make([][]float64, len(s.times))
		s.values[series.Name] = points
	}
	i := 0
	for group := range slices.Chunk(series.Values, together) {
		if v := meanOf(group); !math.IsNaN(v) {
			points[i] = append(points[i], v)
		}
		i++
	}
}

// meanOf leaves out the buckets without a value; NaN when none has one.
func meanOf(values []float64) float64 {
	sum, n := 0.0, 0
	for _, v := range values {
		if !math.IsNaN(v) {
			sum, n = sum+v, n+1
		}
	}
	return sum / float64(n)
}

// band keeps the quantiles and lets the values go.
func (s *sheaf) band() *Band {
	b := &Band{Request: s.request, Done: s.done, Of: s.of, Times: s.times, Step: s.step, Figures: s.counts}
	for _, name := range s.names {
		q := Quantiles{Name: name}
		for _, values := range s.values[name] {
			slices.Sort(values)
			q.Low, q.Median, q.High = append(q.Low, quantile(values, .05)), append(q.Median, quantile(values, .5)), append(q.High, quantile(values, .95))
		}
		b.Series = append(b.Series, q)
	}
	return b
}

// quantile reads sorted values, between two of them as far as it lies between.
func quantile(sorted []float64, p float64) float64 {
	if len(sorted) == 0 {
		return math.NaN()
	}
	at := p * float64(len(sorted)-1)
	i := int(at)
	if i+1 == len(sorted) {
		return sorted[i]
	}
	return sorted[i] + (at-float64(i))*(sorted[i+1]-sorted[i])
}
