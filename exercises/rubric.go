package exercises

import (
	"io/fs"
	"path"

	"arrowbook/grading"
)

// rubric reads and compiles a task's rubric.
func (l *loader) rubric(content fs.FS, folder string, task *Task) *grading.Rubric {
	var source grading.Source
	doc := readYAML(content, path.Join(folder, "rubric.yaml"), &source, l.faults)
	if doc == nil || l.lexicon == nil {
		return nil
	}
	rubric, err := grading.Compile(grading.TaskInfo{
		Number: task.Number, Fields: task.GradingFields(), Prompts: task.PromptText,
	}, source, l.lexicon)
	if err != nil {
		doc.fault(nil, "%v", err)
	}
	return rubric
}
