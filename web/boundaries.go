package web

import (
	"net/http"

	"arrowbook/web/ui"
)

// boundary is one place of this program where work goes on without the one who asked for it, or may.
type boundary struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Owner    string   `json:"owner"`
	Lifetime string   `json:"lifetime"`
	Bound    string   `json:"bound"`
	Failure  string   `json:"failure"`
	Figures  []figure `json:"figures"`
}

// figure is one live number of a boundary.
type figure struct {
	ID    string  `json:"id"`
	Label string  `json:"label"`
	Value float64 `json:"value"`
	Of    float64 `json:"of,omitempty"` // the bound it counts against; 0: none
}

// boundaries is every boundary of this program with its figures of this moment. The book's own rule holds
// for it: owner, lifetime, bound and failure are named, or it may not exist.
func (s *Server) boundaries() []boundary {
	return []boundary{s.requestBoundary(), s.runBoundary(), s.rateBoundary(), s.writeBoundary(), draftBoundary()}
}

func (s *Server) requestBoundary() boundary {
	return boundary{
		ID: "request", Name: "A request and its handler",
		Owner:    "the HTTP server",
		Lifetime: "the request; what it started is cancelled with it",
		Bound:    "20 writes a second from one learner, 60 at once, then 429 with the time to wait; a body of at most 1 MiB, then 413",
		Failure:  "an error page that says what to do; the draft stays in the browser",
		Figures:  []figure{{ID: "under_way", Label: "requests under way", Value: float64(s.underWay.Load())}},
	}
}

func (s *Server) runBoundary() boundary {
	stats := s.Runs.Stats()
	return boundary{
		ID: "runs", Name: "A run of a simulation",
		Owner:    "the table of runs, for all who asked for the same one",
		Lifetime: "until it is done, or the last one who asked has left; its budget of events ends it in any case",
		Bound:    "few at a time, and a long one lets the others pass; more wait briefly, then 503 with the time to wait; kept runs are bounded in bytes, the oldest go; one band of many seeds at a time, cut after its time with the number done",
		Failure:  "the page says so and offers to try again",
		Figures: []figure{
			{ID: "running", Label: "computed now", Value: float64(stats.Running), Of: float64(stats.Parallel)},
			{ID: "waiting", Label: "waiting for their turn", Value: float64(stats.Waiting), Of: float64(stats.Line)},
			{ID: "kept_kib", Label: "KiB of finished runs kept", Value: float64(stats.CacheBytes >> 10), Of: float64(stats.CacheOf >> 10)},
			{ID: "held_kib", Label: "KiB of the runs that pages begin with", Value: float64(stats.HeldBytes >> 10)},
			{ID: "computed", Label: "computed since the start", Value: float64(stats.Computed)},
			{ID: "from_kept", Label: "answered from a kept run", Value: float64(stats.Kept)},
			{ID: "shared", Label: "joined a run under way", Value: float64(stats.Shared)},
			{ID: "refused", Label: "turned away", Value: float64(stats.Refused)},
			{ID: "cancelled", Label: "ended because the last asker left", Value: float64(stats.Cancelled)},
		},
	}
}

func (s *Server) rateBoundary() boundary {
	stats := s.rates.Stats()
	return boundary{
		ID: "rates", Name: "The table of rates",
		Owner:    "the middleware that counts writes",
		Lifetime: "an entry, until its learner has been idle for a minute",
		Bound:    "10,000 learners; when it is full the idlest goes",
		Failure:  "a learner whose entry went starts with a full allowance",
		Figures: []figure{
			{ID: "learners", Label: "learners in the table", Value: float64(stats.Learners), Of: float64(stats.Max)},
			{ID: "refused", Label: "writes refused since the start", Value: float64(stats.Refused)},
			{ID: "evicted", Label: "entries dropped because it was full", Value: float64(stats.Evicted)},
		},
	}
}

func (s *Server) writeBoundary() boundary {
	stats := s.DB.Stats()
	return boundary{
		ID: "writes", Name: "A write to the database",
		Owner:    "the one writer of storage",
		Lifetime: "the transaction; many answers share one",
		Bound:    "a line of writes; when it is full the next is answered 503 with the time to wait",
		Failure:  "nothing is acknowledged before it is synced to disk",
		Figures: []figure{
			{ID: "waiting", Label: "writes in line", Value: float64(stats.Waiting), Of: float64(stats.Line)},
			{ID: "written", Label: "written since the start", Value: float64(stats.Written)},
			{ID: "batches", Label: "in transactions", Value: float64(stats.Batches)},
			{ID: "refused", Label: "refused because the line was full", Value: float64(stats.Refused)},
			{ID: "last_commit_ms", Label: "the last commit took, in ms", Value: float64(stats.LastCommit.Milliseconds())},
		},
	}
}

func draftBoundary() boundary {
	return boundary{
		ID: "draft", Name: "A draft in the browser",
		Owner:    "the page it is written on",
		Lifetime: "until the server says that it is on its disk",
		Bound:    "one copy for each field",
		Failure:  "the page says “kept here” and sends it later; a newer copy elsewhere is kept beside it, never overwritten",
	}
}

// showBoundaries answers as a page or as numbers.
func (s *Server) showBoundaries(w http.ResponseWriter, r *http.Request) error {
	if ui.WantsJSON(r) {
		return ui.JSON(w, http.StatusOK, map[string]any{"boundaries": s.boundaries()})
	}
	return ui.Render(w, r, http.StatusOK, boundariesPage(s.boundaries(), s.Version))
}
