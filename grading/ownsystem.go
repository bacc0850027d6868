package grading

// freshWords is how many words that the task has not a text about a system of the learner's own has at least, and each
// part of its coupling on average; of those that a long one has, each third is such.
const (
	freshWords = 2
	freshShare = 3
)

// formAlone judges what is said about a system of the learner's own: that it is said, in words of their own.
func (c criterion) formAlone(units []unit) ruling {
	if _, blocked := c.unless.holds(units, c.Across); blocked {
		return ruledMissing(becauseBlocked)
	}
	ruled := ruledMissing(becauseNoneFound)
	for _, u := range units {
		switch {
		case u.own() < c.OwnWords || heap(u.tokens):
		case u.fresh < max(freshWords, c.OwnWords/freshShare):
			ruled = ruling{verdict: Unsure, because: becauseNotOwn}
		default:
			return ruling{Met, []Span{{Field: u.field, Part: u.part, Item: u.item, Whole: true}}, becauseOwn}
		}
	}
	return ruled
}

// ownCoupling judges a coupling in a system of the learner's own: that its parts are named in words of their own.
func ownCoupling(units []unit) ruling {
	if freshIn(units) < freshWords*len(units) {
		return ruling{Unsure, nil, becauseNotOwn}
	}
	return ruling{Met, wholes([]string{"frame.coupling"}), becauseOwn}
}

// freshIn counts the words that say something, and that the task itself has not.
func freshIn(units []unit) int {
	n := 0
	for _, u := range units {
		n += u.fresh
	}
	return n
}

const (
	becauseOwn    = "about a system of your own only the form is judged"
	becauseNotOwn = "hardly a word of it is not the task's"
)
