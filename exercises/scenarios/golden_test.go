package scenarios

import (
	"crypto/sha256"
	_ "embed"
	"encoding/binary"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"arrowbook/exercises/simulation"
)

// The golden file holds the SHA-256 of what runs give, a line for each. It is compiled in, so that a test
// binary built for another platform carries it along (see platform_test.go).
//
//go:embed testdata/golden.txt
var golden string

const goldenFile = "testdata/golden.txt"

var update = flag.Bool("update", false, "write "+goldenFile+" anew from what the runs give now")

// whenMeant says what to do when a run gives something else than before.
const whenMeant = `If nobody meant to change what runs give, this is a fault: find it.
If it is meant: raise the Version of a scenario whose numbers changed, then
	go test ./exercises/scenarios -run TestGoldenRuns -update
and say in the commit what changed and why.`

// changedRuns are the runs that are kept beside each scenario's default. Together they go through every
// policy and through rates and times that no binary fraction can hold.
var changedRuns = []struct {
	scenario string
	seed     uint64
	settings []string
	at       []string
}{
	{"retry-storm", MaxSeed, nil, nil},
	{"retry-storm", 2, []string{"retry_budget=0.1", "backoff=full-jitter", "backoff_base=0.3"}, nil},
	{"retry-storm", 3, []string{"breaker=on", "shed=on", "backoff=exponential"}, nil},
	{"retry-storm", 4, []string{"arrival_rate=333.3", "service_time=0.0123", "timeout=0.7", "backoff=fixed", "connections=7", "duration=37.7"}, nil},
	{"retry-storm", 5, nil, []string{"40.1s:shed_share=0.37", "60s:retries=0"}},
	{"duplicate-execution", MaxSeed, []string{"idempotency_key=on"}, nil},
	{"duplicate-execution", 2, []string{"visibility_timeout=1.7", "processing_time=0.61", "crash_share=0.05", "duration=100.1"}, nil},
	{"duplicate-execution", 3, nil, []string{"100s:crash_share=0.2", "200.3s:workers=15"}},
}

// goldenRun is something that a run gives, by name.
type goldenRun struct {
	name string
	data func(*testing.T) []byte
}

func goldenRuns(t *testing.T) []goldenRun {
	runs := []goldenRun{{"draws", drawBytes}}
	for _, s := range All() {
		r := request(t, s.ID, 1, nil)
		runs = append(runs, goldenRun{r.Key(), runBytes(r)}, goldenRun{"tokens of " + r.Key(), tokenBytes(r)})
	}
	for _, c := range changedRuns {
		r := request(t, c.scenario, c.seed, c.settings, c.at...)
		runs = append(runs, goldenRun{r.Key(), runBytes(r)})
	}
	return runs
}

// runBytes is the run's JSON, as the command line and the site give it.
func runBytes(r Request) func(*testing.T) []byte {
	return func(t *testing.T) []byte { return marshalled(t, runOf(t, r)) }
}

// tokenBytes is what the stage shows, which the run's JSON leaves out.
func tokenBytes(r Request) func(*testing.T) []byte {
	return func(t *testing.T) []byte {
		result := runOf(t, r)
		return marshalled(t, result.Window(0, result.End()))
	}
}

func runOf(t *testing.T, r Request) *Result {
	t.Helper()
	result, err := Run(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func marshalled(t *testing.T, v any) []byte {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// drawBytes is draws bit by bit: a run's figures are rounded and would hide a last bit that differs.
func drawBytes(*testing.T) []byte {
	var data []byte
	draw := simulation.NewDraw(1)
	for i := range uint64(100_000) {
		unit := draw.Exponential(1, i, uint32(i%3))
		data = binary.LittleEndian.AppendUint64(data, math.Float64bits(draw.Uniform(2, i, 0)))
		data = binary.LittleEndian.AppendUint64(data, math.Float64bits(unit))
		data = binary.LittleEndian.AppendUint64(data, uint64(simulation.FromSeconds(unit*.7)))
	}
	return data
}

// TestGoldenRuns holds what runs give against the golden file.
func TestGoldenRuns(t *testing.T) {
	var now strings.Builder
	known := goldenSums()
	for _, r := range goldenRuns(t) {
		sum := fmt.Sprintf("%x", sha256.Sum256(r.data(t)))
		fmt.Fprintf(&now, "%s %s\n", sum, r.name)
		if known[r.name] != sum && !*update {
			t.Errorf("%s\n\tgives %s\n\tnot   %s", r.name, sum, known[r.name])
		}
	}
	if *update {
		writeGolden(t, now.String())
	}
	if t.Failed() {
		t.Log(whenMeant)
	}
	if lines := strings.Count(now.String(), "\n"); !*update && lines != len(known) {
		t.Errorf("%s has %d lines for %d runs", goldenFile, len(known), lines)
	}
}

// goldenSums reads the golden file: each line is a sum and a name.
func goldenSums() map[string]string {
	known := map[string]string{}
	for line := range strings.Lines(golden) {
		sum, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		known[name] = sum
	}
	return known
}

func writeGolden(t *testing.T, text string) {
	t.Helper()
	if err := os.WriteFile(goldenFile, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
