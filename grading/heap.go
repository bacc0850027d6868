package grading

import "strings"

// holdingWords hold sentences together, and notes: small words, plain verbs, comparisons. A heap of keywords has none.
var holdingWords = wordSet("a an the of to in on at by for with from into as is are was were be been it its they them their that this these those and or not no so if when then than but because while after before until we you i he she his her our your can could will would should may might must do does did has have had get gets got which who what why how there each every all any only just still more less again too very up out off over → nobody nothing none without between per until same both either neither one two three against under below above through along beyond about like via w vs plus btw n aftr within across upon since once whose using " +
	"takes take keeps keep goes go makes make waits wait fails fail cause causes stays stay starts start stops stop comes come dies die falls fall frees free costs cost lands land needs need eats eat holds hold sees see runs run gives give tries lets let means turns turn looks look works leaves leave becomes become brings bring shows show helps help kills kill sends send asks ask reads read finds find tells tell adds add x better worse fewer faster slower longer quicker sooner earlier later lower higher bigger smaller")

// From so many words on, with a smaller share of words that hold them together, a text is a heap.
const (
	heapWords = 6
	heapShare = .1
)

// heap says whether words stand beside each other without making a sentence.
func heap(tokens []token) bool {
	return len(tokens) >= heapWords && part(holds(tokens), len(tokens)) < heapShare
}

// holds counts the words that hold others together; an adverb's ending tells one, and nobody heaps up numbers.
func holds(tokens []token) int {
	n := 0
	for _, t := range tokens {
		n += one(holdingWords[t.word] || strings.HasSuffix(t.word, "ly") || digit(t.word))
	}
	return n
}

// digit says whether a word is a number, with or without its unit.
func digit(word string) bool { return word[0] >= '0' && word[0] <= '9' }

// bareWords is from how many words in a row on, with no word that holds them together and no comma, they are a heap.
// One text of a note may have such a row.
const bareWords = 4

// bare says whether a clause is words in a row that nothing holds together.
func bare(tokens []token) bool {
	start := 0
	for i := range tokens {
		if i+1 < len(tokens) && tokens[i+1].clause == tokens[start].clause {
			continue
		}
		if clause := tokens[start : i+1]; len(clause) >= bareWords && holds(clause) == 0 {
			return true
		}
		start = i + 1
	}
	return false
}
