package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

//go:embed testdata/axe/axe.min.js
var axeSource string

// patience bounds a single step in the browser: a guard against hanging, not a measure of speed.
const patience = 30 * time.Second

var browser = struct {
	sync.Once
	ctx    context.Context
	cancel context.CancelFunc
	err    error
}{}

// chromium finds the browser's binary; on Debian the one behind the wrapper, which writes nothing of its own.
func chromium() (string, error) {
	for _, name := range []string{"/usr/lib/chromium/chromium", "chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("chromium is missing; on Debian: apt-get install chromium")
}

func startBrowser() {
	path, err := chromium()
	if err != nil {
		browser.err = err
		return
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(1280, 900),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-domain-reliability", true),
		chromedp.Flag("no-pings", true), chromedp.Flag("font-render-hinting", "none"), chromedp.Flag("log-level", "3"),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"),
		chromedp.Env("DBUS_SESSION_BUS_ADDRESS=disabled:", "DBUS_SYSTEM_BUS_ADDRESS=disabled:"))
	allocator, cancelAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator)
	browser.ctx = ctx
	browser.cancel = func() { cancel(); cancelAllocator() }
	browser.err = chromedp.Do(ctx)
}

func closeBrowser() {
	if browser.cancel != nil {
		browser.cancel()
	}
}

// visitor is one person with a browser of their own: cookies and storage are not shared.
type visitor struct {
	t   testing.TB
	ctx context.Context
}

// newVisitor opens a browser window. Without Chromium the test is skipped, except under CI, where it fails.
func newVisitor(t testing.TB) *visitor {
	t.Helper()
	browser.Do(startBrowser)
	if browser.err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(browser.err)
		}
		t.Skip(browser.err)
	}
	ctx, cancel := chromedp.NewContext(browser.ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil { // the window lives as long as the context of this first call
		t.Fatal(err)
	}
	return &visitor{t: t, ctx: ctx}
}

func (v *visitor) do(steps ...chromedp.Action[chromedp.Void]) {
	v.t.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		v.t.Fatal(err)
	}
}

func (v *visitor) open(url string) {
	v.t.Helper()
	v.do(chromedp.Navigate(url), chromedp.WaitReady(chromedp.CSS("main")))
}

// eval runs an expression in the page and returns what it gives; a promise is awaited.
func eval[T any](v *visitor, expression string) T {
	v.t.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, patience)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		v.t.Fatalf("%s: %v", expression, err)
	}
	return value
}

// until waits for an expression to hold.
func (v *visitor) until(expression string) {
	v.t.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, patience)
	defer cancel()
	for ctx.Err() == nil {
		held, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("!!("+expression+")"))
		if err == nil && held {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	v.t.Fatalf("waited in vain for %s", expression)
}

func (v *visitor) click(selector string) {
	v.t.Helper()
	v.do(chromedp.Click(chromedp.CSS(selector)))
}

// keys presses keys one after the other, as a hand would.
func (v *visitor) keys(keys string) {
	v.t.Helper()
	v.do(chromedp.KeyEvent(keys))
}

func (v *visitor) resize(width, height int64) {
	v.t.Helper()
	v.do(chromedp.EmulateViewport(width, height))
}

// mood sets what the system would wish for: light or dark.
func (v *visitor) mood(scheme string) {
	v.t.Helper()
	_, err := chromedp.Call(v.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	})
	if err != nil {
		v.t.Fatal(err)
	}
}

// axe runs the accessibility checker on the page and reports every violation.
func (v *visitor) axe(state string) {
	v.t.Helper()
	eval[any](v, axeSource+";0")
	found := eval[string](v, `axe.run(document, {resultTypes: ["violations"]}).then(r => JSON.stringify(r.violations.map(
		x => ({id: x.id, help: x.help, nodes: x.nodes.map(n => n.target.join(" "))}))))`)
	var violations []struct {
		ID, Help string
		Nodes    []string
	}
	if err := json.Unmarshal([]byte(found), &violations); err != nil {
		v.t.Fatal(err)
	}
	for _, x := range violations {
		v.t.Errorf("%s: axe: %s (%s) at %s", state, x.ID, x.Help, strings.Join(x.Nodes, "; "))
	}
}

// picture keeps a screenshot where ARROWBOOK_PICTURES names a folder, for people to look at.
func (v *visitor) picture(name string) {
	v.t.Helper()
	folder := os.Getenv("ARROWBOOK_PICTURES")
	if folder == "" {
		return
	}
	ctx, cancel := context.WithTimeout(v.ctx, patience)
	defer cancel()
	data, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		v.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, name+".png"), data, 0o644); err != nil {
		v.t.Fatal(err)
	}
}
