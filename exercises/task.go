package exercises

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"

	"arrowbook/grading"
)

// FirstOwnTask is the least number that a task of somebody's own content folder may have.
const FirstOwnTask = 100

// taskFile is task.yaml as written.
type taskFile struct {
	Number      int
	Slug        string
	Title       string
	Chapter     string
	Lead        string
	Deliverable string
	Fields      []fieldFile
	Frame       *taskFrameFile
	Watch       *watchFile
	Proofs      []proofFile
}

// taskFrameFile says how the common fields stand in a task.
type taskFrameFile struct {
	Omits []string
	Help  map[string]string
}

var folderName = regexp.MustCompile(`^(\d+)-([a-z0-9-]+)$`)

// task reads one task's folder; nil when it cannot be used at all.
func (l *loader) task(content fs.FS, folder string) *Task {
	var file taskFile
	doc := readYAML(content, path.Join(folder, "task.yaml"), &file, l.faults)
	if doc == nil {
		return nil
	}
	l.origins[file.Slug] = folder
	checkTaskFile(doc, folder, file)
	diagram := l.diagram(content, folder)
	task := &Task{
		Number: file.Number, Slug: file.Slug, Title: file.Title, Lead: file.Lead, Chapter: file.Chapter,
		Deliverable: file.Deliverable, Diagram: diagram, Hash: folderHash(content, folder),
		Watch: file.Watch.build(doc),
	}
	prompt := readText(content, folder, "prompt.md", l.faults)
	hints := readText(content, folder, "hints.md", l.faults)
	task.Prompt, task.Hints = render(prompt), hintSteps(hints)
	task.Fields = append(ownFields(doc, file, diagram), frameFields(file, l.frame, diagram)...)
	task.Proofs = buildProofs(doc, file.Proofs, task.Fields)
	task.PromptText, task.HintTexts = append(taskTexts(task, prompt), briefs(content, folder)...), hintTexts(hints)
	l.answers(content, folder, task)
	return task
}

func checkTaskFile(doc *document, folder string, file taskFile) {
	name := folderName.FindStringSubmatch(path.Base(folder))
	if name == nil {
		doc.fault(nil, "the folder's name is not number-slug, such as 101-my-task")
	} else if number, _ := strconv.Atoi(name[1]); number != file.Number || name[2] != file.Slug {
		doc.fault(at("slug"), "number %d and slug %q are not those of the folder's name", file.Number, file.Slug)
	}
	for key, text := range map[string]string{"title": file.Title, "lead": file.Lead, "chapter": file.Chapter} {
		if strings.TrimSpace(text) == "" {
			doc.fault(at(key), "%s is empty", key)
		}
	}
	if file.Number < 1 {
		doc.fault(at("number"), "number %d is not a task's number", file.Number)
	}
}

// GradingFields are the fields as grading knows them.
func (t *Task) GradingFields() []grading.Field {
	fields := make([]grading.Field, len(t.Fields))
	for i, field := range t.Fields {
		fields[i] = field.Field
	}
	return fields
}

// Field finds a field by its id.
func (t *Task) Field(id string) (Field, bool) {
	for _, field := range t.Fields {
		if field.ID == id {
			return field, true
		}
	}
	return Field{}, false
}

// briefs are the task and what holds for all tasks, as they are handed out beside the book: a folder may have its
// task's in brief.md. Nobody reads them here; repeated by a learner, they count as little as the prompt.
func briefs(content fs.FS, folder string) []string {
	var texts []string
	for _, file := range []string{"brief.md", path.Join(folder, "brief.md")} {
		if data, err := fs.ReadFile(content, file); err == nil {
			texts = append(texts, string(data))
		}
	}
	return texts
}

// folderHash names the state of a folder: it changes whenever a byte of any file in it does.
func folderHash(content fs.FS, folder string) string {
	hash := sha256.New()
	_ = fs.WalkDir(content, folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(content, name)
		fmt.Fprintf(hash, "%s %d\n", path.Base(name), len(data))
		hash.Write(data)
		return err
	})
	return hex.EncodeToString(hash.Sum(nil)[:8])
}

const hintSeparator = "\n---\n"

func hintTexts(source string) []string {
	var texts []string
	for part := range strings.SplitSeq("\n"+source+"\n", hintSeparator) {
		if text := strings.TrimSpace(part); text != "" {
			texts = append(texts, text)
		}
	}
	return texts
}

func hintSteps(source string) []Hint {
	var hints []Hint
	for _, text := range hintTexts(source) {
		hints = append(hints, Hint{Text: render(text)})
	}
	return hints
}

// taskTexts are the words that the task itself says: repeated by a learner, they do not count.
func taskTexts(task *Task, prompt string) []string {
	texts := []string{task.Lead, task.Deliverable, prompt}
	for _, field := range task.Fields {
		texts = append(texts, field.Section, field.Label, field.Help, field.Row)
	}
	return texts
}
