package web

import (
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/go-chi/chi/v5/middleware"
)

// statusOf is what was answered; a handler that wrote nothing answered 200.
func statusOf(answer middleware.WrapResponseWriter) int {
	if answer.Status() == 0 {
		return http.StatusOK
	}
	return answer.Status()
}

// levelOf keeps files and probes out of an ordinary log.
func levelOf(route string) slog.Level {
	if strings.HasPrefix(route, "/static/") || route == "/healthz" || route == "/readyz" || route == "/metrics" {
		return slog.LevelDebug
	}
	return slog.LevelInfo
}

func logAttrs(r *http.Request, route string, answer middleware.WrapResponseWriter, took time.Duration) []slog.Attr {
	return []slog.Attr{
		slog.String("method", r.Method), slog.String("route", route), slog.Int("status", statusOf(answer)),
		slog.Int("bytes", answer.BytesWritten()), slog.Duration("took", took.Round(time.Microsecond)),
	}
}
