package grading

import "strings"

// Word order is judged by small words alone: whatever a sentence is about, "the of" and "they the" do not stand in it.
// Each class is a letter; badAfter are the classes that do not follow on it.
var (
	orderClasses = map[byte]string{
		'D': "a an the my your our their every", 'V': "is are was were am has had does did do have be been",
		'M': "will would can could should must may might", 'C': "and or but", 'S': "because if when unless although", 'T': "than",
		'P': "of from into with at by for onto per", 'I': "in on", 'O': "to", 'N': "i we they he she", 'B': "it them us him",
		'R': "that which who how why what where", 'A': "not so then too also there",
	}
	badAfter = map[byte]string{
		'D': "DVMSTPIONBRA", 'P': "VMCSTPNAO", 'I': "VMCSTNO", 'O': "CSTPNM", 'V': "NT", 'M': "MPDTIRO", 'C': "CT", 'S': "CSTVM",
		'T': "TVMC", 'N': "DNPTBO", 'R': "C", 'B': "N",
	}
	orderClass = classOf(orderClasses)

	// neverLast are words that wait for another.
	neverLast = wordSet("a an the my your our their every of from into and or but because if when while than to i we they very as is are was were has have will would can could should must may its")
)

func classOf(classes map[byte]string) map[string]byte {
	all := map[string]byte{}
	for class, words := range classes {
		for word := range strings.FieldsSeq(words) {
			all[word] = class
		}
	}
	return all
}

// wordOrder counts pairs of neighbours that do not stand in a sentence, an ending that waits for a word included, and
// how many there would be by chance, were the same words shuffled.
func wordOrder(tokens []token) (bad, byChance float64) {
	counts, last, pairs := map[byte]float64{}, 0.0, 0.0
	for i, t := range tokens {
		counts[orderClass[t.word]]++
		last += float64(one(neverLast[t.word]))
		if i > 0 && t.start-tokens[i-1].end == 1 { // nothing but a space between them
			pairs++
			bad += float64(one(clash(orderClass[tokens[i-1].word], orderClass[t.word])))
		}
	}
	n := float64(len(tokens))
	bad += float64(one(neverLast[tokens[len(tokens)-1].word]))
	return bad, last/n + pairs*clashes(counts)/n/n
}

// clashes counts the pairs of words that clash.
func clashes(counts map[byte]float64) float64 {
	sum := 0.0
	for a, n := range counts {
		for b, m := range counts {
			if clash(a, b) {
				sum += n * m
			}
		}
	}
	return sum
}

// clash says whether the second class does not stand after the first.
func clash(a, b byte) bool { return b != 0 && strings.IndexByte(badAfter[a], b) >= 0 }

// From so many bad neighbours on, and from such a share of those that chance would give, words are shuffled. In
// answers that people meant there were never more than two.
const (
	orderWords    = 4 // shorter texts are notes
	shuffledPairs = 3
	shuffledShare = .4
)

// shuffled says whether the words of an answer stand in no order.
func shuffled(units []unit) bool {
	var bad, byChance float64
	for _, u := range units {
		if len(u.tokens) >= orderWords {
			b, c := wordOrder(u.tokens)
			bad, byChance = bad+b, byChance+c
		}
	}
	return bad >= shuffledPairs && bad >= shuffledShare*byChance
}
