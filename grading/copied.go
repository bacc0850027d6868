package grading

import "strings"

// shingle is how many words in a row make a copy.
const shingle = 5

// markCopied marks words that stand in a row in a text that was given: they are not the learner's own.
func markCopied(tokens []token, given map[string]bool) {
	for i := 0; i+shingle <= len(tokens); i++ {
		if given[joined(tokens[i:i+shingle])] {
			for j := i; j < i+shingle; j++ {
				tokens[j].copied = true
			}
		}
	}
}

// shingles are all rows of words of texts that a learner was given.
func shingles(texts []string) map[string]bool {
	all := map[string]bool{}
	for _, text := range texts {
		tokens := tokenise(text)
		for i := 0; i+shingle <= len(tokens); i++ {
			all[joined(tokens[i:i+shingle])] = true
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
