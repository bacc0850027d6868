package ui

import (
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestWantsJSON(t *testing.T) {
	cases := map[string]bool{
		"":                                  false,
		"*/*":                               false,
		"application/json":                  true,
		"application/json; charset=utf-8":   true,
		"text/html,application/xhtml+xml":   false,
		"text/html, application/json;q=0.5": false,
		"application/json, text/plain, */*": true,
		"application/problem+json":          false,
	}
	for accept, want := range cases {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header.Set("Accept", accept)
		if got := WantsJSON(r); got != want {
			t.Errorf("Accept %q: JSON %v, want %v", accept, got, want)
		}
	}
}

func TestAdaptAnswersEveryError(t *testing.T) {
	known := errors.New("a known one")
	cases := []struct {
		name, accept, path string
		err                error
		status             int
		retry, body        string
	}{
		{"page", "text/html", "/x", NotFound("No such task."), 404, "", "No such task."},
		{"JSON", "application/json", "/x", NotFound("No such task."), 404, "", `{"error":"No such task."}`},
		{"an address that ends in .json", "text/html", "/x.json", BadRequest("seed: no number"), 400, "", `{"error":"seed: no number"}`},
		{"to be tried again", "application/json", "/x", TooMany(3), 429, "3", `3 s`},
		{"known to the site", "text/html", "/x", known, 503, "2", "busy"},
		{"a fault", "text/html", "/x", errors.New("secret"), 500, "", "fault of the book"},
	}
	translate := func(err error) error {
		if errors.Is(err, known) {
			return TooBusy(2, "The disk is busy.")
		}
		return err
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := httptest.NewRequest(http.MethodGet, c.path, nil)
			r.Header.Set("Accept", c.accept)
			r = r.WithContext(WithTranslator(r.Context(), translate))
			w := httptest.NewRecorder()
			Adapt(slog.New(slog.NewTextHandler(io.Discard, nil)), func(http.ResponseWriter, *http.Request) error { return c.err })(w, r)
			if w.Code != c.status || w.Header().Get("Retry-After") != c.retry || !strings.Contains(w.Body.String(), c.body) {
				t.Errorf("%d, Retry-After %q, %s", w.Code, w.Header().Get("Retry-After"), w.Body)
			}
		})
	}
}
