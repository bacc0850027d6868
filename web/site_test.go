package web

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"arrowbook/exercises"
	"arrowbook/exercises/runs"
	"arrowbook/storage"
)

// site is a running server over a real database, and a browser without scripts in front of it.
type site struct {
	t       testing.TB
	server  *Server
	url     string
	browser *http.Client
	log     *log
}

// log is what the server said, safe to read while it still speaks.
type log struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// loadBook reads the book once for all tests.
var loadBook = sync.OnceValues(func() (*exercises.Book, error) { return exercises.Load(nil) })

// open starts a site with the embedded book; change alters its configuration first.
func open(t testing.TB, change ...func(*Config)) *site {
	t.Helper()
	book, err := loadBook()
	if err != nil {
		t.Fatal(err)
	}
	db, err := storage.Open(context.Background(), filepath.Join(t.TempDir(), "arrowbook.db"), storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	simulations := runs.New(runs.Config{})
	said := new(log)
	c := Config{Book: book, DB: db, Runs: simulations, Log: slog.New(slog.NewTextHandler(said, nil)), Version: "test", Commit: "none"}
	for _, f := range change {
		f(&c)
	}
	server, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	running := httptest.NewServer(server.Handler())
	t.Cleanup(func() { running.Close(); simulations.Close(); db.Close() })
	return &site{t: t, server: server, url: running.URL, browser: newBrowser(t), log: said}
}

// newBrowser keeps cookies and follows no redirect.
func newBrowser(t testing.TB) *http.Client {
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// answer is a response with its body read.
type answer struct {
	*http.Response
	body string
}

// ask sends a request; headers are name, value, name, value, …
func (s *site) ask(method, path, body string, headers ...string) answer {
	s.t.Helper()
	r, err := http.NewRequest(method, s.url+path, strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	response, err := s.browser.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return answer{response, string(text)}
}

func (s *site) get(path string, headers ...string) answer {
	s.t.Helper()
	return s.ask(http.MethodGet, path, "", headers...)
}

// form sends a form as a browser does.
func (s *site) form(path, body string, headers ...string) answer {
	s.t.Helper()
	return s.ask(http.MethodPost, path, body, append([]string{"Content-Type", "application/x-www-form-urlencoded"}, headers...)...)
}

// asJSON are the headers of a program that sends and wants JSON.
var asJSON = []string{"Content-Type", "application/json", "Accept", "application/json"}

// write makes the learner by a first write and fails the test when that is refused.
func (s *site) write() {
	s.t.Helper()
	if a := s.form("/desk/link", ""); a.StatusCode != http.StatusSeeOther {
		s.t.Fatalf("the first write: %d %s", a.StatusCode, a.body)
	}
}
