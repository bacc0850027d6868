package exercises

import "slices"

// bookFile is book.yaml as written.
type bookFile struct {
	Title    string
	Chapters []chapterFile
	Contrast contrastFile
}

type chapterFile struct {
	ID, Title, Motto string
	Learn, Watch     []string
	Do               []int
}

type contrastFile struct {
	Rows      []ContrastRow
	Insight   string
	Neither   string
	OneLine   string `yaml:"one_line"`
	Streaming string
}

func (c contrastFile) build() Contrast {
	return Contrast{
		Rows: c.Rows, Insight: render(c.Insight), Neither: render(c.Neither),
		OneLine: render(c.OneLine), Streaming: render(c.Streaming),
	}
}

// frameFile is frame.yaml as written.
type frameFile struct {
	Title, Intro string
	Fields       map[string]frameFieldFile
}

type frameFieldFile struct {
	Label, Help string
	Parts       map[string]string
	Options     pairs
}

func (f frameFile) build() Frame {
	frame := Frame{Title: f.Title, Intro: render(f.Intro), Fields: map[string]FieldText{}}
	for id, field := range f.Fields {
		frame.Fields[id] = field.text()
	}
	return frame
}

func (f frameFieldFile) text() FieldText {
	return FieldText{Label: f.Label, Help: f.Help, Parts: f.Parts}
}

// chapters builds the map of the book. Tasks and lessons that an overlay added and no chapter lists stand
// at the end of the chapter that they name themselves.
func (l *loader) chapters(book *Book) {
	for i, c := range l.file.Chapters {
		chapter := Chapter(c)
		l.chapterFaults(book, i, c)
		for _, task := range book.Tasks {
			if task.Chapter == c.ID && !slices.Contains(chapter.Do, task.Number) {
				chapter.Do = append(chapter.Do, task.Number)
			}
		}
		for _, lesson := range book.Lessons {
			if lesson.Family == c.ID && !slices.Contains(chapter.Learn, lesson.Slug) {
				chapter.Learn = append(chapter.Learn, lesson.Slug)
			}
		}
		book.Chapters = append(book.Chapters, chapter)
	}
}

func (l *loader) chapterFaults(book *Book, i int, c chapterFile) {
	for j, slug := range c.Learn {
		if _, found := book.Lesson(slug); !found {
			l.bookDoc.fault(at("chapters", i, "learn", j), "there is no lesson %q", slug)
		}
	}
	for j, number := range c.Do {
		if _, found := book.Task(number); !found {
			l.bookDoc.fault(at("chapters", i, "do", j), "there is no task %d", number)
		}
	}
}

// wholeFaults finds what is wrong between the parts: two tasks with one number, a chapter nobody knows.
func (l *loader) wholeFaults(book *Book) {
	numbers := map[int]string{}
	for _, task := range book.Tasks {
		folder := l.origins[task.Slug]
		if other, taken := numbers[task.Number]; taken {
			l.faults.add(folder+"/task.yaml", 0, "task number %d is taken by %s", task.Number, other)
		}
		numbers[task.Number] = folder
		if !book.hasChapter(task.Chapter) {
			l.faults.add(folder+"/task.yaml", 0, "there is no chapter %q", task.Chapter)
		}
	}
	for _, lesson := range book.Lessons {
		for _, number := range lesson.Tasks {
			if _, found := book.Task(number); !found {
				l.faults.add(l.origins[lesson.Slug]+"/lesson.yaml", 0, "there is no task %d", number)
			}
		}
	}
}

func (b *Book) hasChapter(id string) bool {
	return slices.ContainsFunc(b.Chapters, func(c Chapter) bool { return c.ID == id })
}
