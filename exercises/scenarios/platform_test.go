package scenarios

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// platform is a way to build and run the golden runs.
type platform struct {
	name  string
	build []string   // environment of the compiler
	runs  [][]string // environments of the processes, one for each
}

// platforms are those that this machine can run. GOAMD64=v3 lets the compiler fuse a product with a sum,
// which rounds once and not twice; WebAssembly has a compiler and a mathematics of its own.
func platforms() []platform {
	oneAndTwo := [][]string{{"GOMAXPROCS=1"}, {"GOMAXPROCS=2"}}
	wasm := platform{"js/wasm", []string{"GOOS=js", "GOARCH=wasm"}, [][]string{nil}}
	if runtime.GOARCH != "amd64" {
		return []platform{{runtime.GOARCH, nil, oneAndTwo}, wasm}
	}
	return []platform{{"amd64 v1", []string{"GOAMD64=v1"}, oneAndTwo}, {"amd64 v3", []string{"GOAMD64=v3"}, oneAndTwo}, wasm}
}

// TestGoldenRunsOnEveryPlatform builds this package's tests for each platform and runs TestGoldenRuns there,
// in processes of their own.
func TestGoldenRunsOnEveryPlatform(t *testing.T) {
	if *update || underRace || testing.Short() {
		t.Skip("not with -update, which writes the file that these builds hold, nor under the race detector, nor with -short")
	}
	for _, p := range platforms() {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			command := append(p.launcher(t), p.compile(t), "-test.run=^TestGoldenRuns$", "-test.v")
			for _, environment := range p.runs {
				p.check(t, command, environment)
			}
		})
	}
}

// launcher is what runs the platform's binaries: nothing, or Node for WebAssembly.
func (p platform) launcher(t *testing.T) []string {
	t.Helper()
	if p.name != "js/wasm" {
		return nil
	}
	if _, err := exec.LookPath("node"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("Node is missing: WebAssembly cannot be run")
		}
		missing := "Node is missing: WebAssembly cannot be run. On Debian: apt-get install nodejs"
		if os.Getenv("CI") == "true" {
			t.Fatal(missing)
		}
		t.Skip(missing)
	}
	return []string{filepath.Join(goRoot(t), "lib", "wasm", "go_js_wasm_exec")}
}

func goRoot(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// compile builds the tests of this package and returns the binary's path.
func (p platform) compile(t *testing.T) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "golden.test")
	build := exec.Command("go", "test", "-c", "-vet=off", "-ldflags=-s -w", "-o", binary, ".")
	build.Env = append(append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS="), p.build...)
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return binary
}

// check runs the binary, which holds the golden file. Its environment is small because WebAssembly's is.
func (p platform) check(t *testing.T, command, environment []string) {
	t.Helper()
	run := exec.CommandContext(t.Context(), command[0], command[1:]...)
	run.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME")}, environment...)
	out, err := run.CombinedOutput()
	if strings.Contains(string(out), "microarchitecture support") {
		t.Skipf("this processor cannot run GOAMD64=v3: %s", out)
	}
	if err != nil || !strings.Contains(string(out), "--- PASS: TestGoldenRuns") {
		t.Errorf("%s %v: %v\n%s", p.name, environment, err, out)
	}
}
