package grading

import "strings"

// So many words in a row make a copy. Fewer make an echo: one is chance, an answer full of them is not.
const (
	shingle = 5
	echo    = 3
)

// markCopied marks words that stand in a row in a text that was given: they are not the learner's own.
func markCopied(tokens []token, given map[string]bool) {
	rows(tokens, shingle, given, func(i int) { tokens[i].copied = true })
}

// echoes counts the words that stand in a short row of a text that was given.
func echoes(tokens []token, given map[string]bool) int {
	n, next := 0, 0
	rows(tokens, echo, given, func(i int) {
		if i >= next {
			n, next = n+1, i+1
		}
	})
	return n
}

// rows names the words that stand in a row of so many that was given; a word may be named more than once.
func rows(tokens []token, size int, given map[string]bool, do func(i int)) {
	for i := 0; i+size <= len(tokens); i++ {
		if given[joined(tokens[i:i+size])] {
			for j := i; j < i+size; j++ {
				do(j)
			}
		}
	}
}

// shingles are all rows of words of texts that a learner was given.
func shingles(texts []string) map[string]bool {
	all := map[string]bool{}
	for _, text := range texts {
		tokens := tokenise(text)
		for i := range tokens {
			for _, size := range []int{echo, shingle} {
				if i+size <= len(tokens) {
					all[joined(tokens[i:i+size])] = true
				}
			}
		}
	}
	return all
}

func joined(tokens []token) string {
	words := make([]string, len(tokens))
	for i, t := range tokens {
		words[i] = t.word
	}
	return strings.Join(words, " ")
}

// sameWord is how many letters tell that two words are one, whatever their endings.
const sameWord = 5

// wordsOf are the beginnings of the words of texts.
func wordsOf(texts []string) map[string]bool {
	all := map[string]bool{}
	for _, text := range texts {
		for _, t := range tokenise(text) {
			all[t.word[:min(sameWord, len(t.word))]] = true
		}
	}
	return all
}

// fresh counts the words of a text that hold nothing together, and that the task itself has not.
func (r *Rubric) fresh(tokens []token) int {
	n := 0
	for _, t := range tokens {
		n += one(!t.copied && holds([]token{t}) == 0 && !r.words[t.word[:min(sameWord, len(t.word))]])
	}
	return n
}
