package web

import (
	"io/fs"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"arrowbook/static"
)

// source is one template or script of the site.
type source struct{ name, text string }

// sources reads all files below a folder with one of the endings; vendored ones are not ours to judge.
func sources(t *testing.T, root string, endings ...string) []source {
	t.Helper()
	var all []source
	folder := os.DirFS(root)
	err := fs.WalkDir(folder, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(name, "vendor/") || !slices.ContainsFunc(endings, func(e string) bool { return strings.HasSuffix(name, e) }) {
			return err
		}
		text, err := fs.ReadFile(folder, name)
		all = append(all, source{name, string(text)})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatalf("no sources below %s", root)
	}
	return all
}

// forbidden is what the policy blocks, or what htmx does otherwise than it looks without eval: a filter in
// hx-trigger is not evaluated, and the request is sent all the same.
var forbidden = map[string]*regexp.Regexp{
	"a style attribute":      regexp.MustCompile(`\sstyle=`),
	"an inline handler":      regexp.MustCompile(`\son[a-z]+=`),
	"an inline script":       regexp.MustCompile(`<script>|templ\.JSFuncCall|templ\.JSExpression`),
	"a style element":        regexp.MustCompile(`<style`),
	"an htmx handler":        regexp.MustCompile(`hx-on`),
	"a filter in hx-trigger": regexp.MustCompile(`hx-trigger="[^"]*\[`),
	"evaluated hx-vals":      regexp.MustCompile(`hx-(vals|headers)="?\s*js(avascript)?:`),
	"an outside address":     regexp.MustCompile(`(href|src|action)="(https?:)?//`),
}

func TestTemplatesKeepToThePolicy(t *testing.T) {
	for _, s := range sources(t, ".", ".templ") {
		for what, pattern := range forbidden {
			if found := pattern.FindString(s.text); found != "" {
				t.Errorf("%s holds %s: %q", s.name, what, found)
			}
		}
	}
}

func TestTheForbiddenIsFound(t *testing.T) {
	planted := []string{
		`<p style="x">`, `<p onclick="x">`, `<script>x</script>`, `<style>`, `<p hx-on:click="x">`,
		`<p hx-trigger="click[ctrlKey]">`, `<p hx-vals="js:{a: 1}">`, `<a href="https://x">`,
	}
	for _, text := range planted {
		if !slices.ContainsFunc(slices.Collect(maps.Values(forbidden)), func(r *regexp.Regexp) bool { return r.MatchString(text) }) {
			t.Errorf("not found: %s", text)
		}
	}
}

var evaluates = regexp.MustCompile(`\beval\(|new Function\(|\.innerHTML\s*=|document\.write|setTimeout\(\s*["']`)

func TestScriptsEvaluateNothing(t *testing.T) {
	for _, s := range sources(t, "../static", ".js") {
		if found := evaluates.FindString(s.text); found != "" {
			t.Errorf("static/%s: %q", s.name, found)
		}
	}
}

var assetName = regexp.MustCompile(`"((?:css|js|img|vendor)/[a-zA-Z0-9./-]+\.[a-z0-9]+)"`)

func TestEveryAssetNamedIsThere(t *testing.T) {
	names := static.Names()
	for _, s := range sources(t, ".", ".templ", ".go") {
		if strings.HasSuffix(s.name, "_test.go") {
			continue
		}
		for _, match := range assetName.FindAllStringSubmatch(s.text, -1) {
			if !slices.Contains(names, match[1]) {
				t.Errorf("%s names the file %s, which is not in static", s.name, match[1])
			}
		}
	}
}
