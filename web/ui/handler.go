package ui

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
)

// Handler answers a request or says why it cannot.
type Handler func(w http.ResponseWriter, r *http.Request) error

// Adapt makes a Handler servable: what it returns becomes a page or JSON with the right status.
func Adapt(log *slog.Logger, h Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			Fail(w, r, log, err)
		}
	}
}

// Fail answers with an error: a *Problem as it is, an error that the site knows (see WithTranslator) as the
// problem it stands for, any other as a fault of ours, which is logged and never shown.
func Fail(w http.ResponseWriter, r *http.Request, log *slog.Logger, err error) {
	if errors.Is(err, context.Canceled) && r.Context().Err() != nil {
		return // nobody is there to read it
	}
	problem := problemOf(r.Context(), err)
	if problem.Status >= http.StatusInternalServerError {
		log.ErrorContext(r.Context(), "request failed", "method", r.Method, "path", r.URL.Path, "status", problem.Status, "error", err)
	}
	if problem.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(problem.RetryAfter))
	}
	if WantsJSON(r) || strings.HasSuffix(r.URL.Path, ".json") {
		_ = JSON(w, problem.Status, map[string]string{"error": problem.Message})
		return
	}
	if err := Render(w, r, problem.Status, ProblemPage(problem)); err != nil {
		log.ErrorContext(r.Context(), "error page failed", "error", err)
		http.Error(w, problem.Message, problem.Status)
	}
}

// problemOf finds the problem that an error is or stands for.
func problemOf(ctx context.Context, err error) *Problem {
	if translate, ok := ctx.Value(translatorKey).(func(error) error); ok {
		err = translate(err)
	}
	if problem, ok := errors.AsType[*Problem](err); ok {
		return problem
	}
	if tooLarge, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return TooLarge(tooLarge.Limit)
	}
	return &Problem{
		Status: http.StatusInternalServerError, Title: "Something broke on our side",
		Message: "This is a fault of the book, not of what you did. What you wrote is kept in your browser and is sent again when you save.",
	}
}
