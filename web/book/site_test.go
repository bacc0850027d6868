package book

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"

	"arrowbook/exercises/runs"
	"arrowbook/storage"
	"arrowbook/web/ui"
)

// cookieLearners knows learners by a cookie, as the site does.
type cookieLearners struct{ db *storage.DB }

func (l cookieLearners) Current(r *http.Request) (storage.LearnerID, bool) {
	cookie, err := r.Cookie("learner")
	if err != nil {
		return "", false
	}
	id, err := l.db.LearnerBySecret(r.Context(), cookie.Value)
	return id, err == nil
}

func (l cookieLearners) Ensure(w http.ResponseWriter, r *http.Request) (storage.LearnerID, error) {
	if id, known := l.Current(r); known {
		return id, nil
	}
	secret := storage.NewSecret()
	id, err := l.db.LearnerFor(r.Context(), secret)
	http.SetCookie(w, &http.Cookie{Name: "learner", Value: secret, Path: "/"})
	return id, err
}

// simulations are shared: what one test has run another reads again.
var simulations *runs.Runs

func TestMain(m *testing.M) {
	simulations = runs.New(runs.Config{})
	code := m.Run()
	simulations.Close()
	os.Exit(code)
}

// visitor is one browser at the room, served over HTTP with a database on disk.
type visitor struct {
	t      *testing.T
	base   string
	client *http.Client
}

func open(t *testing.T) *visitor {
	t.Helper()
	db, err := storage.Open(t.Context(), filepath.Join(t.TempDir(), "book.db"), storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	router := chi.NewRouter()
	room := New(Deps{
		Book: testBook(t), DB: db, Runs: simulations, Learners: cookieLearners{db},
		Adapt: func(h ui.Handler) http.HandlerFunc { return ui.Adapt(log, h) },
	})
	room.measured = markedOnce
	room.Routes(router)
	server := httptest.NewServer(router)
	t.Cleanup(func() {
		server.Close()
		_ = db.Close()
	})
	return &visitor{t: t, base: server.URL, client: newBrowser(t)}
}

func (v *visitor) other() *visitor {
	return &visitor{t: v.t, base: v.base, client: newBrowser(v.t)}
}

type answer struct {
	status   int
	location string
	body     string
}

func (v *visitor) send(method, path, kind, accept, body string) answer {
	v.t.Helper()
	request, err := http.NewRequestWithContext(v.t.Context(), method, v.base+path, strings.NewReader(body))
	if err != nil {
		v.t.Fatal(err)
	}
	if kind != "" {
		request.Header.Set("Content-Type", kind)
	}
	request.Header.Set("Accept", accept)
	response, err := v.client.Do(request)
	if err != nil {
		v.t.Fatal(err)
	}
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	return answer{response.StatusCode, response.Header.Get("Location"), string(data)}
}

func (v *visitor) page(path string) string {
	v.t.Helper()
	got := v.send("GET", path, "", "text/html", "")
	if got.status != http.StatusOK {
		v.t.Fatalf("GET %s: %d %s", path, got.status, got.body)
	}
	return got.body
}

// form posts a form and returns where it leads.
func (v *visitor) form(path string, form url.Values) answer {
	v.t.Helper()
	return v.send("POST", path, "application/x-www-form-urlencoded", "text/html", form.Encode())
}

// call sends JSON, expects a status and reads the JSON answer.
func (v *visitor) call(method, path, body string, status int) map[string]any {
	v.t.Helper()
	got := v.send(method, path, "application/json", "application/json", body)
	if got.status != status {
		v.t.Fatalf("%s %s %s: %d, want %d: %s", method, path, body, got.status, status, got.body)
	}
	var out map[string]any
	if err := json.Unmarshal([]byte(got.body), &out); err != nil {
		v.t.Fatalf("%s %s: %v: %s", method, path, err, got.body)
	}
	return out
}
