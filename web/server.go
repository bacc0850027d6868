package web

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"arrowbook/exercises"
	"arrowbook/exercises/runs"
	"arrowbook/storage"
	"arrowbook/web/ui"
)

// Config is what the site is made of.
type Config struct {
	Book    *exercises.Book
	DB      *storage.DB
	Runs    *runs.Runs
	Log     *slog.Logger
	BaseURL string // scheme and host that links show, such as https://book.example.org; empty: as the request came
	Version string
	Commit  string
}

// Server is the site.
type Server struct {
	Config
	base     *url.URL // nil when BaseURL is empty
	learners *learners
	rates    *rateTable
	metrics  *metrics
	handler  http.Handler
	underWay atomic.Int64 // requests in the rooms
}

// New checks the configuration and mounts the rooms.
func New(c Config) (*Server, error) {
	base, err := parseBase(c.BaseURL)
	if err != nil {
		return nil, err
	}
	s := &Server{Config: c, base: base, rates: newRateTable(maxRates, time.Now)}
	s.learners = &learners{db: c.DB, secure: base != nil && base.Scheme == "https"}
	s.metrics = newMetrics(s)
	if s.handler, err = s.build(); err != nil {
		return nil, err
	}
	return s, nil
}

// Handler answers every request of the site.
func (s *Server) Handler() http.Handler { return s.handler }

// parseBase reads the address that links show. A path is refused: the book lives at the root of its host.
func parseBase(text string) (*url.URL, error) {
	if text == "" {
		return nil, nil
	}
	base, err := url.Parse(strings.TrimSuffix(text, "/"))
	if err != nil || base.Host == "" || base.Path != "" || base.RawQuery != "" || (base.Scheme != "http" && base.Scheme != "https") {
		return nil, fmt.Errorf("the base URL %q is not of the form https://book.example.org: scheme and host, no path", text)
	}
	return base, nil
}

// address is where a browser finds a path of this site, in full.
func (s *Server) address(r *http.Request, path string) string {
	switch {
	case s.base != nil:
		return s.base.String() + path
	case r.TLS != nil:
		return "https://" + r.Host + path
	}
	return "http://" + r.Host + path
}

// adapt makes a room's handler servable with the site's log.
func (s *Server) adapt(h ui.Handler) http.HandlerFunc { return ui.Adapt(s.Log, h) }
