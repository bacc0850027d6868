package exercises

import (
	"bytes"
	"strings"
	"testing"

	"arrowbook/grading"
)

// Whatever is written, it is judged without a panic, twice the same, and with evidence within the text.
func FuzzGrade(f *testing.F) {
	book, err := Load(nil)
	if err != nil {
		f.Fatal(err)
	}
	for i, text := range []string{
		"Clients retry, so the load grows.", "x→y → z\r\n- a\n- b", "ＲＥＴＲＹ ﬁx “it’s”", "don't not never", "e\u0301\u0301\u0301", "\u202eretries", "100% 4x #1", strings.Repeat("retry load ", 90),
	} {
		f.Add(uint8(i), text)
	}
	f.Fuzz(func(t *testing.T, number uint8, text string) {
		if len(text) > 2000 {
			return
		}
		task := book.Tasks[int(number)%len(book.Tasks)]
		answers := everywhere(task, text).Normalise()
		first := task.Rubric.Grade(answers, nil)
		for _, result := range first.Criteria {
			for _, span := range result.Evidence {
				if span.Whole {
					continue
				}
				if _, inside := deleted(answers, span); !inside {
					t.Errorf("%s: evidence %+v lies outside of %q", result.Criterion, span, text)
				}
			}
		}
		if again := task.Rubric.Grade(answers, nil); !bytes.Equal(encoded(t, first), encoded(t, again)) {
			t.Errorf("%q is judged in two ways", text)
		}
	})
}

func encoded(t *testing.T, report grading.Report) []byte {
	t.Helper()
	data, err := report.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// everywhere puts a text into every field that takes one.
func everywhere(task *Task, text string) grading.Answers {
	answers := grading.Answers{}
	for _, field := range task.Fields {
		v := grading.Value{Kind: field.Kind}
		switch field.Kind {
		case grading.KindText:
			v.Text = text
		case grading.KindList:
			v.Items = strings.Split(text, "\n")
		case grading.KindCoupling:
			v.Coupling = grading.Coupling{X: text, Y: text, Z: text, B: text}
		case grading.KindRows:
			row := map[string]string{}
			for _, column := range field.Columns {
				row[column] = text
			}
			v.Rows = []map[string]string{row}
		default:
			continue
		}
		answers[field.ID] = v
	}
	return answers
}
