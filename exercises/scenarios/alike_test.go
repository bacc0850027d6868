package scenarios

import (
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

// sumsInto names the file that a process started by TestRunsAreAlikeInEveryProcess writes.
const sumsInto = "ARROWBOOK_SUMS_INTO"

// TestRunsAreAlikeInEveryProcess: drawn runs of all scenarios, many at once, have the same bytes here and in
// processes of their own, on one processor and on two, with much garbage collected and with little. The golden
// runs hold the same for runs that are known (see platform_test.go).
func TestRunsAreAlikeInEveryProcess(t *testing.T) {
	if file := os.Getenv(sumsInto); file != "" {
		if err := os.WriteFile(file, []byte(drawnSums(t)), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want := drawnSums(t)
	for _, environment := range [][]string{{"GOMAXPROCS=1", "GOGC=20"}, {"GOMAXPROCS=2", "GOGC=400"}} {
		if got := sumsOfAProcess(t, environment); got != want {
			t.Errorf("%v: the runs are\n%s\nnot\n%s", environment, got, want)
		}
	}
}

// sumsOfAProcess runs this test in a process of its own.
func sumsOfAProcess(t *testing.T, environment []string) string {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "sums")
	process := exec.CommandContext(t.Context(), program, "-test.run=^TestRunsAreAlikeInEveryProcess$")
	process.Env = append(append(os.Environ(), sumsInto+"="+file), environment...)
	if out, err := process.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", environment, err, out)
	}
	sums, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(sums)
}

// drawnSums computes drawn runs side by side. Each line is a run's SHA-256, with that of its tokens, and its
// address.
func drawnSums(t *testing.T) string {
	drawn := rapid.Custom(func(t *rapid.T) Request {
		_, r := drawRun(t)
		return r
	})
	lines := make([]string, 4+showSeeds())
	var computing sync.WaitGroup
	for i := range lines {
		computing.Go(func() { lines[i] = sumOf(t, drawn.Example(i)) })
	}
	computing.Wait()
	return fmt.Sprint(lines)
}

func sumOf(t *testing.T, r Request) string {
	result, err := Run(&patience{background, 100}, r)
	if err != nil {
		return fmt.Sprintf("%v %s\n", err, r.Key())
	}
	data := marshalled(t, result)
	data = append(data, marshalled(t, result.Window(0, result.End()))...)
	return fmt.Sprintf("%x %s\n", sha256.Sum256(data), r.Key())
}
