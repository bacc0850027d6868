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
	return slices.ContainsFunc(tokens, func(t token) bool { return slices.Contains(denyingWords, t.word) })
}

// pseudoNegators look like a denial and are none.
var pseudoNegators = strings.Fields("only just longer matter doubt merely one wonder single different surprise sooner less fewer later until once why how")

// denied says whether the words between two places are denied in their clause: by a negation before them, where
// two make none, or by a verdict after them ("retries are not the cause").
func denied(tokens []token, from, to int) bool {
	count := 0
	for i := from - 1; i >= 0 && i >= from-denialReach && tokens[i].clause == tokens[from].clause; i-- {
		if slices.Contains(negators, tokens[i].word) && !pseudo(tokens, i) {
			count++
		}
	}
	if dismissed(tokens, to) {
		count++
	}
	return count%2 == 1
}

func pseudo(tokens []token, i int) bool {
	return i+1 < len(tokens) && slices.Contains(pseudoNegators, tokens[i+1].word) ||
		tokens[i].word == "rather" && (i+1 >= len(tokens) || tokens[i+1].word != "than")
}

// dismissals are verdicts on what was just named. "be" stands for any form of it.
var dismissals = dismissalForms(
	"be not the", "be not a", "be not to blame", "be not involved", "be not what", "be not why", "be not at", "be not part", "be not needed", "be not relevant",
	"be not why", "be irrelevant", "be harmless", "be not responsible", "be no", "be never the", "be innocent", "be unrelated",
	"do not cause", "do not matter", "do not help", "do not explain", "do not play", "do not contribute", "do not make", "do not amplify",
	"do not multiply", "do not add", "do not feed", "do not increase", "do not change", "do not affect", "do not happen", "do not exist", "do not fix", "do not solve",
	"will not help", "will not fix", "will not solve", "will not do", "will only", "will just", "have nothing to do", "have no part", "have no effect", "have no influence",
	"have no role", "play no", "can not help", "can not fix", "can not be the", "make no difference", "change nothing", "solve nothing", "fix nothing", "only move", "only buy", "just move",
)

func dismissalForms(all ...string) [][]string {
	var forms [][]string
	for _, one := range all {
		forms = append(forms, strings.Fields(one))
	}
	return forms
}

// auxiliaries are the forms of the verbs that dismissals begin with.
var auxiliaries = map[string]string{
	"is": "be", "are": "be", "was": "be", "were": "be", "does": "do", "did": "do", "would": "will", "has": "have", "had": "have", "could": "can",
	"plays": "play", "played": "play", "makes": "make", "made": "make", "changes": "change", "solves": "solve", "fixes": "fix", "moves": "move", "buys": "buy",
}

// dismissed says whether a dismissal stands right after a place.
func dismissed(tokens []token, at int) bool {
	return slices.ContainsFunc(dismissals, func(form []string) bool {
		if at+len(form) > len(tokens) {
			return false
		}
		for i, want := range form {
			word := tokens[at+i].word
			if base, ok := auxiliaries[word]; ok {
				word = base
			}
			if word != want || tokens[at+i].clause != tokens[at].clause || tokens[at+i].copied {
				return false
			}
		}
		return at > 0 && tokens[at].clause == tokens[at-1].clause
	})
}
