package grading

import (
	"slices"
	"strings"
)

// functionWords hold sentences together; a heap of keywords has none.
var functionWords = strings.Fields("a an the of to in on at by for with from into as is are was were be been it its they them their that this these those and or not no so if when then than but because while after before until we you i he she his her our your can could will would should may might must do does did has have had get gets got which who what why how there each every all any only just still more less again too very up out off over → nobody nothing none without between per until same both either neither one two three")

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
	return part(holds(tokens), len(tokens)) < heapShare
}

// holds counts the words that hold others together.
func holds(tokens []token) int {
	n := 0
	for _, t := range tokens {
		n += one(slices.Contains(functionWords, t.word) || strings.HasSuffix(t.word, "ing"))
	}
	return n
}
