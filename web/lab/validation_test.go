package lab

import (
	"encoding/json"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// fetch asks a real server for a page.
func fetch(t *testing.T, path, accept string) (status int, body string) {
	t.Helper()
	server := httptest.NewServer(open(t))
	t.Cleanup(server.Close)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept", accept)
	response, err := server.Client().Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var text strings.Builder
	if _, err := io.Copy(&text, response.Body); err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, text.String()
}

// TestThePageShowsEveryCheck: what is expected, what came, the tolerance, its reason, the source, the
// deviations and the verdict, of each.
func TestThePageShowsEveryCheck(t *testing.T) {
	v, err := readValidation()
	if err != nil {
		t.Fatal(err)
	}
	status, page := fetch(t, "/lab/validation", "text/html")
	if status != http.StatusOK || len(v.Checks) < 30 || len(v.Drawings) < 2 {
		t.Fatalf("status %d, %d checks, %d drawings", status, len(v.Checks), len(v.Drawings))
	}
	for _, c := range v.Checks {
		parts := append([]string{c.What, c.expected(), c.Formula, c.ours(), c.allowed(), c.Reason, c.Source.Title, c.Source.Where, c.seeds(), c.link()}, c.Deviations...)
		for _, part := range parts {
			if !strings.Contains(page, html.EscapeString(part)) {
				t.Errorf("%s: the page has no %q", c.ID, part)
			}
		}
		if !c.Passed() {
			t.Errorf("%s is %s", c.ID, c.Verdict)
		}
	}
	if strings.Contains(page, "style=") || !strings.Contains(page, v.says()) {
		t.Error("the page has an inline style, or does not say what came of it")
	}
}

// TestTheReportAsJSON: the JSON is what the program carries, by its name and by what is asked for.
func TestTheReportAsJSON(t *testing.T) {
	for path, accept := range map[string]string{"/lab/validation.json": "*/*", "/lab/validation": "application/json"} {
		status, body := fetch(t, path, accept)
		var report struct {
			Checks []struct{ ID, Verdict string }
		}
		if err := json.Unmarshal([]byte(body), &report); err != nil || status != http.StatusOK || len(report.Checks) < 30 || report.Checks[0].Verdict != "within" {
			t.Errorf("%s: status %d, %v, %d checks", path, status, err, len(report.Checks))
		}
	}
}

func TestTheLabLeadsToIt(t *testing.T) {
	if _, page := fetch(t, "/lab", "text/html"); !strings.Contains(page, `href="/lab/validation"`) {
		t.Error("the overview does not link to the checks")
	}
}

// TestAFailedCheckIsShownAsOne: the page never says that all is well when it is not.
func TestAFailedCheckIsShownAsOne(t *testing.T) {
	v := validated{Checks: []validatedCheck{{Verdict: "within"}, {Verdict: "outside", Tolerance: .02, HalfWidth: .01}}}
	if v.says() != "1 of 2 checks are within their tolerance." || v.Checks[1].mark() == "met" || v.Checks[1].allowed() != "± 0.02" {
		t.Errorf("it says %q", v.says())
	}
}

func TestFiguresOfAReport(t *testing.T) {
	for v, want := range map[float64]string{0: "0", .0235: "0.0235", 2425.55: "2,426", .400488: "0.4005", 11366.8: "11,370", 64: "64"} {
		if got := inDigits(v, 4); got != want {
			t.Errorf("%g is %s, not %s", v, got, want)
		}
	}
}

// TestDrawingsAreDrawn: a disc for each point, within the picture.
func TestDrawingsAreDrawn(t *testing.T) {
	v, err := readValidation()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range v.Drawings {
		c := d.chart()
		if strings.Count(c.Curves[2].Path, "h0") != len(d.Points) || strings.Count(c.Curves[0].Path, "L") < 50 || len(c.XTicks) != d.Parts+1 {
			t.Errorf("%s: %+v", d.ID, c.Curves)
		}
		for _, p := range d.Points {
			if p.X < d.From || p.X > d.To || p.Y > d.Top || p.Y < 0 {
				t.Errorf("%s: the point at %g, %g is not in the picture", d.ID, p.X, p.Y)
			}
		}
	}
}
