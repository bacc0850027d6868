package web

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"arrowbook/static"
)

func TestThePolicyIsTheContractsOwn(t *testing.T) {
	want := "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
		"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
	if got := open(t).get("/").Header.Get("Content-Security-Policy"); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

var inline = regexp.MustCompile(`\sstyle=|\son[a-z]+="|<style|<script>|hx-on|href="https?:|src="https?:`)

func TestPagesKeepToThePolicy(t *testing.T) {
	s := open(t)
	s.write()
	for _, path := range []string{"/", "/desk", "/desk/link", "/desk/erase", "/boundaries", "/nowhere"} {
		a := s.get(path)
		if found := inline.FindString(a.body); found != "" {
			t.Errorf("%s holds %q", path, found)
		}
		if !strings.HasPrefix(a.body, "<!doctype html>") || !strings.Contains(a.body, `lang="en"`) {
			t.Errorf("%s is not a whole page: %.60s", path, a.body)
		}
	}
}

var address = regexp.MustCompile(`(?:href|src)="(/static/[^"]+)"`)

func TestEveryFileAPageNamesIsThere(t *testing.T) {
	s := open(t)
	named := address.FindAllStringSubmatch(s.get("/").body, -1)
	if len(named) < 6 {
		t.Fatalf("the first page names %d files", len(named))
	}
	for _, match := range named {
		a := s.get(match[1])
		if a.StatusCode != http.StatusOK || a.Header.Get("Cache-Control") != "public, max-age=31536000, immutable" {
			t.Errorf("%s: %d, Cache-Control %q", match[1], a.StatusCode, a.Header.Get("Cache-Control"))
		}
	}
}

func TestPagesArePackedAndNotKept(t *testing.T) {
	s := open(t)
	a := s.get("/boundaries", "Accept-Encoding", "gzip")
	if a.Header.Get("Content-Encoding") != "gzip" {
		t.Errorf("Content-Encoding: %q", a.Header.Get("Content-Encoding"))
	}
	if a.Header.Get("Cache-Control") != "private, no-cache" {
		t.Errorf("Cache-Control: %q", a.Header.Get("Cache-Control"))
	}
	if head := s.ask(http.MethodHead, "/boundaries", ""); head.StatusCode != http.StatusOK || head.body != "" {
		t.Errorf("HEAD: %d with %d bytes", head.StatusCode, len(head.body))
	}
}

func TestTheMoodIsKept(t *testing.T) {
	cases := []struct{ send, back, leads, class string }{
		{"mood=night&back=/desk?x=1", "", "/desk", `<html lang="en" class="night">`},
		{"mood=paper&back=%2Fboundaries", "", "/boundaries", `<html lang="en" class="paper">`},
		{"mood=system", "", "/", `<html lang="en" class="">`},
		{"mood=night&back=//elsewhere.example", "", "/", `class="night"`},
		{"mood=night&back=https://elsewhere.example", "", "/", `class="night"`},
		{`mood=night&back=/\elsewhere.example`, "", "/", `class="night"`},
	}
	s := open(t)
	for _, c := range cases {
		a := s.form("/mood", c.send)
		if leads, _, _ := strings.Cut(a.Header.Get("Location"), "?"); a.StatusCode != http.StatusSeeOther || leads != c.leads {
			t.Errorf("%s: %d to %q", c.send, a.StatusCode, a.Header.Get("Location"))
		}
		if page := s.get("/"); !strings.Contains(page.body, c.class) {
			t.Errorf("%s: the next page is not %s", c.send, c.class)
		}
	}
}

func TestProbes(t *testing.T) {
	s := open(t)
	for path, want := range map[string]string{"/healthz": "alive\n", "/readyz": "ready\n"} {
		if a := s.get(path); a.StatusCode != http.StatusOK || a.body != want {
			t.Errorf("%s: %d %q", path, a.StatusCode, a.body)
		}
	}
	s.server.DB.Close()
	if a := s.get("/readyz"); a.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("/readyz over a closed database: %d", a.StatusCode)
	}
	if a := s.get("/healthz"); a.StatusCode != http.StatusOK {
		t.Errorf("/healthz over a closed database: %d", a.StatusCode)
	}
}

func TestMetrics(t *testing.T) {
	s := open(t)
	s.write()
	s.get("/desk/link/SECRETCODE")
	body := s.get("/metrics").body
	for _, want := range []string{
		`arrowbook_requests_total{method="POST",route="/desk/link",status="303"} 1`,
		`arrowbook_requests_total{method="GET",route="/desk/link/{code}",status="404"} 1`,
		`arrowbook_boundary{boundary="writes",figure="written"}`,
		`arrowbook_build_info{commit="none",version="test"} 1`, "go_goroutines",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("/metrics lacks %s", want)
		}
	}
	if strings.Contains(body+s.log.String(), "SECRETCODE") {
		t.Error("a personal link stands in the metrics or the log")
	}
}

func TestBoundariesAreNamedWithTheirFigures(t *testing.T) {
	s := open(t)
	s.write()
	var shown struct{ Boundaries []boundary }
	if err := json.Unmarshal([]byte(s.get("/boundaries", asJSON...).body), &shown); err != nil {
		t.Fatal(err)
	}
	page := s.get("/boundaries").body
	ids := map[string]bool{}
	for _, b := range shown.Boundaries {
		ids[b.ID] = true
		for _, words := range []string{b.Name, b.Owner, b.Lifetime, b.Bound, b.Failure} {
			if words == "" || !strings.Contains(page, strings.ReplaceAll(words, "'", "&#39;")) {
				t.Errorf("%s: the page lacks %q", b.ID, words)
			}
		}
	}
	for _, id := range []string{"request", "runs", "rates", "writes", "draft"} {
		if !ids[id] {
			t.Errorf("no boundary %s", id)
		}
	}
}

func TestAnAddressWithASlashTooManyIsLedOn(t *testing.T) {
	s := open(t)
	if a := s.get("/lab/retry-storm/?retries=0"); a.Header.Get("Location") != "/lab/retry-storm?retries=0" {
		t.Errorf("a run with a slash too many leads to %s", a.Header.Get("Location"))
	}
	if a := s.get("/desk/"); a.StatusCode != http.StatusPermanentRedirect || a.Header.Get("Location") != "/desk" {
		t.Errorf("%d to %q", a.StatusCode, a.Header.Get("Location"))
	}
	if a := s.get("//desk/"); a.StatusCode != http.StatusNotFound {
		t.Errorf("//desk/: %d to %q", a.StatusCode, a.Header.Get("Location"))
	}
}

func TestSmallFiles(t *testing.T) {
	s := open(t)
	if a := s.get("/robots.txt"); a.StatusCode != 200 || !strings.Contains(a.body, "Disallow: /desk") {
		t.Errorf("robots.txt: %d %s", a.StatusCode, a.body)
	}
	if a := s.get("/favicon.ico"); a.StatusCode != http.StatusFound || a.Header.Get("Location") != static.URL("img/icon.svg") {
		t.Errorf("favicon.ico: %d to %s", a.StatusCode, a.Header.Get("Location"))
	}
}
