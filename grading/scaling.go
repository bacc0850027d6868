package grading

import "slices"

// scaling judges proposals by one rule: no capacity is added, or what bounds the load that comes with it is named.
type scaling struct {
	adds    rule // capacity is added
	bounds  rule // what bounds amplification
	then    rule // words that put one of the two first
	nothing rule // things are left as they are
}

// Concepts of the lexicon; but for the first two they may be absent.
func (c *compiler) scaling(s *scaling) error {
	all := []named{{"scale", []string{"adds capacity"}, &s.adds}, {"bounded", []string{"bounds amplification"}, &s.bounds}}
	return c.rules(append(all, c.known(map[string]*rule{"only then": &s.then, "changes nothing": &s.nothing})...)...)
}

// known are rules of one concept each, of those that the lexicon has.
func (c *compiler) known(concepts map[string]*rule) []named {
	var all []named
	for name, into := range concepts {
		if len(c.forms[name]) > 0 {
			all = append(all, named{name, []string{name}, into})
		}
	}
	return all
}

func (s scaling) judge(r reading, fixFields []string) ruling {
	proposals := slices.DeleteFunc(r.of(fixFields), s.empty)
	if len(proposals) == 0 {
		return ruledMissing("no change is proposed")
	}
	why := r.of([]string{"frame.amplification"})
	scaled, adds := s.adds.holds(slices.Concat(proposals, why), false)
	if !adds {
		return ruling{Met, wholes([]string{proposals[0].field}), becauseNoCapacity}
	}
	if bound, bounded := s.bounded(proposals, why); bounded {
		return ruling{Met, append(scaled, bound...), becauseBounded}
	}
	return ruledMissing(becauseNaked)
}

const (
	becauseNoCapacity = "no capacity is added"
	becauseNaked      = "capacity is added, and nothing said with it bounds the load"
	becauseBounded    = "capacity is added, and what bounds the load is named with it"
)

// empty says whether a text proposes nothing: it is copied, or leaves things as they are.
func (s scaling) empty(u unit) bool {
	_, nothing := s.nothing.holds([]unit{u}, false)
	return nothing || part(u.echoed, len(u.tokens)) > .8
}

// alone says whether texts add capacity and name nothing that bounds the load.
func (s scaling) alone(units []unit) bool {
	_, adds := s.adds.holds(units, false)
	_, bounds := s.bounds.holds(units, false)
	return adds && !bounds
}

// bounded looks for what bounds the load: in the reason given for it, or in a proposal that says what comes first.
// One that only stands beside the capacity is no reason.
func (s scaling) bounded(proposals, why []unit) ([]Span, bool) {
	if spans, ok := s.bounds.holds(why, false); ok {
		return spans, true
	}
	for _, u := range proposals {
		one := []unit{u}
		_, adds := s.adds.holds(one, false)
		_, ordered := s.then.holds(one, false)
		if spans, ok := s.bounds.holds(one, false); ok && adds && ordered {
			return spans, true
		}
	}
	return nil, false
}
