package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// program is the built binary, the same for all tests.
var program = sync.OnceValues(func() (string, error) {
	folder, err := os.MkdirTemp("", "arrowbook-test")
	if err != nil {
		return "", err
	}
	binary := filepath.Join(folder, "arrowbook")
	out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return binary, nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	closeBrowser()
	if binary, err := program(); err == nil {
		os.RemoveAll(filepath.Dir(binary))
	}
	os.Exit(code)
}

// lintProgram runs the built program's lint, which is long under the race detector and one goroutine's work.
func lintProgram(t testing.TB, args ...string) (status int, out string) {
	t.Helper()
	binary, err := program()
	if err != nil {
		t.Fatal(err)
	}
	process := exec.Command(binary, append([]string{"lint"}, args...)...)
	said, err := process.Output()
	if failed := (*exec.ExitError)(nil); err != nil && !errors.As(err, &failed) {
		t.Fatal(err)
	}
	return process.ProcessState.ExitCode(), string(said)
}

// server is a running program with its database; it can be killed and started again at the same address.
type server struct {
	t       testing.TB
	binary  string
	db      string
	listen  string
	URL     string
	process *exec.Cmd
	log     strings.Builder
}

// startServer starts the program on a free port with a fresh database and ends it with the test.
func startServer(t testing.TB, flags ...string) *server {
	t.Helper()
	binary, err := program()
	if err != nil {
		t.Fatal(err)
	}
	s := &server{t: t, binary: binary, db: filepath.Join(t.TempDir(), "arrowbook.db"), listen: "127.0.0.1:0"}
	s.start(flags...)
	t.Cleanup(s.kill)
	return s
}

func (s *server) start(flags ...string) {
	s.t.Helper()
	s.process = exec.Command(s.binary, append([]string{"serve", "--listen", s.listen, "--db", s.db}, flags...)...)
	out, err := s.process.StdoutPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	s.process.Stderr = &s.log
	if err := s.process.Start(); err != nil {
		s.t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		s.process.Wait()
		s.t.Fatalf("the server did not start: %v\n%s", err, s.log.String())
	}
	if s.URL == "" { // started again it has the same address, which clients may be reading
		s.URL = strings.TrimSpace(line)
		s.listen = strings.TrimPrefix(s.URL, "http://")
	}
}

// kill ends the server as a power cut would, as far as a process can.
func (s *server) kill() {
	if s.process != nil {
		s.process.Process.Kill()
		s.process.Wait()
		s.process = nil
	}
}

// stop ends the server by a signal and tells whether it ended in time.
func (s *server) stop(within time.Duration) error {
	s.process.Process.Signal(syscall.SIGTERM)
	ctx, cancel := context.WithTimeout(context.Background(), within)
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- s.process.Wait() }()
	select {
	case err := <-done:
		s.process = nil
		return err
	case <-ctx.Done():
		return fmt.Errorf("still running after %s", within)
	}
}
