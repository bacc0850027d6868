package ui

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestDecodeJSON(t *testing.T) {
	cases := []struct {
		name, body string
		status     int // 0: accepted
		says       string
	}{
		{"good", `{"name": "x", "count": 2}`, 0, ""},
		{"empty", ``, 400, "ends too early"},
		{"cut short", `{"name": "x"`, 400, "line 1, column 12"},
		{"broken in line 2", "{\n  \"name\": x}", 400, "line 2, column 11"},
		{"two values", `{} {}`, 400, "something follows"},
		{"wrong type", `{"Count": "two"}`, 422, "Count"},
		{"unknown name", `{"nom": 1}`, 422, "nom"},
		{"an array", `[1]`, 422, "body"},
		{"too long", `{"name": "` + strings.Repeat("x", MaxBody) + `"}`, 413, "1024 KiB"},
		{"not UTF-8", "{\"name\": \"\xff\"}", 400, "line 1, column 11"},
		{"a deep nest", strings.Repeat("[", 20_000), 400, "depth"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var v struct {
				Name  string
				Count int
			}
			r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(c.body))
			err := DecodeJSON(httptest.NewRecorder(), r, &v)
			checkProblem(t, err, c.status, c.says)
		})
	}
}

func TestForm(t *testing.T) {
	cases := []struct {
		name, kind, body string
		status           int
		says             string
	}{
		{"good", "application/x-www-form-urlencoded", "a=1&a=2", 0, ""},
		{"broken escape", "application/x-www-form-urlencoded", "a=%zz", 400, "%zz"},
		{"not UTF-8", "application/x-www-form-urlencoded", "a=%ff", 400, "UTF-8"},
		{"semicolon", "application/x-www-form-urlencoded; charset=utf-8", "a;b", 400, "broken"},
		{"JSON", "application/json", "{}", 400, "application/json"},
		{"nothing said", "", "a=1", 400, "x-www-form-urlencoded"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(c.body))
			r.Header.Set("Content-Type", c.kind)
			_, err := Form(httptest.NewRecorder(), r)
			checkProblem(t, err, c.status, c.says)
		})
	}
}

func checkProblem(t *testing.T, err error, status int, says string) {
	t.Helper()
	if status == 0 {
		if err != nil {
			t.Fatalf("refused: %v", err)
		}
		return
	}
	if err == nil {
		t.Fatalf("accepted, want %d", status)
	}
	problem := problemOf(t.Context(), err)
	if problem.Status != status || !strings.Contains(problem.Message, says) {
		t.Errorf("%d %q, want %d that says %q", problem.Status, problem.Message, status, says)
	}
}

func TestAFaultOfOursIsNotShown(t *testing.T) {
	problem := problemOf(t.Context(), errors.New("the disk's secret name"))
	if problem.Status != 500 || strings.Contains(problem.Message+problem.Title, "secret") {
		t.Errorf("shown: %+v", problem)
	}
}
