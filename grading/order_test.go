package grading

import (
	"math/rand/v2"
	"strings"
	"testing"
)

var ordered = []string{
	"The database is slow for a while, so the calls of the API take longer than the limit and they time out.",
	"When a call fails the client tries it again, and that is one more call on the same service.",
	"Nobody did anything wrong: each of the teams made a change that was good for its own part.",
	"retries pile up -> pool of 100 is full -> everything waits in the queue",
}

func TestSentencesAreNotShuffled(t *testing.T) {
	if shuffled(unitsOf(ordered)) {
		t.Error("sentences are taken for shuffled words")
	}
}

func TestShuffledWordsAreSeen(t *testing.T) {
	draw := rand.New(rand.NewPCG(1, 2))
	missed := 0
	for range 50 {
		var texts []string
		for _, text := range ordered {
			words := strings.Fields(text)
			draw.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
			texts = append(texts, strings.Join(words, " "))
		}
		if !shuffled(unitsOf(texts)) {
			missed++
		}
	}
	if missed > 1 {
		t.Errorf("%d of 50 shuffles pass for sentences", missed)
	}
}

func unitsOf(texts []string) []unit {
	var units []unit
	for _, text := range texts {
		units = append(units, unit{text: text, tokens: tokenise(text)})
	}
	return units
}
