package web

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestAPanicIsAPageAndALineInTheLog(t *testing.T) {
	log := new(bytes.Buffer)
	s := &Server{Config: Config{Log: slog.New(slog.NewTextHandler(log, nil))}}
	s.metrics = newMetrics(s)
	w := httptest.NewRecorder()
	s.rescue(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("the gearbox") })).ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	if w.Code != http.StatusInternalServerError || !strings.Contains(w.Body.String(), "<h1>") || strings.Contains(w.Body.String(), "gearbox") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if !strings.Contains(log.String(), "gearbox") || !strings.Contains(log.String(), "rescue_test.go") {
		t.Errorf("the log does not tell of it: %s", log)
	}
}
