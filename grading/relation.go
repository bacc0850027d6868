package grading

import (
	"slices"
	"strings"
)

// backward words between two mentions turn the direction round: in "A because of B" it is B that acts.
var backward = strings.Fields("because by due from since after thanks owing of whenever when if once as")

// weakBackward are those that say many other things too: they count after a passive, as in "slowed by", or right
// after the first mention, as in "retries after timeouts".
var weakBackward = strings.Fields("of from after by when if once as")

// drives says whether one mention acts on another in their sentence: by order, by "because of", by a passive, by an
// arrow, or in the sentence after by "this" and "which".
func drives(tokens []token, cause, effect mention) bool {
	if cause.denied || effect.denied || cause.from == effect.from {
		return false
	}
	if cause.to <= effect.from {
		return near(tokens, cause, effect) && !turned(tokens, cause.to, effect.from)
	}
	if effect.to <= cause.from {
		return tokens[effect.from].sentence == tokens[cause.from].sentence && turned(tokens, effect.to, cause.from)
	}
	return false
}

// near says whether the second stands in the sentence of the first or in the next.
func near(tokens []token, a, b mention) bool {
	return tokens[b.from].sentence-tokens[a.from].sentence <= 1
}

// turned says whether the words between two places say that the second acts on the first.
func turned(tokens []token, from, to int) bool {
	for i := from; i < to; i++ {
		word := tokens[i].word
		if word == "→" {
			return false
		}
		if !slices.Contains(backward, word) {
			continue
		}
		if !slices.Contains(weakBackward, word) || passive(tokens, i) || (i == from && i > 0 && word != "of") {
			return true
		}
	}
	return false
}

// passive says whether a verb form stands before a place, as in "is slowed by".
func passive(tokens []token, i int) bool {
	return i > 0 && (strings.HasSuffix(tokens[i-1].word, "ed") || slices.Contains(irregular, tokens[i-1].word)) && tokens[i].word != "when"
}

var irregular = strings.Fields("driven fed made brought hit built set overrun overwhelmed sent comes came results result stems stem arises arise")
