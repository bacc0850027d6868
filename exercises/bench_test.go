package exercises

import (
	"strings"
	"testing"
	"time"

	"arrowbook/grading"
)

// BenchmarkLoad is what a start costs before the first page: every rubric is compiled.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(nil); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkGrade judges the book's own labelled answers, one after the other.
func BenchmarkGrade(b *testing.B) {
	book, err := Load(nil)
	if err != nil {
		b.Fatal(err)
	}
	answers, err := LabelledSet(DevelopedSet)
	if err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i++ {
		if _, err := book.mark(&answers[i%len(answers)]); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLongText judges the longest text that a field takes, of words that many forms begin with, and beside it a
// tenth of it ten times: the two take as long where the time grows as the text does.
func BenchmarkLongText(b *testing.B) {
	book, err := Load(nil)
	if err != nil {
		b.Fatal(err)
	}
	task, _ := book.Task(3)
	text := strings.Repeat("more retries add load until the pool is full and calls time out again. ", grading.MaxTextRunes/71)
	judge := func(text string, times int) time.Duration {
		start := time.Now()
		for range times {
			task.Rubric.Grade(grading.Answers{"optimum.client": {Kind: grading.KindText, Text: text}}, nil)
		}
		return time.Since(start)
	}
	var whole, tenths time.Duration
	for b.Loop() {
		whole += judge(text, 1)
		tenths += judge(text[:len(text)/10], 10)
	}
	b.ReportMetric(float64(whole)/float64(tenths), "whole/tenths")
	b.ReportMetric(float64(whole.Microseconds())/float64(b.N)/1000, "ms-whole")
}
