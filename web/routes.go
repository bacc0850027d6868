package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/klauspost/compress/gzhttp"

	"arrowbook/static"
	"arrowbook/web/book"
	"arrowbook/web/desk"
	"arrowbook/web/lab"
	"arrowbook/web/ui"
)

// build is the whole site: what every request passes, the server's own addresses, then the rooms.
func (s *Server) build() (http.Handler, error) {
	sameOrigin, err := s.sameOrigin()
	if err != nil {
		return nil, err
	}
	root := chi.NewRouter()
	root.Use(headers, visit, s.record, s.rescue, middleware.GetHead)
	root.NotFound(s.notFound(root))
	root.MethodNotAllowed(s.notAllowed(root))

	root.Get(static.Prefix+"*", s.adapt(serveStatic))
	root.Get("/healthz", s.adapt(s.healthz))
	root.Get("/readyz", s.adapt(s.readyz))
	root.Handle("GET /metrics", s.metrics.handler())
	root.Get("/robots.txt", s.adapt(robots))
	root.Get("/favicon.ico", s.adapt(favicon))

	root.Group(func(r chi.Router) {
		r.Use(s.count, compress, sameOrigin, s.limitBody, s.identify)
		r.Get("/boundaries", s.adapt(s.showBoundaries))
		r.Post("/mood", s.adapt(s.setMood))
		watch := lab.New(lab.Deps{Book: s.Book, Runs: s.Runs, Adapt: s.adapt})
		watch.Routes(r)
		book.New(book.Deps{Book: s.Book, DB: s.DB, Runs: s.Runs, Learners: s.learners, Adapt: s.adapt, Player: watch.Player}).Routes(r)
		desk.New(desk.Deps{Book: s.Book, DB: s.DB, Learners: s.learners, Adapt: s.adapt, Address: s.address}).Routes(r)
	})
	return root, nil
}

// compress packs pages and JSON; what is shorter than a kilobyte is not worth it.
func compress(next http.Handler) http.Handler {
	wrap, err := gzhttp.NewWrapper(gzhttp.MinSize(1024), gzhttp.CompressionLevel(6))
	if err != nil {
		panic(err) // the options are constants: a fault here is a fault of the program
	}
	return wrap(next)
}

// count keeps the number of requests under way.
func (s *Server) count(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.underWay.Add(1)
		defer s.underWay.Add(-1)
		next.ServeHTTP(w, r)
	})
}

func serveStatic(w http.ResponseWriter, r *http.Request) error {
	if !static.Serve(w, r) {
		return ui.NotFound("There is no file at this address. Reload the page that led here.")
	}
	return nil
}

// robots keeps crawlers away from what is a learner's own or changes with every visit.
func robots(w http.ResponseWriter, _ *http.Request) error {
	return plain(w, http.StatusOK, "User-agent: *\nDisallow: /desk\nDisallow: /metrics\n")
}

// favicon leads browsers that ask for it unasked to the icon.
func favicon(w http.ResponseWriter, r *http.Request) error {
	http.Redirect(w, r, ui.Asset("img/icon.svg"), http.StatusFound)
	return nil
}

// notFound answers an address that no room has; one with a slash too many is led to the one without.
func (s *Server) notFound(root chi.Routes) http.HandlerFunc {
	return s.adapt(func(w http.ResponseWriter, r *http.Request) error {
		shorter := strings.TrimRight(r.URL.Path, "/")
		if shorter != "" && shorter != r.URL.Path && localPath(shorter) == shorter && root.Match(chi.NewRouteContext(), http.MethodGet, shorter) {
			to := url.URL{Path: shorter, RawQuery: r.URL.RawQuery} // a run is named by its query
			http.Redirect(w, r, to.String(), http.StatusPermanentRedirect)
			return nil
		}
		return ui.NotFound("No page of the book has this address. It may have been mistyped, or cut short where it was copied.")
	})
}

// notAllowed answers a method that an address does not take, and says which it does.
func (s *Server) notAllowed(root chi.Routes) http.HandlerFunc {
	return s.adapt(func(w http.ResponseWriter, r *http.Request) error {
		var allowed []string
		for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodDelete} {
			if root.Match(chi.NewRouteContext(), method, r.URL.Path) {
				allowed = append(allowed, method)
			}
		}
		if slices.Contains(allowed, http.MethodGet) {
			allowed = append(allowed, http.MethodHead)
		}
		w.Header().Set("Allow", strings.Join(allowed, ", "))
		return ui.NotAllowed(r.Method)
	})
}
