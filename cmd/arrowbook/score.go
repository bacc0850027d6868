package main

import (
	"fmt"
	"os"

	"arrowbook/exercises"
	"arrowbook/grading"
)

// gradeScore prints how well the checker agrees with labelled files, and, if asked, where it does not.
func gradeScore(book *exercises.Book, files []string, misses bool, sys system) error {
	if len(files) == 0 {
		return usagef("grade: --score needs at least one labelled file")
	}
	var all []exercises.Marked
	for _, name := range files {
		more, err := scoreFile(book, name)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, more...)
	}
	out := grading.ScoreTable(exercises.Scores(all))
	if misses {
		out += exercises.Misses(all)
	}
	_, err := fmt.Fprint(sys.Out, out)
	return err
}

func scoreFile(book *exercises.Book, name string) ([]exercises.Marked, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	answers, err := exercises.ReadLabelled(file)
	if err != nil {
		return nil, err
	}
	return book.Mark(answers)
}
