package scenarios

import (
	"context"
	"fmt"
)

var layeredRetries = &Scenario{
	ID: "layered-retries", Title: "Retries in layers", Version: 1, Axis: NoAxis,
	Lead:  "Each team lets its own service try again a few times. That is prudent. Count what arrives at the bottom.",
	Model: "A chain of layers. Each makes up to so many attempts of the one below it, and its request fails when all of them have failed. Only the bottom fails by itself: each call there fails with the same probability, whatever happened to the one before. The calls that reach the bottom for one request are counted. Left out: time, so that nothing waits, backs off or times out; load, so that failing calls do not make more calls fail; and budgets. The default is the case of the Site Reliability Engineering book: three layers with three retries each, four attempts, can make 64 calls of one request.",
	Params: []Param{
		integer("layers", "Layers", 3, 1, 6, 5),
		integer("attempts", "Attempts of each layer", 4, 1, 10, 6).help("the first one counts"),
		share("failure_share", "Calls that fail at the bottom", .9).slider(0, 1, .01),
		{Name: "requests", Label: "Requests", Kind: Integer, Default: 20_000, Min: 1, Max: 1_000_000},
	},
	SummaryNames: []string{"calls_per_request", "success_share", "largest"},
	Stations: []Station{
		{ID: "clients", Kind: Node, Label: "clients"}, {ID: "clients->layers", Kind: Link}, {ID: "layers", Kind: Node, Label: "layers"},
		{ID: "layers->bottom", Kind: Link, Figure: "calls_per_request", FigureWords: "calls per request"}, {ID: "bottom", Kind: Node, Label: "bottom"},
	},
	Offers: []Offer{{"attempts", "1", "Let nobody try again"}, {"layers", "1", "Let one layer try again"}},
	run:    runLayers,
}

// drawFailure is whether a call at the bottom fails; its attempt is the number of the call.
const drawFailure = drawOwn

// layers is a chain of callers, one request after the other.
type layers struct {
	*settings
	depth, attempts int
	failureShare    float64
	request         uint64
	calls           uint32 // at the bottom, of this request
	ledger          Ledger // attempts are the calls at the bottom
}

func runLayers(ctx context.Context, s *settings) (*Result, error) {
	m := &layers{settings: s, depth: int(s.numbers["layers"]), attempts: int(s.numbers["attempts"]), failureShare: s.numbers["failure_share"]}
	largest := uint32(0)
	for range int(s.numbers["requests"]) {
		m.one()
		largest = max(largest, m.calls)
		if err := checkRun(ctx, m.ledger.Attempts); err != nil {
			return nil, err
		}
	}
	return m.report(largest), nil
}

// one makes a request.
func (m *layers) one() {
	m.request++
	m.calls = 0
	m.ledger.Requests++
	if m.call(m.depth) {
		m.ledger.Succeeded++
	} else {
		m.ledger.Failed++
	}
	m.ledger.First++
	m.ledger.Attempts += int64(m.calls)
	m.ledger.Retries += int64(m.calls) - 1
}

// call asks what is below so many layers, and says whether it answered.
func (m *layers) call(layers int) bool {
	if layers == 0 {
		return m.bottom()
	}
	for range m.attempts {
		if m.call(layers - 1) {
			return true
		}
	}
	return false
}

// bottom is the one place where calls fail. A call that fails was turned away.
func (m *layers) bottom() bool {
	m.calls++
	if m.draw.Hit(m.failureShare, drawFailure, m.request, m.calls) {
		m.ledger.Refused++
		return false
	}
	m.ledger.Useful++
	return true
}

func (m *layers) report(largest uint32) *Result {
	r := newResult()
	r.Ledger, r.Events, r.stations = m.ledger, m.ledger.Attempts, m.scenario.Stations
	calls := float64(m.ledger.Attempts) / float64(m.ledger.Requests)
	succeeded := float64(m.ledger.Succeeded) / float64(m.ledger.Requests)
	r.Summary = []Figure{{"calls_per_request", calls}, {"success_share", succeeded}, {"largest", float64(largest)}}
	r.Sentence = fmt.Sprintf("One request makes %s calls at the bottom on average, and at most %s. %s%% of the requests are answered.",
		thousands(significantTo(calls, 3)), thousands(float64(largest)), inHundredths(succeeded, 3))
	r.Observers = m.observers(calls, succeeded)
	return r
}
