package grading

import "slices"

// makers say between two mentions that the first brings about the second.
var makers = wordSet("→ so therefore thus hence thereby consequently accordingly which this make makes made making cause causes caused causing lead leads led leading " +
	"drive drives drove driving bring brings brought bringing produce produces produced trigger triggers triggered induce induces induced provoke provokes provoked create creates created " +
	"force forces forced push pushes pushed turn turns turned start starts started result results resulted let lets tempt tempts move moves moved prompt prompts prompted upset upsets hit hits hurt hurts " +
	"burden burdens drag drags dragged")

// openers begin a clause that says what brings about the rest of its sentence.
var openers = wordSet("because since as once when whenever if after given due")

// How many words may stand between what one says and the other, and before a cause in its clause.
const (
	makerReach  = 14
	openerReach = 6
)

// outright says whether a text says in so many words that one mention brings about another. That one stands before the
// other is not enough, as it is for drives.
func outright(tokens []token, cause, effect mention) bool {
	if cause.denied || effect.denied || tokens[cause.from].sentence != tokens[effect.from].sentence {
		return false
	}
	if effect.to <= cause.from {
		return turned(tokens, effect.to, cause.from)
	}
	if cause.to > effect.from || effect.from-cause.to > makerReach || turned(tokens, cause.to, effect.from) {
		return false
	}
	between := tokens[cause.to:effect.from]
	return slices.ContainsFunc(between, func(t token) bool { return makers[t.word] }) ||
		tokens[effect.from].clause != tokens[cause.from].clause && opened(tokens, cause.from)
}

// opened says whether a clause begins with a word that makes it the cause.
func opened(tokens []token, at int) bool {
	for i := at - 1; i >= 0 && i >= at-openerReach && tokens[i].clause == tokens[at].clause; i-- {
		if openers[tokens[i].word] {
			return true
		}
	}
	return false
}

// brings finds mentions each of which is said outright to bring about the next.
func (t term) brings(u unit) []mention {
	for _, first := range u.mentions[t.all[0]] {
		for _, second := range u.mentions[t.all[1]] {
			if outright(u.tokens, first, second) {
				return []mention{first, second}
			}
		}
	}
	return nil
}
