package web

import (
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"arrowbook/web/ui"
)

// contentSecurityPolicy allows what comes from this server and nothing inline.
const contentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// headers sets what every answer carries. Pages are a learner's own: no shared cache keeps them.
func headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", contentSecurityPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cache-Control", "private, no-cache")
		h.Add("Vary", "Accept, Cookie")
		next.ServeHTTP(w, r)
	})
}

// record logs and counts each request once it is answered. It names the route, not the address: an address
// may hold a personal link.
func (s *Server) record(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		answer := middleware.NewWrapResponseWriter(w, r.ProtoMajor)
		next.ServeHTTP(answer, r)
		route := "none"
		if pattern := chi.RouteContext(r.Context()).RoutePattern(); pattern != "" {
			route = pattern
		}
		took := time.Since(began)
		s.metrics.observe(r.Method, route, statusOf(answer), took)
		s.Log.LogAttrs(r.Context(), levelOf(route), "request", logAttrs(r, route, answer, took)...)
	})
}

// rescue turns a panic into an error page and a line in the log with its stack.
func (s *Server) rescue(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			problem := recover()
			if problem == nil {
				return
			}
			if err, ok := problem.(error); ok && errors.Is(err, http.ErrAbortHandler) {
				panic(problem) // the server's own way to cut a connection
			}
			s.metrics.panics.Inc()
			ui.Fail(w, r, s.Log, fmt.Errorf("panic: %v\n%s", problem, debug.Stack()))
		}()
		next.ServeHTTP(w, r)
	})
}

// visit tells the pages how they are to look, and the error pages what storage's and runs' errors mean.
func visit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := ui.WithVisit(r.Context(), ui.Visit{Mood: moodOf(r), Path: r.URL.RequestURI()})
		next.ServeHTTP(w, r.WithContext(ui.WithTranslator(ctx, translate)))
	})
}

// sameOrigin refuses writes that a browser sends on behalf of another site.
func (s *Server) sameOrigin() (func(http.Handler) http.Handler, error) {
	protection := http.NewCrossOriginProtection()
	if s.base != nil {
		if err := protection.AddTrustedOrigin(s.base.String()); err != nil {
			return nil, err
		}
	}
	protection.SetDenyHandler(s.adapt(func(http.ResponseWriter, *http.Request) error {
		return ui.Forbidden("Another site tried to change something here in your name. If it was you, open the page on this site and do it there.")
	}))
	return protection.Handler, nil
}

// limitBody refuses a body that says it is too long, and stops one that turns out to be.
func (s *Server) limitBody(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength > ui.MaxBody {
			w.Header().Set("Connection", "close")
			ui.Fail(w, r, s.Log, ui.TooLarge(ui.MaxBody))
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, ui.MaxBody)
		next.ServeHTTP(w, r)
	})
}

// identify finds the learner and holds writes to the learner's rate.
func (s *Server) identify(next http.Handler) http.Handler {
	return s.adapt(func(w http.ResponseWriter, r *http.Request) error {
		known, err := s.learners.identify(w, r)
		if err != nil {
			return err
		}
		if learner, ok := s.learners.Current(known); ok && writes(r) {
			if allowed, seconds := s.rates.Allow(learner); !allowed {
				return ui.TooMany(seconds)
			}
		}
		next.ServeHTTP(w, known)
		return nil
	})
}

// writes says whether a request may change something.
func writes(r *http.Request) bool {
	return r.Method != http.MethodGet && r.Method != http.MethodHead && r.Method != http.MethodOptions
}
