package web

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
)

// odd is what nobody sends by accident.
var odd = []string{
	"", "%00", "%ff%fe", "../../etc/passwd", "-1", "99999999999999999999999", "0", "3.5", "NaN", "Infinity", "-Inf", "1e999",
	"%F0%9F%92%A9", "'%3Bdrop%20table%20learners", "%3Cscript%3E", "a%2Fb", strings.Repeat("x", 4000), "%25%25", "{}", "[]", "null",
}

func TestNoGetIsAnsweredAsAFault(t *testing.T) {
	s := open(t)
	s.write()
	paths := []string{
		"/tasks/%s", "/tasks/%s/draft", "/tasks/%s/attempts", "/tasks/3/attempts/%s", "/lessons/%s", "/lab/%s", "/lab/%s.json",
		"/lab/retry-storm?seed=%s", "/lab/retry-storm?retries=%s", "/lab/retry-storm?%s=1", "/lab/retry-storm?at=%s", "/lab/retry-storm?t=%s",
		"/lab/retry-storm?vs=%s", "/lab/retry-storm?m=%s", "/lab/retry-storm/trace?from=%s&to=%s", "/lab/retry-storm/trace?from=%s&to=Inf",
		"/lab/retry-storm?pin=%s", "/lab/retry-storm?band=%s", "/lab/retry-storm/band?band=%s", "/lab/%s/band?band=20", "/lab/duplicate-execution?example=%s",
		"/lab/retry-storm?compare=%s&to=%s&when=cursor", "/lab/retry-storm?compare=retries&to=%s", "/lab/validation?%s=1", "/desk/link/%s", "/static/%s", "/%s",
	}
	for _, path := range paths {
		for _, value := range odd {
			full := fmt.Sprintf(strings.ReplaceAll(path, "%s", "%[1]s"), value)
			for _, accept := range []string{"text/html", "application/json"} {
				if a := s.rawGet(full, accept); a >= http.StatusInternalServerError {
					t.Errorf("GET %.120s as %s: %d", full, accept, a)
				}
			}
		}
	}
}

func TestNoWriteIsAnsweredAsAFault(t *testing.T) {
	s := open(t)
	calls := [][2]string{
		{"PUT", "/tasks/3/draft"}, {"POST", "/tasks/3/check"}, {"POST", "/tasks/3"}, {"POST", "/tasks/3/help"}, {"POST", "/tasks/3/attempts/x/marks"},
		{"POST", "/tasks/3/attempts/x/proof"}, {"POST", "/lessons/cascading-failure/check"}, {"POST", "/desk/link"}, {"POST", "/mood"},
	}
	bodies := []string{
		"", "{", "[]", "null", "7", `"x"`, `{"answers": null}`, `{"answers": []}`, `{"answers": {"timeline": {}}}`, `{"answers": {"timeline": [1]}}`,
		`{"answers": {"": ""}}`, `{"key": {}}`, `{"kind": 3}`, `{"revs": {"timeline": -1}, "answers": {"timeline": ["x"]}}`, `{"revs": {"timeline": 1e99}}`,
		"\xff\xfe", "{\"answers\": {\"optimum.client\": \"\\u0000\\ud800\"}}", "do=timeline:999999:up", "do=::", "do=check&timeline=%00", "a=%", strings.Repeat("[", 10_000),
	}
	for _, call := range calls {
		for _, body := range bodies {
			for _, kind := range []string{"application/json", "application/x-www-form-urlencoded", "multipart/form-data", "", "///;;"} {
				s.browser = newBrowser(t) // a stranger each time, so that no rate holds it up
				if a := s.ask(call[0], call[1], body, "Content-Type", kind, "Accept", "application/json"); a.StatusCode >= http.StatusInternalServerError {
					t.Errorf("%s %s of %q as %q: %d %s", call[0], call[1], body, kind, a.StatusCode, a.body)
				}
			}
		}
	}
}

// rawGet writes a request line as it is, which a client would not, and returns the status.
func (s *site) rawGet(path, accept string) int {
	s.t.Helper()
	connection, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
	if err != nil {
		s.t.Fatal(err)
	}
	defer connection.Close()
	fmt.Fprintf(connection, "GET %s HTTP/1.1\r\nHost: x\r\nAccept: %s\r\nConnection: close\r\n\r\n", path, accept)
	response, err := http.ReadResponse(bufio.NewReader(connection), nil)
	if err != nil {
		s.t.Fatalf("GET %.120s: %v", path, err)
	}
	defer response.Body.Close()
	return response.StatusCode
}
