package grading

import (
	"regexp"
	"slices"
)

// flaw is what keeps a whole answer from being read generously: single words may then stand right by chance.
type flaw struct {
	verdict Verdict // the best verdict that text may still get
	because string
	says    string // to the learner, before the question for what is missing
}

// Shares from which on an answer as a whole is something else than an answer. In labelled answers that were meant, the
// share of copied words stayed below 0.3, and that of sentences that are heaps below 0.48.
const (
	wholeCopied   = .45
	wholeDenied   = .55 // that deny or hold off; of those who mean what they say and pass this, most meet nearly all
	manyUndone    = 3   // of a coupling's four parts; in answers that were meant hardly ever more than two deny
	manyTexts     = 5   // from so many texts on a share of them says something
	manyWords     = 12  // likewise words
	manyFields    = 3
	manySaid      = 3
	halfHeaps     = .5
	fewBare       = 2
	partlyBare    = .28 // in answers that were meant at most .25
	fewListed     = 3
	partlyListed  = .35 // in answers that were meant at most .3
	sentenceWords = 3   // shorter sentences are notes
	manyMocks     = 2   // a single one may be a joke
	partlyMocking = .3
	wholeContent  = .87 // of all words those that hold nothing together; in answers that were meant at most .86
)

var (
	flawHeap     = &flaw{Missing, "the answer is words beside each other, not sentences", "These are terms beside each other. A sentence says what one does to another."}
	flawCopied   = &flaw{Missing, "most of the answer is the task's own text", "These are mostly the task's own words. Say it in yours."}
	flawOrders   = &flaw{Unsure, "a text speaks to the checker", "Part of this answer speaks about marking, not about the system. Say what the system does."}
	flawShuffled = &flaw{Unsure, "the words stand in no order that makes sentences", "I cannot read sentences here."}
	flawMocking  = &flaw{Unsure, "several texts speak tongue in cheek or with somebody else's words", "I cannot tell what you mean from what you mock or quote. Say it plainly."}
	flawHollow   = &flaw{Unsure, "the change hands the question back, and no mechanism is named", "Your change points to the question or to another field. Say what would be done."}
	flawDenied   = &flaw{Unsure, "most texts of the answer deny something or hold it off", "In most places you say what is not so, or what others say. Say what is."}
)

// flawOf finds what is wrong with an answer as a whole; nil where nothing is.
func (r *Rubric) flawOf(units []unit) *flaw {
	var words, copied, denying, undoing, ordering, mocking, quoting, said int
	for _, u := range units {
		words += len(u.tokens)
		copied += u.echoed
		said += one(len(u.tokens) > 1)
		denying += one(denies(u.tokens) || mentions(u, r.holdsOff))
		undoing += one(u.field == "frame.coupling" && denies(u.tokens))
		ordering += one(u.orders)
		mocks := mentions(u, r.mocks)
		mocking += one(mocks)
		quoting += one(!mocks && quotes(u.text))
	}
	switch {
	case ordering > 0:
		return flawOrders
	case words < manyWords:
		return nil
	case part(copied, words) >= wholeCopied:
		return flawCopied
	case allHeaps(units):
		return flawHeap
	case shuffled(units) || manyBare(units) || manyListed(units) || part(words-binding(units), words) >= wholeContent:
		return flawShuffled
	case mocking >= manyMocks && part(mocking+quoting, said) >= partlyMocking:
		return flawMocking
	case undoing >= manyUndone || said >= manyTexts && part(denying, said) >= wholeDenied:
		return flawDenied
	}
	return nil
}

// allHeaps says whether several fields together are keywords: hardly a word holds others together, or half of the
// sentences are heaps. A sentence that is said again and again says nothing. The cells of a table may be keywords, each
// by itself.
func allHeaps(units []unit) bool {
	said := repeated(units)
	var words, holding, heaped int
	fields := map[string]bool{}
	for _, u := range units {
		for _, s := range sentences(u.tokens) {
			if u.cell || said[joined(s)] >= manySaid {
				continue
			}
			fields[u.field] = true
			words += len(s)
			holding += holds(s)
			heaped += len(s) * one(len(s) >= sentenceWords && part(holds(s), len(s)) < heapShare)
		}
	}
	return len(fields) >= manyFields && words >= manyWords && (part(holding, words) < heapShare || part(heaped, words) >= halfHeaps)
}

// manyBare says whether several texts have rows of words that nothing holds together.
func manyBare(units []unit) bool {
	rows, texts := 0, 0
	for _, u := range units {
		if len(u.tokens) >= sentenceWords {
			texts++
			rows += one(bare(u.tokens))
		}
	}
	return rows >= fewBare && part(rows, texts) >= partlyBare
}

// manyListed says whether several texts that ask for a sentence are names alone, with commas or without.
func manyListed(units []unit) bool {
	listed, texts := 0, 0
	for _, u := range units {
		if len(u.tokens) >= sentenceWords && u.item < 0 {
			texts++
			listed += one(holds(u.tokens) == 0)
		}
	}
	return listed >= fewListed && part(listed, texts) >= partlyListed
}

// binding counts the words of an answer that hold others together; a number, or a sign between names, is none of them
// where names stand in a row.
func binding(units []unit) int {
	n := 0
	for _, u := range units {
		n += holds(slices.DeleteFunc(slices.Clone(u.tokens), func(t token) bool { return digit(t.word) || t.word == "x" }))
	}
	return n
}

// repeated counts how often each sentence is said.
func repeated(units []unit) map[string]int {
	said := map[string]int{}
	for _, u := range units {
		for _, s := range sentences(u.tokens) {
			said[joined(s)]++
		}
	}
	return said
}

// mentions says whether a text names an idea that the lexicon may have; affirmed or denied.
func mentions(u unit, idea *concept) bool {
	return idea != nil && len(u.mentions[idea]) > 0
}

// quotation is at least two words between quotation marks.
var quotation = regexp.MustCompile(`["“„«][^"”“»\s]+\s[^"”“»]*["”“»]|(^|[\s(])['‘][^'’\s]+\s[^'‘’]*['’]($|[\s).,;:!?])`)

// quotes says whether a text quotes somebody.
func quotes(text string) bool { return quotation.MatchString(text) }

// markOrders takes out the clauses that speak to the checker: what else they say does not count.
func (r *Rubric) markOrders(text scan) (found bool) {
	if r.toChecker == nil {
		return false
	}
	tokens := text.tokens
	for at := range tokens {
		if r.toChecker.match(text, at) < 0 {
			continue
		}
		found = true
		for i := range tokens {
			if tokens[i].clause == tokens[at].clause {
				tokens[i].copied = true
			}
		}
	}
	return found
}

// mark lets what rests on texts be no better than the flaw allows.
func (j *judged) mark(f *flaw) {
	if f == nil || j.exact || f.verdict == Unsure && j.result.Verdict != Met {
		return
	}
	j.turn(f.verdict, f.because, f.says+" "+j.says.Missing)
	j.result.Evidence, j.result.Misconception = nil, ""
}
