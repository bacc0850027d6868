package exercises

import (
	"maps"
	"strings"
	"testing"

	"arrowbook/grading"
)

// Right sentences in each other's places earn nothing, and the learner is told what they look like.
func TestTextsInEachOthersPlaces(t *testing.T) {
	book := loadBook(t)
	task, _ := book.Task(1)
	rows := []string{"r1.why", "r2.why", "r3.why", "r4.why", "r5.why", "r6.why"}
	told := 0
	for _, result := range task.Rubric.Grade(rotated(task.Model.Answers, rows), nil).Criteria {
		if strings.HasSuffix(result.Criterion, "-why") && result.Verdict == grading.Met {
			t.Errorf("%s is met by another row's text", result.Criterion)
		}
		if strings.Contains(result.Feedback, "changed places") {
			told++
		}
	}
	if told == 0 {
		t.Error("nobody is told that the texts have changed places")
	}
}

// rotated puts each field's value into the next field.
func rotated(answers grading.Answers, fields []string) grading.Answers {
	moved := maps.Clone(answers)
	for i, id := range fields {
		moved[fields[(i+1)%len(fields)]] = answers[id]
	}
	return moved
}
