package runs

import (
	"context"
	"errors"
	"fmt"

	"arrowbook/exercises/scenarios"
)

const (
	bandPoints   = 200 // of a series: finer than a screen shows is noise
	bandsAtATime = 1   // it takes all turns that others leave
)

// Band is what a request's runs come to over many seeds.
type Band struct {
	Request  scenarios.Request // on seed 1
	Done, Of int               // seeds; fewer are done when the time was up
	Times    []float64
	Step     float64 // seconds of a point
	Series   []Quantiles
	Figures  []Count
}

// Quantiles are a series' middle and its edges: of the seeds 5% lie under Low and 5% over High.
type Quantiles struct {
	Name              string
	Low, Median, High []float64 // NaN where no seed has a value
}

// Count is on how many seeds a yes/no figure of the summary is yes.
type Count struct {
	Name    string
	Yes, No int
}

// Bytes is about how much memory the band holds.
func (b *Band) Bytes() int { return 1024 + 8*len(b.Times)*(1+3*len(b.Series)) }

// Says is one sentence on the first yes/no figure; empty without one.
func (b *Band) Says() string {
	if len(b.Figures) == 0 {
		return ""
	}
	words := []string{b.Figures[0].Name + ": yes", b.Figures[0].Name + ": no"}
	if b.Figures[0].Name == "recovered" {
		words = []string{"come back", "stay down"}
	}
	n, said := b.Figures[0].Yes, words[0]
	if no := b.Figures[0].No; no > n {
		n, said = no, words[1]
	}
	return fmt.Sprintf("%d of %d %s.", n, b.Figures[0].Yes+b.Figures[0].No, said)
}

// Band runs a request on so many seeds, from 1 on, whatever its own, as many at a time as there are turns. When
// the time is up it comes to what was done. The errors are ErrBusy, a *ParamError or the context's.
func (r *Runs) Band(ctx context.Context, request scenarios.Request, seeds int) (*Band, error) {
	request.Seed = 1
	key := bandKey(request, seeds)
	result, err := r.share(ctx, key, func(ctx context.Context) (finished, error) { return r.band(ctx, key, request, seeds) })
	band, _ := result.(*Band)
	return band, err
}

// bandKey names a band.
func bandKey(request scenarios.Request, seeds int) string {
	request.Seed = 1
	return fmt.Sprintf("band of %d of %s", seeds, request.Key())
}

// BandProgress is how many seeds of a band are done; found says whether it is under way.
func (r *Runs) BandProgress(request scenarios.Request, seeds int) (done int, found bool) {
	r.mu.Lock()
	gathering := r.gathering[bandKey(request, seeds)]
	r.mu.Unlock()
	if gathering == nil {
		return 0, false
	}
	gathering.mu.Lock()
	defer gathering.mu.Unlock()
	return gathering.done, true
}

// gather keeps a sheaf in sight while it grows; nil ends that.
func (r *Runs) gather(key string, s *sheaf) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if s == nil {
		delete(r.gathering, key)
		return
	}
	r.gathering[key] = s
}

func (r *Runs) band(ctx context.Context, key string, request scenarios.Request, seeds int) (*Band, error) {
	if err := r.turn(ctx, r.bands); err != nil {
		return nil, err
	}
	defer func() { <-r.bands }()
	limited, cancel := context.WithTimeout(ctx, r.config.BandFor)
	defer cancel()
	gathered := newSheaf(request, seeds)
	r.gather(key, gathered)
	defer r.gather(key, nil)
	if err := r.seeds(limited, request, uint64(seeds), gathered.add); err != nil && (ctx.Err() != nil || !errors.Is(err, context.DeadlineExceeded)) {
		return nil, err
	}
	if gathered.done == 0 {
		return nil, ErrBusy
	}
	return gathered.band(), nil
}
