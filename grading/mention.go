package grading

// mention is a place where a text speaks of a concept.
type mention struct {
	from, to int // tokens
	denied   bool
}

// index finds the concepts of a task: their forms, by the number of the word that they begin with.
type index struct {
	forms  [][]start
	begins numbers // those that forms begin with
}

func (v *vocabulary) index(concepts []*concept) index {
	x := index{make([][]start, len(v.numbers)), v.none()}
	for _, c := range concepts {
		for _, same := range c.starts {
			n := same[0].form[0].number
			x.forms[n] = append(x.forms[n], same...)
			x.begins.add([]int{n})
		}
	}
	return x
}

// find is every mention of every concept in a text.
func (x index) find(text scan) map[*concept][]mention {
	found := map[*concept][]mention{}
	for at, t := range text.tokens {
		if t.copied {
			continue
		}
		text.meanings[at].each(x.begins, func(n int) {
			for _, s := range x.forms[n] {
				if text.has.hasAll(s.needs) {
					s.note(found, text, at)
				}
			}
		})
	}
	return found
}

// note adds a mention that begins at a place; of several at one place the longest stays.
func (s start) note(found map[*concept][]mention, text scan, at int) {
	end := s.form.match(text, at)
	if end < 0 {
		return
	}
	all := found[s.concept]
	if n := len(all); n > 0 && all[n-1].from == at {
		if end > all[n-1].to {
			all[n-1] = mention{at, end, denied(text.tokens, at, end)}
		}
		return
	}
	found[s.concept] = append(all, mention{at, end, denied(text.tokens, at, end)})
}
