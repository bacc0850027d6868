package exercises

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
)

// lessonFile is lesson.yaml as written.
type lessonFile struct {
	Slug, Title, Family string
	Order               int
	Lead, Question      string
	Assumed             string
	RootCause           string `yaml:"root_cause"`
	Failure             string
	Margin              []noteFile
	Watch               *watchFile
	Tasks               []int
}

type noteFile struct{ Section, Title, Body string }

type checkFile struct{ Questions []questionFile }

type questionFile struct {
	ID, Text string
	Local    bool
	Choices  []choiceFile
}

// lesson reads one lesson's folder; nil when it cannot be used at all.
func (l *loader) lesson(content fs.FS, folder string) *Lesson {
	var file lessonFile
	doc := readYAML(content, path.Join(folder, "lesson.yaml"), &file, l.faults)
	if doc == nil {
		return nil
	}
	l.origins[file.Slug] = folder
	checkLessonFile(doc, folder, file)
	sections := l.sections(content, folder)
	return &Lesson{
		Slug: file.Slug, Title: file.Title, Family: file.Family, Order: file.Order, Lead: file.Lead,
		Question: file.Question, Assumed: render(file.Assumed), RootCause: file.RootCause, Failure: file.Failure,
		Sections: sections, Margin: notes(doc, file.Margin, sections), Watch: file.Watch.build(doc),
		Check: l.check(content, folder), Tasks: file.Tasks, Hash: folderHash(content, folder),
	}
}

func checkLessonFile(doc *document, folder string, file lessonFile) {
	if path.Base(folder) != file.Slug {
		doc.fault(at("slug"), "slug %q is not the folder's name", file.Slug)
	}
	required := map[string]string{
		"title": file.Title, "family": file.Family, "lead": file.Lead, "question": file.Question,
		"assumed": file.Assumed, "root_cause": file.RootCause, "failure": file.Failure,
	}
	for key, text := range required {
		if strings.TrimSpace(text) == "" {
			doc.fault(at(key), "%s is empty", key)
		}
	}
}

var sectionHeading = regexp.MustCompile(`(?m)^## \[([a-z-]+)\][ \t]*(.*)$`)

// sections splits lesson.md at its headings of the form "## [id] Title".
func (l *loader) sections(content fs.FS, folder string) []Section {
	source := readText(content, folder, "lesson.md", l.faults)
	headings := sectionHeading.FindAllStringSubmatchIndex(source, -1)
	if len(headings) == 0 && source != "" {
		l.faults.add(path.Join(folder, "lesson.md"), 1, `there is no section; each begins with "## [id] Title"`)
	}
	var sections []Section
	for i, h := range headings {
		end := len(source)
		if i+1 < len(headings) {
			end = headings[i+1][0]
		}
		body := strings.TrimSpace(source[h[1]:end])
		if body == "" {
			l.faults.add(path.Join(folder, "lesson.md"), 1+strings.Count(source[:h[0]], "\n"), "the section is empty")
		}
		sections = append(sections, Section{ID: source[h[2]:h[3]], Title: strings.TrimSpace(source[h[4]:h[5]]), Body: render(body)})
	}
	return sections
}

func notes(doc *document, files []noteFile, sections []Section) []Note {
	known := map[string]bool{}
	for _, section := range sections {
		known[section.ID] = true
	}
	var notes []Note
	for i, n := range files {
		if !known[n.Section] {
			doc.fault(at("margin", i, "section"), "there is no section %q", n.Section)
		}
		notes = append(notes, Note{Section: n.Section, Title: n.Title, Body: render(n.Body)})
	}
	return notes
}

// check reads a lesson's own questions: three to five of them.
func (l *loader) check(content fs.FS, folder string) []Question {
	var file checkFile
	doc := readYAML(content, path.Join(folder, "check.yaml"), &file, l.faults)
	if doc == nil {
		return nil
	}
	if n := len(file.Questions); n < 3 || n > 5 {
		doc.fault(at("questions"), "a lesson's check has three to five questions, not %d", n)
	}
	var questions []Question
	seen := map[string]bool{}
	for i, q := range file.Questions {
		if q.ID == "" || seen[q.ID] || strings.TrimSpace(q.Text) == "" {
			doc.fault(at("questions", i), "a question needs an id of its own and a text")
		}
		seen[q.ID] = true
		checkChoices(doc, at("questions", i, "choices"), q.Choices, true)
		questions = append(questions, Question{ID: q.ID, Text: render(q.Text), Local: q.Local, Choices: buildChoices(q.Choices)})
	}
	return questions
}

// Mark judges one answer of a lesson's check: the chosen choice with its explanation.
func (q Question) Mark(choice string) (Choice, error) {
	for _, c := range q.Choices {
		if c.ID == choice {
			return c, nil
		}
	}
	return Choice{}, fmt.Errorf("question %s has no choice %q", q.ID, choice)
}
