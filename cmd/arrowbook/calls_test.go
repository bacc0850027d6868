package main

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func read(t *testing.T, response *http.Response) string {
	t.Helper()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// call runs a command in this process.
func call(t *testing.T, in string, args ...string) (status int, out, err string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	status = run(context.Background(), args, system{
		Getenv: func(string) string { return "" }, In: strings.NewReader(in), Out: &stdout, Err: &stderr,
	})
	return status, stdout.String(), stderr.String()
}

func TestBadCallsSayWhatToDo(t *testing.T) {
	folder := t.TempDir()
	letter := filepath.Join(folder, "letter.db")
	if err := os.WriteFile(letter, []byte("Dear reader, this is no database."), 0o600); err != nil {
		t.Fatal(err)
	}
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	cases := []struct {
		args   []string
		status int
		says   string
	}{
		{[]string{"dance"}, 2, `no command "dance"`},
		{[]string{"serve", "--loud"}, 2, "loud"},
		{[]string{"serve", "--log", "xml"}, 2, "text or json"},
		{[]string{"serve", "--db", letter}, 1, "not a database"},
		{[]string{"serve", "--db", filepath.Join(folder, "a.db"), "--listen", taken.Addr().String()}, 1, "cannot listen"},
		{[]string{"serve", "--content", filepath.Join(folder, "nowhere")}, 1, "content folder"},
		{[]string{"simulate", "rain"}, 2, `no scenario "rain"`},
		{[]string{"simulate", "retry-storm", "--set", "retries=-1"}, 2, "retries"},
		{[]string{"simulate", "retry-storm", "--set", "colour=blue"}, 2, "colour"},
		{[]string{"simulate", "retry-storm", "--seed", "0"}, 2, "seed"},
		{[]string{"simulate", "retry-storm", "--at", "soon"}, 2, "60s:retries=0"},
		{[]string{"validate", "retry-storm"}, 2, "too many"},
		{[]string{"backup"}, 2, "missing"},
		{[]string{"backup", "--db", filepath.Join(folder, "none.db"), filepath.Join(folder, "copy")}, 1, "no database"},
		{[]string{"restore", "--db", filepath.Join(folder, "b.db"), letter}, 1, "not a database"},
		{[]string{"grade", "file.jsonl"}, 2, "standard input"},
	}
	for _, c := range cases {
		t.Run(strings.Join(c.args[:min(2, len(c.args))], " "), func(t *testing.T) {
			status, _, said := call(t, "", c.args...)
			if status != c.status || !strings.Contains(said, c.says) || strings.Count(said, "\n") != 1 {
				t.Errorf("%v: status %d, %q", c.args, status, said)
			}
		})
	}
}

func TestEveryCommandHasHelp(t *testing.T) {
	for _, c := range commands() {
		if status, out, _ := call(t, "", c.name, "--help"); status != 0 || !strings.Contains(out, "arrowbook "+c.name) {
			t.Errorf("%s: status %d, %q", c.name, status, out)
		}
	}
}

func TestGradeGoesOnAfterABadLine(t *testing.T) {
	in := `not json
{"id":"a","task":3,"answers":{"optimum.nobody":"x"}}
{"id":"b","task":99,"answers":{}}
{"id":"c","task":12,"answers":{"statement":"x"}}
`
	status, out, _ := call(t, in, "grade")
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if status != 1 || len(lines) != 4 {
		t.Fatalf("status %d, %d lines", status, len(lines))
	}
	for i, want := range []string{`{"id":null,"error":`, `optimum.nobody`, `no task 99`, `{"id":"c","task":12,"passed":false,"criteria":{"statement-form":{"verdict":`} {
		if !strings.Contains(lines[i], want) {
			t.Errorf("line %d: %s", i+1, lines[i])
		}
	}
}

func TestSimulatePrintsTheSameBytes(t *testing.T) {
	args := []string{"simulate", "duplicate-execution", "--seed", "3", "--set", "duration=30", "--json"}
	_, first, _ := call(t, "", args...)
	_, second, _ := call(t, "", args...)
	if first != second || !strings.HasPrefix(first, `{"scenario":"duplicate-execution","model":1,"seed":3,"params":{`) {
		t.Errorf("%.200s", first)
	}
}

func TestASignalEndsTheServer(t *testing.T) {
	s := startServer(t)
	if err := s.stop(2 * time.Second); err != nil { // the contract's own bound
		t.Error(err)
	}
}

func TestLintFindsNothing(t *testing.T) {
	if status, out := lintProgram(t); status != 0 {
		t.Error(out)
	}
}
