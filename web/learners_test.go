package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
)

func (s *site) cookie() *http.Cookie {
	at, err := url.Parse(s.url)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, c := range s.browser.Jar.Cookies(at) {
		if c.Name == learnerCookie {
			return c
		}
	}
	return nil
}

func TestTheFirstWriteMakesTheLearnerAndAGetDoesNot(t *testing.T) {
	s := open(t)
	if set := s.get("/").Header.Get("Set-Cookie"); !strings.Contains(set, "HttpOnly") || strings.Contains(set, "Max-Age") {
		t.Errorf("the first page gives a cookie that outlives the browser: %s", set)
	}
	for _, path := range []string{"/", "/desk", "/desk/link", "/desk/erase", "/boundaries", "/tasks/3/draft"} {
		if a := s.get(path); a.Header.Get("Set-Cookie") != "" {
			t.Errorf("GET %s sets %s though there is one", path, a.Header.Get("Set-Cookie"))
		}
	}
	if written := s.server.DB.Stats().Written; written != 0 {
		t.Errorf("reading wrote %d times", written)
	}
	a := s.form("/desk/link", "")
	set := a.Header.Get("Set-Cookie")
	for _, want := range []string{"HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=34560000"} {
		if !strings.Contains(set, want) {
			t.Errorf("the cookie lacks %s: %s", want, set)
		}
	}
	if strings.Contains(set, "Secure") {
		t.Errorf("a cookie for http is marked Secure: %s", set)
	}
	first := s.cookie().Value
	if s.exported() == first {
		t.Error("the learner's id is the secret")
	}
	s.form("/desk/link", "")
	if s.cookie().Value != first {
		t.Error("the second write made another learner")
	}
}

func TestTheCookieIsSecureBehindHTTPS(t *testing.T) {
	s := open(t, func(c *Config) { c.BaseURL = "https://book.example/" })
	a := s.form("/desk/link", "", "Origin", "https://book.example")
	if a.StatusCode != http.StatusSeeOther || !strings.Contains(a.Header.Get("Set-Cookie"), "Secure") {
		t.Errorf("%d, %s", a.StatusCode, a.Header.Get("Set-Cookie"))
	}
}

func TestABaseURLThatIsNoneIsRefused(t *testing.T) {
	for _, base := range []string{"book.example", "ftp://book.example", "https://book.example/path", "https://", "://"} {
		if _, err := New(Config{BaseURL: base}); err == nil || !strings.Contains(err.Error(), "base URL") {
			t.Errorf("%q: %v", base, err)
		}
	}
}

func (s *site) personalLink() string {
	s.t.Helper()
	var told struct{ Link string }
	if err := json.Unmarshal([]byte(s.get("/desk/link", asJSON...).body), &told); err != nil {
		s.t.Fatal(err)
	}
	return strings.TrimPrefix(told.Link, s.url)
}

func TestThePersonalLinkCarriesTheDeskToAnotherBrowser(t *testing.T) {
	s := open(t)
	if link := s.personalLink(); link != "" {
		t.Errorf("a stranger has the link %s", link)
	}
	s.write()
	link, own := s.personalLink(), s.cookie().Value
	whose := s.exported()

	s.browser = newBrowser(t)
	if a := s.get(link); a.StatusCode != http.StatusOK || !strings.Contains(a.body, `method="post"`) {
		t.Fatalf("opening the link: %d", a.StatusCode)
	}
	if a := s.get("/desk/export.json"); a.StatusCode != http.StatusNotFound {
		t.Fatalf("the link alone opens the desk: %d", a.StatusCode)
	}
	if a := s.form(link, ""); a.StatusCode != http.StatusSeeOther || a.Header.Get("Location") != "/desk" {
		t.Fatalf("%d to %q", a.StatusCode, a.Header.Get("Location"))
	}
	if s.cookie().Value == own {
		t.Error("both browsers hold the same secret")
	}
	if s.exported() != whose {
		t.Error("the other browser is another learner")
	}
	s.form("/desk/link", "")
	if a := s.get(link); a.StatusCode != http.StatusNotFound {
		t.Errorf("the old link after a renewal: %d", a.StatusCode)
	}
}

// exported is the learner's id, as the export tells it.
func (s *site) exported() string {
	s.t.Helper()
	a := s.get("/desk/export.json")
	if a.StatusCode != http.StatusOK {
		s.t.Fatalf("export: %d %s", a.StatusCode, a.body)
	}
	var told struct{ Learner string }
	if err := json.Unmarshal([]byte(a.body), &told); err != nil || told.Learner == "" {
		s.t.Fatalf("export: %v %s", err, a.body)
	}
	return told.Learner
}

func TestARenewalSentTwiceIsOne(t *testing.T) {
	s := open(t)
	s.write()
	one := s.ask("POST", "/desk/link", `{"key": "k"}`, asJSON...).body
	two := s.ask("POST", "/desk/link", `{"key": "k"}`, asJSON...).body
	other := s.ask("POST", "/desk/link", `{"key": "l"}`, asJSON...).body
	if one != two || one == other {
		t.Errorf("same key: %s and %s; another: %s", one, two, other)
	}
}

func TestEraseRemovesEverything(t *testing.T) {
	s := open(t)
	s.write()
	link := s.personalLink()
	if a := s.get("/desk/erase"); a.StatusCode != http.StatusOK || s.exported() == "" {
		t.Errorf("asking to erase: %d", a.StatusCode)
	}
	if a := s.form("/desk/erase", ""); a.StatusCode != http.StatusOK || !strings.Contains(a.body, "Erased") {
		t.Errorf("erase: %d %s", a.StatusCode, a.body)
	}
	if s.cookie() != nil {
		t.Error("the cookie is still there")
	}
	if a := s.get("/desk/export.json"); a.StatusCode != http.StatusNotFound {
		t.Errorf("export afterwards: %d", a.StatusCode)
	}
	if a := s.get(link); a.StatusCode != http.StatusNotFound {
		t.Errorf("the link afterwards: %d", a.StatusCode)
	}
	if a := s.ask("POST", "/desk/erase", "", asJSON...); a.StatusCode != http.StatusOK || a.body != "{\"erased\":true}\n" {
		t.Errorf("erasing again: %d %s", a.StatusCode, a.body)
	}
}

func TestAForgedCookieIsNobody(t *testing.T) {
	s := open(t)
	a := s.get("/desk", "Cookie", learnerCookie+"=guess")
	if a.StatusCode != http.StatusOK || !strings.Contains(a.body, "Nothing lies here yet") {
		t.Errorf("%d %s", a.StatusCode, a.body)
	}
}

// A page that was just opened may save a draft, ask for a hint and check at once. None of it may end up with a
// learner whom nobody will ever be again.
func TestFirstWritesOfAPageAtOnceAreOneLearner(t *testing.T) {
	s := open(t)
	s.get("/tasks/12")
	const writes = 20
	var writing sync.WaitGroup
	for i := range writes {
		body := fmt.Sprintf(`{"answers": {"statement": "write %d"}, "key": "k%d"}`, i, i)
		writing.Go(func() {
			if a := s.ask("POST", "/tasks/12/check", body, asJSON...); a.StatusCode != http.StatusOK {
				t.Errorf("write %d: %d %s", i, a.StatusCode, a.body)
			}
		})
	}
	writing.Wait()
	var kept struct{ Attempts []struct{ Attempt string } }
	if err := json.Unmarshal([]byte(s.get("/tasks/12/attempts", asJSON...).body), &kept); err != nil {
		t.Fatal(err)
	}
	if len(kept.Attempts) != writes {
		t.Errorf("%d of %d attempts are this browser's", len(kept.Attempts), writes)
	}
}
