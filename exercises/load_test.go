package exercises

import (
	"io/fs"
	"path"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
)

func TestTheBookHasNoFault(t *testing.T) {
	for _, fault := range Lint(nil) {
		t.Error(fault)
	}
}

func TestTheBookIsComplete(t *testing.T) {
	book := loadBook(t)
	for number := 1; number <= 12; number++ {
		task, found := book.Task(number)
		if !found {
			t.Fatalf("there is no task %d", number)
		}
		if len(task.Hints) < 2 || len(task.Wrong) < 2 || len(task.Fields) == 0 {
			t.Errorf("task %d has %d hints, %d typical wrong answers and %d fields", number, len(task.Hints), len(task.Wrong), len(task.Fields))
		}
	}
	slugs := []string{
		"blocking-amplification", "cascading-failure", "availability-coupling",
		"duplicate-execution", "ordering-violations", "completion-invisibility", "orphaned-work",
	}
	for i, slug := range slugs {
		if len(book.Lessons) <= i || book.Lessons[i].Slug != slug {
			t.Fatalf("lesson %d is not %s", i+1, slug)
		}
	}
}

func TestThreeQuestionsAreTrulyLocal(t *testing.T) {
	local := 0
	for _, lesson := range loadBook(t).Lessons {
		for _, question := range lesson.Check {
			if question.Local {
				local++
			}
		}
	}
	if local < 3 {
		t.Errorf("%d questions have a cause in one box; the checks need three", local)
	}
}

var loaded = sync.OnceValues(func() (*Book, error) { return Load(nil) })

// loadBook is the book itself, read once for all tests.
func loadBook(t *testing.T) *Book {
	t.Helper()
	book, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// own is task 3 under a number and a slug of its own, as somebody's content folder would hold it.
func own(t *testing.T) fstest.MapFS {
	t.Helper()
	content := fstest.MapFS{}
	const from, to = "tasks/03-local-optimum", "tasks/103-my-optimum"
	err := fs.WalkDir(Embedded(), from, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(Embedded(), name)
		content[strings.Replace(name, from, to, 1)] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	edit(t, content, path.Join(to, "task.yaml"), `(?m)^number: 3$`, "number: 103")
	edit(t, content, path.Join(to, "task.yaml"), `(?m)^slug: local-optimum$`, "slug: my-optimum")
	return content
}

// edit replaces the first match of a pattern in a file.
func edit(t *testing.T, content fstest.MapFS, file, pattern, replacement string) {
	t.Helper()
	found := regexp.MustCompile(pattern)
	place := found.FindIndex(content[file].Data)
	if place == nil {
		t.Fatalf("%s has no %s", file, pattern)
	}
	data := string(content[file].Data)
	content[file] = &fstest.MapFile{Data: []byte(data[:place[0]] + replacement + data[place[1]:])}
}

func TestOverlayAddsATask(t *testing.T) {
	book, err := Load(own(t))
	if err != nil {
		t.Fatal(err)
	}
	task, found := book.Task(103)
	if !found || task.Slug != "my-optimum" {
		t.Fatalf("task 103 is %v", task)
	}
	if original, _ := book.Task(3); original.Hash == task.Hash {
		t.Error("two folders with different files have the same hash")
	}
}

func TestOverlayReplacesALesson(t *testing.T) {
	content := fstest.MapFS{}
	for _, name := range []string{"lesson.yaml", "lesson.md", "check.yaml"} {
		file := "lessons/orphaned-work/" + name
		data, err := fs.ReadFile(Embedded(), file)
		if err != nil {
			t.Fatal(err)
		}
		content[file] = &fstest.MapFile{Data: data}
	}
	edit(t, content, "lessons/orphaned-work/lesson.yaml", `(?m)^title: .*$`, "title: Work that nobody waits for")
	book, err := Load(content)
	if err != nil {
		t.Fatal(err)
	}
	if lesson, _ := book.Lesson("orphaned-work"); lesson.Title != "Work that nobody waits for" {
		t.Errorf("the lesson is still %q", lesson.Title)
	}
}

// loadsForEachCase is for tests that read the whole book for every case.
func loadsForEachCase(t *testing.T) {
	t.Helper()
	if underRace {
		t.Skip("the book is read for every case, without the race detector")
	}
}

// Every kind of fault is named with its file and, where the file has one, its line.
func TestFaultsNameFileAndLine(t *testing.T) {
	loadsForEachCase(t)
	const folder = "tasks/103-my-optimum/"
	cases := []struct {
		name              string
		file              string
		pattern, replaced string
		want              string
	}{
		{"an unknown key", "task.yaml", `(?m)^lead:`, "leed: x\nlead:", `task.yaml:\d+: field leed not found`},
		{"broken YAML", "task.yaml", `(?m)^title:.*$`, "title: [", `task.yaml:\d+: `},
		{"an empty title", "task.yaml", `(?m)^title:.*$`, `title: ""`, `task.yaml:\d+: title is empty`},
		{"another number than the folder's", "task.yaml", `(?m)^number: 103$`, "number: 104", `task.yaml:\d+: number 104`},
		{"a taken number", "task.yaml", `(?m)^number: 103$`, "number: 3", `task number 3 is taken`},
		{"an unknown chapter", "task.yaml", `(?m)^chapter:.*$`, "chapter: cooking", `there is no chapter "cooking"`},
		{"an unknown kind of field", "task.yaml", `kind: list`, "kind: scroll", `task.yaml:\d+: "scroll" is not a kind of field`},
		{"an arrow to nowhere", "diagram.yaml", `to: api`, "to: nowhere", `diagram.yaml:\d+: there is no box "nowhere"`},
		{"a box outside the stage", "diagram.yaml", `wide: \{x: [\d.]+`, "wide: {x: 9999", `diagram.yaml:\d+: box \S+ does not lie within the wide stage`},
		{"a station without a place", "diagram.yaml", `box:client"`, `box:nobody"`, `diagram.yaml:\d+: .* is no box or arrow`},
		{"an empty prompt", "prompt.md", `(?s)^.*$`, " \n", `prompt.md:1: the file is empty`},
		{"an unknown criterion", "wrong.yaml", `criterion: \S+`, "criterion: nonsense", `wrong.yaml: \S+: the task has no criterion "nonsense"`},
		{"an endless reply", "wrong.yaml", `(?m)reply: .*$`, "reply: " + strings.Repeat("word ", 46), `wrong.yaml:\d+: the reply has 46 words`},
		{"an answer to a field nobody asked for", "model.yaml", `optimum\.client:`, "optimum.nobody:", `model.yaml:\d+: .*optimum\.nobody`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			content := own(t)
			edit(t, content, folder+c.file, c.pattern, c.replaced)
			if !anyFault(Lint(content), c.want) {
				t.Errorf("no fault is like %s among %v", c.want, Lint(content))
			}
		})
	}
}

func anyFault(faults []Fault, pattern string) bool {
	want := regexp.MustCompile(pattern)
	for _, fault := range faults {
		if want.MatchString(fault.String()) {
			return true
		}
	}
	return false
}

func TestMissingFilesAreFaults(t *testing.T) {
	loadsForEachCase(t)
	for _, file := range []string{"diagram.yaml", "prompt.md", "hints.md", "model.yaml", "model.md", "wrong.yaml", "rubric.yaml"} {
		content := own(t)
		delete(content, "tasks/103-my-optimum/"+file)
		if !anyFault(Lint(content), regexp.QuoteMeta(file)+": the file is missing") {
			t.Errorf("%s is missing and no fault says so", file)
		}
	}
}

func TestAFaultStopsTheStart(t *testing.T) {
	content := own(t)
	delete(content, "tasks/103-my-optimum/prompt.md")
	if _, err := Load(content); err == nil || !strings.Contains(err.Error(), "prompt.md") {
		t.Errorf("the book loads: %v", err)
	}
}
