package scenarios

import (
	"crypto/sha256"
	"embed"
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

// The golden files hold what runs give, one file for each scenario: each line is a SHA-256 and the run's
// address. To keep another run, write its address behind a "-" and update. They are compiled in, so that a
// test binary built for another platform carries them along (see platform_test.go).
//
//go:embed testdata/golden/*.txt
var golden embed.FS

const goldenFolder = "testdata/golden"

var update = flag.Bool("update", false, "write the files in "+goldenFolder+" anew from what the runs give now")

// whenMeant says what to do when a run gives something else than before.
const whenMeant = `If nobody meant to change what runs give, this is a fault: find it.
If it is meant: raise the Version of a scenario whose numbers changed, then
	go test ./exercises/scenarios -run TestGoldenRuns -update
and say in the commit what changed and why.`

// tokensOf is before the address of a run whose tokens are kept.
const tokensOf = "tokens of "

// goldenBytes is what a line of a golden file names.
func goldenBytes(t *testing.T, name string) []byte {
	if name == "draws" {
		return drawBytes()
	}
	address, tokens := strings.CutPrefix(name, tokensOf)
	scenario, query, _ := strings.Cut(address, "?")
	a, err := ParseAddress(scenario, query)
	if err != nil {
		t.Fatal(err)
	}
	if key := a.Request.Key(); key != address {
		t.Errorf("the address %s is written %s", address, key)
	}
	if tokens {
		return tokenBytes(t, a.Request)
	}
	return marshalled(t, runOf(t, a.Request))
}

// tokenBytes is what the stage shows, which the run's JSON leaves out.
func tokenBytes(t *testing.T, r Request) []byte {
	result := runOf(t, r)
	return marshalled(t, result.Window(0, result.End()))
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
func drawBytes() []byte {
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

// TestGoldenRuns holds what runs give against the golden files.
func TestGoldenRuns(t *testing.T) {
	longWithoutRace(t)
	files, err := golden.ReadDir(goldenFolder)
	if err != nil {
		t.Fatal(err)
	}
	kept := map[string]bool{}
	for _, file := range files {
		checkGolden(t, file.Name(), kept)
	}
	for _, s := range All() {
		if key := (Request{Scenario: s.ID, Seed: 1}).Key(); !kept[key] || !kept[tokensOf+key] {
			t.Errorf("no golden file keeps %s and %s%s", key, tokensOf, key)
		}
	}
	if t.Failed() {
		t.Log(whenMeant)
	}
}

// checkGolden holds the runs of one file against it, and notes them as kept.
func checkGolden(t *testing.T, file string, kept map[string]bool) {
	text, err := golden.ReadFile(goldenFolder + "/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var now strings.Builder
	for line := range strings.Lines(string(text)) {
		known, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		sum := fmt.Sprintf("%x", sha256.Sum256(goldenBytes(t, name)))
		fmt.Fprintf(&now, "%s %s\n", sum, name)
		kept[name] = true
		if known != sum && !*update {
			t.Errorf("%s\n\tgives %s\n\tnot   %s", name, sum, known)
		}
	}
	if *update {
		writeGolden(t, file, now.String())
	}
}

func writeGolden(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(goldenFolder+"/"+file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
