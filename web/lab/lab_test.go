package lab

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/go-chi/chi/v5"

	"arrowbook/exercises"
	"arrowbook/exercises/runs"
	"arrowbook/web/ui"
)

var loadBook = sync.OnceValues(func() (*exercises.Book, error) { return exercises.Load(nil) })

// theBook is the book itself, read once for all tests.
func theBook(t *testing.T) *exercises.Book {
	t.Helper()
	book, err := loadBook()
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// simulations are shared: what one test has run another reads again.
var simulations *runs.Runs

func TestMain(m *testing.M) {
	simulations = runs.New(runs.Config{})
	code := m.Run()
	simulations.Close()
	os.Exit(code)
}

// open serves the room with the real book.
func open(t *testing.T) http.Handler {
	t.Helper()
	book := theBook(t)
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	router := chi.NewRouter()
	New(Deps{Book: book, Runs: simulations, Adapt: func(h ui.Handler) http.HandlerFunc { return ui.Adapt(log, h) }}).Routes(router)
	return router
}

func get(t *testing.T, site http.Handler, path string) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	site.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w
}

func TestWhatTheLabAnswers(t *testing.T) {
	site := open(t)
	cases := []struct {
		path   string
		status int
		says   string
	}{
		{"/lab", 200, "/lab/retry-storm"},
		{"/lab/retry-storm", 200, "all 100 connections taken"},
		{"/lab/retry-storm?retries=0", 200, "Useful answers kept up"},
		{"/lab/retry-storm?at=60s:retries=0&t=60s", 200, "Back to it"},
		{"/lab/duplicate-execution", 200, "effects happened twice"},
		{"/lab/rain", 404, "rain"},
		{"/lab/rain.json", 404, "rain"},
		{"/lab/retry-storm?retries=-1", 400, "0 to 20"},
		{"/lab/retry-storm.json?colour=blue", 400, "colour"},
		{"/lab/retry-storm?at=soon", 400, "60s:retries=0"},
		{"/lab/retry-storm?t=never", 400, "23.4s"},
		{"/lab/retry-storm?m=7", 400, "version of the model"},
		{"/lab/retry-storm/trace?from=a&to=2", 400, "from"},
		{"/lab/retry-storm/trace?from=3&to=2", 400, "to is a time"},
		{"/lab/retry-storm/trace?from=NaN&to=2", 400, "from is a time"},
		{"/lab/retry-storm/trace?from=-Inf&to=2", 400, "from is a time"},
		{"/lab/retry-storm/trace?from=0&to=Inf", 400, "to is a time"},
		{"/lab/retry-storm?t=-1", 400, "t is a number of seconds from 0"},
		{"/lab/retry-storm?at=NaNs:retries=0", 400, "at is a change under way"},
		{"/lab/retry-storm?seed=", 400, "seed is a whole number"},
		{"/lab/retry-storm?vs=retries%3D99", 400, "in vs, retries is a whole number from 0 to 20"},
		{"/lab/retry-storm?pin=retries%3D99", 400, "in pin, retries is a whole number from 0 to 20"},
		{"/lab/load-curve?band=20", 400, "band is of runs over time"},
		{"/lab/load-curve.json?band=20", 400, "band is of runs over time"},
		{"/lab/layered-retries?band=20", 400, "band is of runs over time"},
		{"/lab/retry-storm?duration=30&t=1e9", 200, "data-cursor=\"30\""},
	}
	for _, c := range cases {
		got := get(t, site, c.path)
		if got.Code != c.status || !strings.Contains(got.Body.String(), c.says) {
			t.Errorf("%s: %d without %q", c.path, got.Code, c.says)
		}
	}
}

func TestARunAsJSON(t *testing.T) {
	got := get(t, open(t), "/lab/retry-storm.json?retries=0&seed=4")
	var run struct {
		Scenario string
		Seed     int
		Params   map[string]any
		Summary  map[string]any
		Series   map[string][]any
		Ledger   map[string]int
	}
	if err := json.Unmarshal(got.Body.Bytes(), &run); err != nil {
		t.Fatal(err)
	}
	if run.Scenario != "retry-storm" || run.Seed != 4 || run.Params["retries"] != 0.0 || run.Summary["recovered"] != true || len(run.Series["t"]) != 600 {
		t.Errorf("%+v", run)
	}
}

func TestAWindowOfTheTrace(t *testing.T) {
	got := get(t, open(t), "/lab/retry-storm/trace?from=22&to=26")
	var window struct {
		Share  float64
		Tokens []struct{ Legs [][]any }
	}
	if err := json.Unmarshal(got.Body.Bytes(), &window); err != nil {
		t.Fatal(err)
	}
	if got.Body.Len() > 30<<10 || len(window.Tokens) == 0 || window.Share <= 0 || len(window.Tokens[0].Legs[0]) != 3 {
		t.Errorf("%d bytes, share %g, %d tokens", got.Body.Len(), window.Share, len(window.Tokens))
	}
}

// The page is complete without its script: a still picture, links to moments, a form, a table.
func TestThePageIsAStillPicture(t *testing.T) {
	page := get(t, open(t), "/lab/retry-storm?t=23.4s").Body.String()
	for _, part := range []string{
		`data-pool="db"`, `class="slot wasted"`, `class="curve series-good"`, `href="/lab/retry-storm?t=25s"`,
		`href="/lab/retry-storm?at=23.4s:retries=0&amp;t=23.4s"`, `<form class="knobs" method="get" action="/lab/retry-storm"`, `<caption>`,
	} {
		if !strings.Contains(page, part) {
			t.Errorf("the page has no %s", part)
		}
	}
	if strings.Contains(page, "style=") || strings.Contains(page, "<script>") {
		t.Error("the page has an inline style or script")
	}
}

func TestNumbersAsPeopleReadThem(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 0.123: "0.12", 0.002: "0.002", 0.0049: "0.0049", -0.05: "-0.05", .995: "0.995", .9: "0.9", .99: "0.99", .9512: "0.951", .99999: "0.99999", .96: "0.96", 12.34: "12.3", 1234.5: "1,235", 1e6: "1,000,000", 100: "100"} {
		if got := number(v); got != want {
			t.Errorf("%g is %s, not %s", v, got, want)
		}
	}
	for v, want := range map[float64]float64{0: 1, .9: 1, 4100: 5000, 99: 120, 100: 150} {
		if got := niceTop(v); got != want {
			t.Errorf("the top above %g is %g, not %g", v, got, want)
		}
	}
}

func TestTimesAsPeopleReadThem(t *testing.T) {
	for v, want := range map[float64]string{0: "0 s", 23.4: "23.4 s", 120: "120 s", 43200: "43,200 s", 86399.5: "86,399.5 s"} {
		if got := seconds(v); got != want {
			t.Errorf("%g s is %q, not %q", v, got, want)
		}
	}
	for of, want := range map[float64]string{120: "60 s", 7200: "60 min", 86_400: "12 h", 31_536_000: "183 d"} {
		if got := span(of/2, of); got != want {
			t.Errorf("the middle of %g s is %q, not %q", of, got, want)
		}
	}
}

func TestInstantsOfLongRuns(t *testing.T) {
	for _, c := range []struct {
		at, of float64
		want   string
	}{
		{3599.5, 3599.5, "3,599.5 s"}, {7000.5, 7200, "116 min 40 s"}, {20.14, 36_000, "20.1 s"}, {725, 36_000, "12 min 5 s"}, {720, 36_000, "12 min"},
		{57_738.5, 86_400, "16 h 2 min"}, {86_400, 86_400, "24 h"}, {57_738.5, 31_536_000, "16 h 2 min"},
		{11_430_000, 31_536_000, "132 d 7 h"}, {31_536_000, 31_536_000, "365 d"},
	} {
		if got := instant(c.at, c.of); got != c.want {
			t.Errorf("%g s of %g are %q, not %q", c.at, c.of, got, c.want)
		}
	}
}

func TestAxesHaveWholeNumbers(t *testing.T) {
	for end, want := range map[float64]string{120: "20 s", 7200: "20 min", 86_400: "4 h", 31_536_000: "73 d", 250: "50 s", 131: "21.8 s"} {
		if got := timeTicks(end)[1].Label; got != want {
			t.Errorf("the first part of %g s is %q, not %q", end, got, want)
		}
	}
}

func TestANumberStaysWithItsUnit(t *testing.T) {
	if got := unbroken("The stall lasted 5 s. It took 12 steps for 3 min."); got != "The stall lasted 5\u00a0s. It took 12 steps for 3\u00a0min." {
		t.Errorf("got %q", got)
	}
}

// A page of a run that lasts a day or a year has no instant in thousands of seconds.
func TestLongRunsCountHoursAndDays(t *testing.T) {
	site := open(t)
	instants := regexp.MustCompile(`(?:>|[Aa]t |Cut at )[0-9]+,[0-9,.]+ s\b`)
	for path, says := range map[string]string{
		"/lab/availability-coupling": " of 24 h<", "/lab/correlated-replicas?at=15768000s:replicas=3&t=15768000s": "182 d 12 h</b> of 365 d<",
		"/lab/availability-coupling?duration=36000&t=30000s&vs=depth%3D1": "8 h 20 min</b> of 10 h<",
	} {
		page := get(t, site, path).Body.String()
		if !strings.Contains(page, says) {
			t.Errorf("%s does not say %q", path, says)
		}
		if raw := instants.FindString(page); raw != "" {
			t.Errorf("%s says %q", path, raw)
		}
	}
}
