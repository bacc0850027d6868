package grading

import (
	"slices"
	"strings"
)

// negators deny what follows them in their clause.
var negators = strings.Fields("not no never without nor neither instead rather nothing hardly nobody none non lacks lacking barely rejects")

// denialReach is how many words a negator reaches.
const denialReach = 5

// denyingWords are those that make a text deny something.
var denyingWords = append(strings.Fields("pointless useless harmful false wrong myth untrue irrelevant distraction unneeded unnecessary superfluous nonsense coincidence mistaken leave"), negators...)

// denies says whether a text denies anything at all.
func denies(tokens []token) bool {
	return slices.ContainsFunc(tokens, func(t token) bool { return t.overruled || slices.Contains(denyingWords, t.word) })
}

// pseudoNegators look like a denial and are none.
var pseudoNegators = strings.Fields("only just longer matter doubt merely one wonder different surprise sooner less fewer later until once why how")

// denied says whether the words between two places are denied in their clause: by a negation before them, where
// two make none, or by a verdict after them ("retries are not the cause").
func denied(tokens []token, from, to int) bool {
	count := 0
	for i := from - 1; i >= 0 && i >= from-denialReach && tokens[i].clause == tokens[from].clause; i-- {
		if coordinates(tokens[i].word) && count > 0 {
			break // "no team and no person": the two do not cancel
		}
		if negates(tokens, i) {
			count++
		}
	}
	if tokens[from].overruled || dismissed(tokens, to) || dismissed(tokens, pastPair(tokens, to)) {
		count++ // "it is a myth that a budget would help", and "a myth: budgets are useless", each deny once
	}
	return count%2 == 1
}

// markOverruled marks the sentences that are called untrue ("it is a myth that …", "… is a waste of effort"), and those
// that the next sentence takes back ("That is not so.").
func (r *Rubric) markOverruled(text scan) {
	tokens := text.tokens
	for at := range tokens {
		if end := r.callsUntrue(text, at); end > 0 {
			overrule(tokens, tokens[at].sentence)
			for i := at; i < end; i++ {
				tokens[i].spent = true
			}
		}
		opens := at > 0 && tokens[at].sentence != tokens[at-1].sentence
		if end := r.takesBack(text, at); opens && end > 0 && (end == len(tokens) || tokens[end].clause != tokens[at].clause) {
			overrule(tokens, tokens[at-1].sentence)
		}
	}
}

// callsUntrue is where the words end that call a sentence untrue, 0 where none stand.
func (r *Rubric) callsUntrue(text scan, at int) int {
	if r.untrue == nil {
		return 0
	}
	return max(0, r.untrue.match(text, at))
}

// takesBack is where the words end that take a sentence back, 0 where none stand.
func (r *Rubric) takesBack(text scan, at int) int {
	if r.rebuts == nil {
		return 0
	}
	return max(0, r.rebuts.match(text, at))
}

// overrule marks the words of one sentence.
func overrule(tokens []token, sentence int) {
	for i := range tokens {
		if tokens[i].sentence == sentence {
			tokens[i].overruled = true
		}
	}
}

// stands says whether a form stands at a place.
func stands(tokens []token, at int, form []string) bool {
	if at+len(form) > len(tokens) {
		return false
	}
	for i, want := range form {
		if plainVerb(tokens[at+i].word) != want {
			return false
		}
	}
	return true
}

// plainVerb is the verb that a word is a form of, or the word itself.
func plainVerb(word string) string {
	if base, ok := auxiliaries[word]; ok {
		return base
	}
	return word
}

func coordinates(word string) bool {
	return word == "and" || word == "or" || word == "nor" || word == "neither"
}

// negates says whether a word denies what follows.
func negates(tokens []token, i int) bool {
	return slices.Contains(negators, tokens[i].word) && !tokens[i].spent && !pseudo(tokens, i)
}

func pseudo(tokens []token, i int) bool {
	if i+2 < len(tokens) && tokens[i+1].word == "more" && tokens[i+2].word == "than" {
		return true // a bound, not a denial
	}
	return i+1 < len(tokens) && slices.Contains(pseudoNegators, tokens[i+1].word) ||
		tokens[i].word == "rather" && (i+1 >= len(tokens) || tokens[i+1].word != "than")
}

// dismissals are verdicts on what was just named. "be" stands for any form of it.
var dismissals = dismissalForms(
	"be not the", "be not a", "be not in", "be not to blame", "be not involved", "be not what", "be not why", "be not at", "be not part", "be not needed", "be not relevant",
	"be not why", "be irrelevant", "be harmless", "be not responsible", "be no", "be never the", "be innocent", "be unrelated",
	"do not cause", "do not matter", "do not help", "do not explain", "do not play", "do not contribute", "do not make", "do not amplify",
	"do not multiply", "do not add", "do not feed", "do not increase", "do not change", "do not affect", "do not happen", "do not exist", "do not fix", "do not solve",
	"will not help", "will not fix", "will not solve", "will not do", "will only", "will just", "have nothing to do", "have no part", "have no effect", "have no influence",
	"be pointless", "be useless", "be harmful", "be false", "be wrong", "be nonsense", "be a myth", "be unneeded", "be unnecessary", "be superfluous", "be a distraction",
	"be a mistake", "be beside the point", "be useless", "be ruled out", "be not proposed", "be not added", "be not bought", "be not planned", "be deliberately not", "be not worth", "will be pointless", "will be useless", "will be harmful", "will be wrong", "will have made no", "will make no",
	"have no role", "play no", "can not help", "can not fix", "can not be the", "make no difference", "change nothing", "solve nothing", "fix nothing", "only move", "only buy", "just move",
)

// dismissalForms keeps the forms by the word that they begin with.
func dismissalForms(all ...string) map[string][][]string {
	forms := map[string][][]string{}
	for _, one := range all {
		words := strings.Fields(one)
		forms[words[0]] = append(forms[words[0]], words)
	}
	return forms
}

// auxiliaries are the forms of the verbs that dismissals begin with.
var auxiliaries = map[string]string{
	"is": "be", "are": "be", "was": "be", "were": "be", "does": "do", "did": "do", "would": "will", "has": "have", "had": "have", "could": "can",
	"plays": "play", "played": "play", "makes": "make", "made": "make", "changes": "change", "solves": "solve", "fixes": "fix", "moves": "move", "buys": "buy",
}

// pastPair is the place after what is joined to the words before a place: "backoff and breakers would not help".
func pastPair(tokens []token, at int) int {
	if at+1 < len(tokens) && coordinates(tokens[at].word) {
		return at + 2
	}
	return at
}

// dismissed says whether a dismissal stands right after a place.
func dismissed(tokens []token, at int) bool {
	return at > 0 && at < len(tokens) && tokens[at].clause == tokens[at-1].clause && tokens[at].dismisses
}

// markDismissals marks the words with which a dismissal begins.
func markDismissals(tokens []token) {
	for at := range tokens {
		tokens[at].dismisses = slices.ContainsFunc(dismissals[plainVerb(tokens[at].word)], func(form []string) bool {
			return stands(tokens, at, form) && within(tokens[at:at+len(form)])
		})
	}
}

// within says whether words stand in one clause and are the learner's own.
func within(tokens []token) bool {
	return !slices.ContainsFunc(tokens, func(t token) bool { return t.copied || t.clause != tokens[0].clause })
}
