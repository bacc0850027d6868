package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"arrowbook/exercises"
	"arrowbook/grading"
)

// maxGradeLine is the longest line that grade reads, in bytes.
const maxGradeLine = 1 << 20

// grade judges answers given as JSON lines. A line that cannot be judged gets an error line; the others go
// on, and the exit status is 1 at the end.
func grade(_ context.Context, args []string, sys system) error {
	flags := newFlags("grade", "[--score [--misses] FILE…]", "judge answers: {\"id\", \"task\", \"answers\"} lines in, report lines out", sys)
	content := flags.text("content", "", "a content folder that lies over the book")
	score := flags.Bool("score", false, "print figures over labelled files instead")
	misses := flags.Bool("misses", false, "with --score: print the verdicts that are not the labels, too")
	if err := flags.parse(args, 0, 1000); err != nil {
		return err
	}
	book, err := loadBook(*content)
	if err != nil {
		return err
	}
	if *score {
		return gradeScore(book, flags.Args(), *misses, sys)
	}
	if flags.NArg() > 0 {
		return usagef("grade: %q: answers are read from standard input; --score reads files", flags.Arg(0))
	}
	return gradeLines(book, sys)
}

func gradeLines(book *exercises.Book, sys system) error {
	out := bufio.NewWriter(sys.Out)
	defer out.Flush()
	failed := false
	err := eachLine(sys.In, func(line []byte, tooLong bool) error {
		reply, ok := gradeLine(book, line, tooLong)
		failed = failed || !ok
		return writeLine(out, reply)
	})
	if err != nil {
		return err
	}
	if failed {
		return errReported
	}
	return nil
}

// eachLine gives every line that is not blank; a line over the limit comes without its text.
func eachLine(in io.Reader, do func(line []byte, tooLong bool) error) error {
	reader := bufio.NewReaderSize(in, maxGradeLine)
	for {
		line, err := reader.ReadSlice('\n')
		tooLong := errors.Is(err, bufio.ErrBufferFull)
		for errors.Is(err, bufio.ErrBufferFull) {
			_, err = reader.ReadSlice('\n')
		}
		if text := bytes.TrimSpace(line); tooLong || len(text) > 0 {
			if fault := do(text, tooLong); fault != nil {
				return fault
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// gradeAnswer is a line to be judged.
type gradeAnswer struct {
	ID      json.RawMessage `json:"id"`
	Task    int             `json:"task"`
	Answers json.RawMessage `json:"answers"`
}

// gradeError is the reply to a line that cannot be judged.
type gradeError struct {
	ID    json.RawMessage `json:"id"`
	Error string          `json:"error"`
}

func gradeLine(book *exercises.Book, line []byte, tooLong bool) (reply any, ok bool) {
	if tooLong {
		return gradeError{ID: json.RawMessage("null"), Error: fmt.Sprintf("the line is longer than %d bytes", maxGradeLine)}, false
	}
	var answer gradeAnswer
	if err := json.Unmarshal(line, &answer); err != nil {
		return gradeError{ID: json.RawMessage("null"), Error: "the line is not a JSON object with id, task and answers: " + err.Error()}, false
	}
	if answer.ID == nil {
		answer.ID = json.RawMessage("null")
	}
	report, err := judge(book, answer)
	if err != nil {
		return gradeError{ID: answer.ID, Error: err.Error()}, false
	}
	return reportLine{ID: answer.ID, Report: report}, true
}

func judge(book *exercises.Book, answer gradeAnswer) (grading.Report, error) {
	task, found := book.Task(answer.Task)
	if !found {
		return grading.Report{}, fmt.Errorf("there is no task %d", answer.Task)
	}
	answers, err := grading.ParseAnswers(task.GradingFields(), answer.Answers)
	if err != nil {
		return grading.Report{}, err
	}
	return task.Rubric.Grade(answers, nil), nil
}

// reportLine is a report with the id of its answer in front.
type reportLine struct {
	ID     json.RawMessage
	Report grading.Report
}

// MarshalJSON puts the id before the report's own members.
func (l reportLine) MarshalJSON() ([]byte, error) {
	report, err := json.Marshal(l.Report)
	if err != nil {
		return nil, err
	}
	return append(append(append([]byte(`{"id":`), l.ID...), ','), report[1:]...), nil
}

func writeLine(out *bufio.Writer, value any) error {
	data, err := marshal(value)
	if err != nil {
		return err
	}
	_, err = out.Write(data)
	return err
}

// marshal encodes without escaping <, > and &: the lines are read by programs, not by browsers.
func marshal(value any) ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return out.Bytes(), err
}
