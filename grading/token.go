package grading

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

// token is a word of a learner's text: lower-cased, its spelling mended, with its place in code points of the
// original.
type token struct {
	word       string
	written    string // as the learner spelled it, where that was mended
	start, end int
	sentence   int  // counts the sentences and the lines of the text
	clause     int  // counts the clauses: a negation does not reach across
	light      bool // may stand between the words of a form
	copied     bool
	overruled  bool // said to be untrue
	spent      bool // a word with which something is called untrue: it does not deny once more
	dismisses  bool // begins a verdict on what stands before it
}

// clauseWords begin a new clause within a sentence.
var clauseWords = strings.Fields("but because so which unless instead whereas although though while since however then until whenever where therefore hence yet")

// tokenise cuts a text into words, numbers and arrows (Unicode UAX #29). Hyphens part words, so that "back-off" is
// "back off"; contractions are written out, so that "doesn't" is "does not".
func tokenise(text string) []token {
	n := normalise(text)
	t := tokeniser{normal: n, tokens: make([]token, 0, len(n.text)/5+1)}
	cut := words.FromString(string(n.text))
	at := 0
	for cut.Next() {
		piece := cut.Value()
		t.piece(piece, at)
		at += utf8.RuneCountInString(piece)
	}
	return t.tokens
}

type tokeniser struct {
	normal
	tokens           []token
	sentence, clause int
}

// piece takes one segment of the text, which begins at a rune of the normal text.
func (t *tokeniser) piece(piece string, at int) {
	first, _ := utf8.DecodeRuneInString(piece)
	switch {
	case unicode.IsLetter(first) || unicode.IsDigit(first):
		t.word(strings.ToLower(piece), at)
	case first == '→':
		t.add("→", at, 1)
		t.clause++
	case first == '∞':
		t.add("infinite", at, 1)
	case first == '&' || first == '+':
		t.add("and", at, 1)
	case first == '%' && len(t.tokens) > 0 && at > 0 && unicode.IsDigit(t.text[at-1]):
		last := &t.tokens[len(t.tokens)-1]
		last.word, last.end = last.word+"%", t.to[at]
	case strings.ContainsRune(".!?\n\r", first):
		t.sentence++
		t.clause++
	case strings.ContainsRune(";:,()=", first):
		t.clause++
	}
}

// word adds a word; "w/o" and "b/c" are read as what they stand for, points within a word part it.
func (t *tokeniser) word(word string, at int) {
	width := utf8.RuneCountInString(word)
	if len(t.tokens) > 0 && at >= 2 && t.text[at-1] == '/' {
		last := &t.tokens[len(t.tokens)-1]
		if long := shorthand[last.word+"/"+word]; long != "" {
			last.word, last.end = long, t.to[at+width-1]
			return
		}
	}
	if slices.Contains(clauseWords, word) {
		t.clause++
	}
	for _, w := range expand(word) {
		if w != "" {
			t.add(w, at, width)
		}
	}
}

func (t *tokeniser) add(word string, at, width int) {
	t.tokens = append(t.tokens, token{word: word, light: light[word], start: t.from[at], end: t.to[at+width-1], sentence: t.sentence, clause: t.clause})
}

var shorthand = map[string]string{"w/o": "without", "b/c": "because"}

// expand writes a contraction out; what is possessed loses its ending.
func expand(word string) []string {
	if out, ok := contractions[word]; ok {
		return out
	}
	head, tail, cut := strings.Cut(word, "'")
	if !cut {
		return []string{word}
	}
	switch tail {
	case "t":
		return []string{strings.TrimSuffix(head, "n"), "not"}
	case "re":
		return []string{head, "are"}
	case "ll":
		return []string{head, "will"}
	case "ve":
		return []string{head, "have"}
	case "s":
		if saying[head] {
			return []string{head, "is"}
		}
		return []string{head}
	case "", "d", "m":
		return []string{head}
	}
	return []string{head, tail}
}

// saying are words whose ending "'s" is "is"; another's says whose a thing is.
var saying = wordSet("it that this there what who he she here where how")

var contractions = map[string][]string{
	"cannot": {"can", "not"}, "can't": {"can", "not"}, "cant": {"can", "not"}, "won't": {"will", "not"}, "wont": {"will", "not"},
	"dont": {"do", "not"}, "doesnt": {"does", "not"}, "didnt": {"did", "not"}, "isnt": {"is", "not"}, "arent": {"are", "not"},
	"wasnt": {"was", "not"}, "werent": {"were", "not"}, "couldnt": {"could", "not"}, "wouldnt": {"would", "not"},
	"shouldnt": {"should", "not"}, "hasnt": {"has", "not"}, "havent": {"have", "not"}, "hadnt": {"had", "not"}, "shan't": {"shall", "not"},
	"aint": {"is", "not"}, "ain't": {"is", "not"}, "gonna": {"going", "to"}, "gotta": {"got", "to"}, "o'clock": {"o'clock"},
}

// wordSet is a set of words, written in a row.
func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

// sentences are the sentences and lines of a text.
func sentences(tokens []token) [][]token {
	var all [][]token
	start := 0
	for i := range tokens {
		if i+1 == len(tokens) || tokens[i+1].sentence != tokens[i].sentence {
			all = append(all, tokens[start:i+1])
			start = i + 1
		}
	}
	return all
}
