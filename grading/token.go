package grading

import (
	"slices"
	"strings"
	"unicode"
)

// token is a word of a learner's text: lower-cased, with its place in code points of the original.
type token struct {
	word       string
	start, end int
	clause     int // counts the clauses of the text: a negation does not reach across
	copied     bool
}

// clauseWords begin a new clause within a sentence.
var clauseWords = []string{"but", "because", "so", "which", "unless", "instead", "whereas", "although", "while", "since", "however", "then", "until"}

// tokenise cuts a text into words, numbers and arrows. Hyphens part words, so that "back-off" is "back off".
func tokenise(text string) []token {
	runes := []rune(text)
	var all []token
	clause := 0
	for i := 0; i < len(runes); {
		switch {
		case wordRune(runes[i]):
			from := i
			for i < len(runes) && (wordRune(runes[i]) || apostrophe(runes, i)) {
				i++
			}
			word := strings.ReplaceAll(strings.ToLower(string(runes[from:i])), "’", "'")
			if slices.Contains(clauseWords, word) {
				clause++
			}
			all = append(all, token{word: word, start: from, end: i, clause: clause})
		case runes[i] == '→' || runes[i] == '-' && i+1 < len(runes) && runes[i+1] == '>':
			width := 1
			if runes[i] == '-' {
				width = 2
			}
			all = append(all, token{word: "→", start: i, end: i + width, clause: clause})
			i += width
		default:
			if strings.ContainsRune(".;:!?\n", runes[i]) && !decimal(runes, i) {
				clause++
			}
			i++
		}
	}
	return all
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '%' || r == '×' }

// apostrophe says whether a word goes on over an apostrophe, as in "doesn't".
func apostrophe(runes []rune, i int) bool {
	return (runes[i] == '\'' || runes[i] == '’') && i+1 < len(runes) && unicode.IsLetter(runes[i+1])
}

// decimal says whether a point stands between digits.
func decimal(runes []rune, i int) bool {
	return i > 0 && i+1 < len(runes) && unicode.IsDigit(runes[i-1]) && unicode.IsDigit(runes[i+1])
}

// functionWords hold sentences together; a heap of keywords has none.
var functionWords = strings.Fields("a an the of to in on at by for with from into as is are was were be been it its they them their that this these those and or not no so if when then than but because while after before until we you i he she his her our your can could will would should may might must do does did has have had get gets got which who what why how there each every all any only just still more less again too very up out off over → nobody nothing none")

// From so many words on, with a smaller share of words that hold them together, a text is a heap.
const (
	heapWords = 5
	heapShare = .1
)

// heap says whether words stand beside each other without making a sentence.
func heap(tokens []token) bool {
	if len(tokens) < heapWords {
		return false
	}
	held := 0
	for _, t := range tokens {
		if slices.Contains(functionWords, t.word) || strings.HasSuffix(t.word, "ing") {
			held++
		}
	}
	return float64(held)/float64(len(tokens)) < heapShare
}

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
