package exercises

import (
	"cmp"
	"io/fs"
	"maps"
	"path"
	"slices"
	"sync"

	"arrowbook/grading"
)

// Load reads and validates the book: the embedded content and, when overlay is not nil, the folders of
// overlay/tasks and overlay/lessons on top. A folder whose slug the book has replaces it; others are added. So it is
// with the files of overlay/missions.
// The error is *Faults, with every fault's file and line.
func Load(overlay fs.FS) (*Book, error) {
	loader := newLoader()
	loader.shared(Embedded())
	loader.folders(Embedded())
	if overlay != nil {
		loader.folders(overlay)
	}
	book := loader.book()
	if len(loader.faults.List) > 0 {
		loader.faults.sorted()
		return nil, loader.faults
	}
	return book, nil
}

// loader gathers the parts of a book and the faults met on the way.
type loader struct {
	faults   *Faults
	file     bookFile
	bookDoc  *document
	frame    frameFile
	lexicon  *grading.Lexicon
	tasks    map[string]*Task
	lessons  map[string]*Lesson
	missions map[string]Missions // by scenario
	origins  map[string]string   // slug -> folder, to name both of two that clash
}

func newLoader() *loader {
	return &loader{
		faults: &Faults{}, tasks: map[string]*Task{}, lessons: map[string]*Lesson{}, missions: map[string]Missions{}, origins: map[string]string{},
	}
}

// shared reads what all tasks have in common.
func (l *loader) shared(content fs.FS) {
	l.bookDoc = readYAML(content, "book.yaml", &l.file, l.faults)
	readYAML(content, "frame.yaml", &l.frame, l.faults)
	l.lexicon = readLexicon(content, l.faults)
}

func readLexicon(content fs.FS, faults *Faults) *grading.Lexicon {
	concepts, ok := readFile(content, "lexicon.yaml", faults)
	english, too := readFile(content, "english.txt", faults)
	if !ok || !too {
		return nil
	}
	lexicon, err := grading.ParseLexicon(concepts, english)
	if err != nil {
		faults.add("lexicon.yaml", 0, "%v", err)
	}
	return lexicon
}

// readFile reads a file that must be there.
func readFile(content fs.FS, file string, faults *Faults) ([]byte, bool) {
	data, err := fs.ReadFile(content, file)
	if err != nil {
		faults.add(file, 0, "the file is missing: %v", fileReason(err))
	}
	return data, err == nil
}

// folders reads every task and lesson folder of a content folder, and its missions.
func (l *loader) folders(content fs.FS) {
	l.missionFiles(content)
	var compiling sync.WaitGroup // most of a start's time
	defer compiling.Wait()
	for _, folder := range subfolders(content, "tasks") {
		if task := l.task(content, folder); task != nil {
			l.tasks[task.Slug] = task
			compiling.Go(func() { task.Rubric = l.rubric(content, folder, task) })
		}
	}
	for _, folder := range subfolders(content, "lessons") {
		if lesson := l.lesson(content, folder); lesson != nil {
			l.lessons[lesson.Slug] = lesson
		}
	}
}

// subfolders lists the folders below a folder; an absent one has none.
func subfolders(content fs.FS, parent string) []string {
	entries, err := fs.ReadDir(content, parent)
	if err != nil {
		return nil
	}
	var folders []string
	for _, entry := range entries {
		if entry.IsDir() {
			folders = append(folders, path.Join(parent, entry.Name()))
		}
	}
	return folders
}

// book puts the parts in order and checks what only the whole can show.
func (l *loader) book() *Book {
	book := &Book{Title: l.file.Title, Contrast: l.file.Contrast.build(), Frame: l.frame.build()}
	for _, task := range l.tasks {
		book.Tasks = append(book.Tasks, task)
	}
	slices.SortFunc(book.Tasks, func(a, b *Task) int { return cmp.Or(a.Number-b.Number, cmp.Compare(a.Slug, b.Slug)) })
	for _, lesson := range l.lessons {
		book.Lessons = append(book.Lessons, lesson)
	}
	slices.SortFunc(book.Lessons, func(a, b *Lesson) int {
		return cmp.Or(-cmp.Compare(a.Family, b.Family), a.Order-b.Order, cmp.Compare(a.Slug, b.Slug))
	})
	for _, scenario := range slices.Sorted(maps.Keys(l.missions)) {
		book.Missions = append(book.Missions, l.missions[scenario])
	}
	l.chapters(book)
	l.wholeFaults(book)
	return book
}

// Task finds a task by its number.
func (b *Book) Task(number int) (*Task, bool) {
	for _, task := range b.Tasks {
		if task.Number == number {
			return task, true
		}
	}
	return nil, false
}

// Lesson finds a lesson by its slug.
func (b *Book) Lesson(slug string) (*Lesson, bool) {
	for _, lesson := range b.Lessons {
		if lesson.Slug == slug {
			return lesson, true
		}
	}
	return nil, false
}
