package web

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"arrowbook/web/ui"
)

func TestRefusals(t *testing.T) {
	s := open(t)
	s.write()
	long := strings.Repeat("x", ui.MaxBody+1)
	cases := []struct {
		name, method, path, body string
		headers                  []string
		status                   int
		says                     string
	}{
		{"no such page", "GET", "/nowhere", "", nil, 404, "<h1>"},
		{"no such page, as JSON", "GET", "/nowhere", "", asJSON, 404, `{"error":`},
		{"no such file", "GET", "/static/css/base.css", "", nil, 404, "no file"},
		{"an odd path", "GET", "/%00%ff/..%2f..%2fetc", "", nil, 404, "<h1>"},
		{"no such link", "GET", "/desk/link/XYZ", "", nil, 404, "leads nowhere"},
		{"no such link to open", "POST", "/desk/link/XYZ", "", nil, 404, "leads nowhere"},
		{"no such method", "DELETE", "/boundaries", "", nil, 405, "DELETE"},
		{"a made-up method", "BREW", "/", "", nil, 405, "BREW"},
		{"a form too long", "POST", "/mood", long, nil, 413, "1024 KiB"},
		{"JSON too long", "PUT", "/tasks/3/draft", long, asJSON, 413, `{"error":`},
		{"JSON broken", "PUT", "/tasks/3/draft", "{\n\"answers\": nope}", asJSON, 400, "line 2, column"},
		{"JSON cut", "PUT", "/tasks/3/draft", `{"answers": {`, asJSON, 400, "line 1, column"},
		{"a form broken", "POST", "/mood", "mood=%zz", []string{"Content-Type", "application/x-www-form-urlencoded"}, 400, "%zz"},
		{"a form of another kind", "POST", "/mood", "mood", []string{"Content-Type", "text/plain"}, 400, "text/plain"},
		{"a mood that is none", "POST", "/mood", "mood=blue", []string{"Content-Type", "application/x-www-form-urlencoded"}, 422, "blue"},
		{"a key of the wrong type", "POST", "/desk/link", `{"key": 7}`, asJSON, 422, "key"},
		{"from another site", "POST", "/desk/erase", "", []string{"Sec-Fetch-Site", "cross-site"}, 403, "<h1>"},
		{"from a sibling site", "POST", "/desk/erase", "", []string{"Sec-Fetch-Site", "same-site"}, 403, "<h1>"},
		{"from another origin", "PUT", "/tasks/3/draft", "{}", append([]string{"Origin", "https://elsewhere.example"}, asJSON...), 403, `{"error":`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a := s.ask(c.method, c.path, c.body, c.headers...)
			if a.StatusCode != c.status {
				t.Fatalf("%d, want %d: %s", a.StatusCode, c.status, a.body)
			}
			if !strings.Contains(a.body, c.says) {
				t.Errorf("it does not say %q: %s", c.says, a.body)
			}
			if got := a.Header.Get("Content-Security-Policy"); got != contentSecurityPolicy {
				t.Errorf("Content-Security-Policy: %q", got)
			}
		})
	}
	if s.get("/desk/export.json").StatusCode != http.StatusOK {
		t.Error("a refused erase erased")
	}
}

func TestAWrongMethodIsToldTheRightOnes(t *testing.T) {
	s := open(t)
	if got := s.ask("DELETE", "/desk/link", "").Header.Get("Allow"); got != "GET, POST, HEAD" {
		t.Errorf("Allow: %q", got)
	}
}

func TestALearnerWhoSendsTooFastIsToldWhenToComeBack(t *testing.T) {
	s := open(t)
	s.write()
	var refused *answer
	for range 3 * writesBurst {
		if a := s.ask("POST", "/desk/link", "{}", asJSON...); a.StatusCode == http.StatusTooManyRequests {
			refused = &a
			break
		}
	}
	if refused == nil {
		t.Fatalf("%d writes in a row were taken", 3*writesBurst)
	}
	if seconds, err := strconv.Atoi(refused.Header.Get("Retry-After")); err != nil || seconds < 1 {
		t.Errorf("Retry-After: %q", refused.Header.Get("Retry-After"))
	}
	var told map[string]string
	if err := json.Unmarshal([]byte(refused.body), &told); err != nil || told["error"] == "" {
		t.Errorf("not an error in JSON: %s", refused.body)
	}
	if a := s.get("/desk"); a.StatusCode != http.StatusOK {
		t.Errorf("reading is refused too: %d", a.StatusCode)
	}
	s.browser = newBrowser(t)
	s.write() // another learner at the same address is not held up
}

func TestABodyWithoutLengthIsLimitedToo(t *testing.T) {
	s := open(t)
	body := strings.NewReader(`{"key": "` + strings.Repeat("x", ui.MaxBody) + `"}`)
	r, err := http.NewRequest(http.MethodPost, s.url+"/desk/link", struct{ *strings.Reader }{body})
	if err != nil {
		t.Fatal(err)
	}
	r.ContentLength = -1
	r.Header.Set("Content-Type", "application/json")
	response, err := s.browser.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("%d", response.StatusCode)
	}
}
