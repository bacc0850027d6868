package web

import (
	"context"
	"net/http"
	"time"

	"arrowbook/web/ui"
)

// readyWithin is how long the database has to say that it takes writes.
const readyWithin = time.Second

// healthz says that the process answers.
func (s *Server) healthz(w http.ResponseWriter, r *http.Request) error {
	return state(w, r, http.StatusOK, "alive")
}

// readyz says whether a write would be taken now.
func (s *Server) readyz(w http.ResponseWriter, r *http.Request) error {
	ctx, cancel := context.WithTimeout(r.Context(), readyWithin)
	defer cancel()
	if err := s.DB.Ready(ctx); err != nil {
		s.Log.WarnContext(r.Context(), "not ready", "error", err)
		return state(w, r, http.StatusServiceUnavailable, "not ready: the database takes no writes")
	}
	return state(w, r, http.StatusOK, "ready")
}

func state(w http.ResponseWriter, r *http.Request, status int, word string) error {
	w.Header().Set("Cache-Control", "no-store")
	if ui.WantsJSON(r) {
		return ui.JSON(w, status, map[string]string{"status": word})
	}
	return plain(w, status, word+"\n")
}

// plain writes a short text.
func plain(w http.ResponseWriter, status int, text string) error {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(text))
	return nil
}
