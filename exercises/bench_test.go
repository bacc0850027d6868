package exercises

import "testing"

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
