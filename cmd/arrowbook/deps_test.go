package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// mayImport is which packages of ours each package may import. A package that is not here may not exist.
// "*" stands for all.
var mayImport = map[string][]string{
	"grading":                        {},
	"exercises/simulation":           {},
	"storage":                        {},
	"storage/storagetest":            {"storage"},
	"static":                         {},
	"exercises/scenarios":            {"exercises/simulation"},
	"exercises/scenarios/validation": {"exercises/scenarios", "exercises/simulation"},
	"exercises/runs":                 {"exercises/scenarios", "exercises/simulation"},
	"exercises":                      {"grading"},
	"web/ui":                         {"exercises", "grading", "static"},
	"web/book":                       room,
	"web/lab":                        room,
	"web/desk":                       room,
	"web":                            {"web/book", "web/lab", "web/desk", "web/ui", "static", "storage", "exercises", "exercises/runs"},
	"cmd/arrowbook":                  {"*"},
}

// room is what a room of the site may import: never another room.
var room = []string{"web/ui", "exercises", "grading", "exercises/runs", "exercises/scenarios", "storage"}

// pure packages touch no network, database, file, clock or global random source.
var pure = []string{"grading", "exercises/simulation", "exercises/scenarios", "exercises/scenarios/validation"}

var impure = []string{"net", "net/http", "database/sql", "os", "os/exec", "math/rand", "math/rand/v2", "crypto/rand", "syscall", "embed", "testing"}

var wallClock = []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTicker", "NewTimer"}

// goPackage is what go list tells of a package.
type goPackage struct {
	ImportPath, Dir string
	Imports         []string
	GoFiles         []string
}

func TestImportsFollowTheTable(t *testing.T) {
	packages := listPackages(t)
	if len(packages) < len(mayImport)-1 {
		t.Fatalf("go list shows %d packages, the table has %d", len(packages), len(mayImport))
	}
	for _, problem := range importProblems(packages) {
		t.Error(problem)
	}
}

func TestPurePackagesTouchNothing(t *testing.T) {
	for _, p := range listPackages(t) {
		for _, problem := range purityProblems(t, p) {
			t.Error(problem)
		}
	}
}

func TestPlantedViolationsAreFound(t *testing.T) {
	planted := []goPackage{
		{ImportPath: "arrowbook/storage", Imports: []string{"arrowbook/exercises"}},
		{ImportPath: "arrowbook/web/book", Imports: []string{"arrowbook/web/lab"}},
		{ImportPath: "arrowbook/utils"},
		{ImportPath: "arrowbook/grading", Imports: []string{"net/http"}},
	}
	for _, p := range planted {
		if len(importProblems([]goPackage{p}))+len(purityProblems(t, p)) == 0 {
			t.Errorf("%+v is not found", p)
		}
	}
	file := "package grading\nimport \"time\"\nvar now = time.Now()\n"
	if len(clockProblems(parseSource(t, "planted.go", file))) == 0 {
		t.Error("a use of the wall clock is not found")
	}
}

func importProblems(packages []goPackage) []string {
	var problems []string
	for _, p := range packages {
		name := strings.TrimPrefix(p.ImportPath, "arrowbook/")
		allowed, known := mayImport[name]
		if !known {
			problems = append(problems, fmt.Sprintf("%s is not in the table of packages", name))
			continue
		}
		for _, imported := range p.Imports {
			ours, isOurs := strings.CutPrefix(imported, "arrowbook/")
			if isOurs && !slices.Contains(allowed, ours) && !slices.Contains(allowed, "*") {
				problems = append(problems, fmt.Sprintf("%s may not import %s", name, ours))
			}
		}
	}
	return problems
}

func purityProblems(t *testing.T, p goPackage) []string {
	t.Helper()
	name := strings.TrimPrefix(p.ImportPath, "arrowbook/")
	if !slices.Contains(pure, name) {
		return nil
	}
	var problems []string
	for _, imported := range p.Imports {
		if slices.Contains(impure, imported) {
			problems = append(problems, fmt.Sprintf("%s is pure and may not import %s", name, imported))
		}
	}
	for _, file := range p.GoFiles {
		for _, use := range clockProblems(parseSource(t, filepath.Join(p.Dir, file), nil)) {
			problems = append(problems, fmt.Sprintf("%s is pure and may not use %s (%s)", name, use, file))
		}
	}
	return problems
}

func parseSource(t *testing.T, name string, source any) *ast.File {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, source, 0)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// clockProblems finds uses of the wall clock.
func clockProblems(file *ast.File) []string {
	var uses []string
	ast.Inspect(file, func(node ast.Node) bool {
		selector, ok := node.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if of, ok := selector.X.(*ast.Ident); ok && of.Name == "time" && slices.Contains(wallClock, selector.Sel.Name) {
			uses = append(uses, "time."+selector.Sel.Name)
		}
		return true
	})
	return uses
}

func listPackages(t *testing.T) []goPackage {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Dir,Imports,GoFiles", "arrowbook/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var packages []goPackage
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
}
