package validation

import (
	"context"

	"arrowbook/exercises/simulation"
)

// throttle is a client with the published throttle before an overloaded backend: it rejects a request itself
// with the probability (requests - K accepts) / (requests + 1), both counted over two minutes.
type throttle struct {
	engine         *simulation.Engine
	draw           simulation.Draw
	rate, capacity float64
	k              float64
	requests       window
	accepts        window
	inside         int // at the backend, served or in line
	arrived        uint64
	served         uint64
	counted, sent  int // requests after the warm-up; of them those that reached the backend
}

const (
	warmUp        = 4 * windowLength * simulation.Second // twice the time that the window forgets in, twice over
	measured      = 240 * simulation.Second
	windowLength  = 60  // buckets of two seconds
	backendPlaces = 200 // so many that the backend never idles
)

// window counts what happened in the last two minutes, by buckets of two seconds.
type window struct {
	buckets [windowLength]int
	sum     int
	at      int64
}

// turn forgets what is two minutes old.
func (w *window) turn(now simulation.Time) {
	for to := int64(now / (2 * simulation.Second)); w.at < to; {
		w.at++
		bucket := &w.buckets[w.at%windowLength]
		w.sum -= *bucket
		*bucket = 0
	}
}

func (w *window) add() {
	w.buckets[w.at%windowLength]++
	w.sum++
}

// The kinds of events, and the processes that draw.
const (
	arrival uint32 = iota + 1
	departure
	rejection
)

func newThrottle(seed uint64, rate, capacity, k float64) *throttle {
	return &throttle{engine: simulation.NewEngine(4), draw: simulation.NewDraw(seed), rate: rate, capacity: capacity, k: k}
}

// run lets requests come until the measuring ends.
func (t *throttle) run(ctx context.Context) error {
	for t.arrive(); ; {
		event, _ := t.engine.Next()
		if t.engine.Now() >= warmUp+measured {
			return nil
		}
		if event.Kind == arrival {
			t.request()
			t.arrive()
		} else if t.inside--; t.inside > 0 {
			t.serve()
		}
		if t.engine.Ran()&4095 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
	}
}

// arrive schedules the next request.
func (t *throttle) arrive() {
	t.arrived++
	gap := t.draw.Exponential(arrival, t.arrived, 0) / t.rate
	t.engine.Schedule(t.engine.Now()+simulation.FromSeconds(gap), simulation.Event{Kind: arrival})
}

// request is one that the client sends or rejects. The backend accepts it when there is a place.
func (t *throttle) request() {
	t.requests.turn(t.engine.Now())
	t.accepts.turn(t.engine.Now())
	n := float64(t.requests.sum)
	rejects := t.draw.Hit((n-float64(t.k*float64(t.accepts.sum)))/(n+1), rejection, t.arrived, 0)
	t.requests.add()
	t.count(!rejects)
	if rejects || t.inside == backendPlaces {
		return
	}
	t.accepts.add()
	if t.inside++; t.inside == 1 {
		t.serve()
	}
}

// serve begins the backend's work on a request.
func (t *throttle) serve() {
	t.served++
	took := t.draw.Exponential(departure, t.served, 0) / t.capacity
	t.engine.Schedule(t.engine.Now()+simulation.FromSeconds(took), simulation.Event{Kind: departure})
}

func (t *throttle) count(sent bool) {
	if t.engine.Now() < warmUp {
		return
	}
	t.counted++
	if sent {
		t.sent++
	}
}

// sentRate is how many requests reach the backend in a second.
func (t *throttle) sentRate() float64 { return float64(t.sent) / measured.Seconds() }

// rejectedShare is the share of requests that the client rejects itself.
func (t *throttle) rejectedShare() float64 { return 1 - float64(t.sent)/float64(t.counted) }
