package grading

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// node is an idea that a reading is drawn with: its word, and the ways in which people say it.
type node struct {
	label string
	said  *concept
}

// Link is one step of a reading: the first acts on the second.
type Link struct{ From, To string }

// Signs of a reading as text: "retries → load → slowness; slowness → timeouts".
const (
	actsOn = " → "
	apart  = "; "
)

// Links reads the steps back from a reading's text.
func Links(reading string) []Link {
	var all []Link
	for _, chain := range strings.Split(reading, apart) {
		nodes := strings.Split(chain, actsOn)
		for i := 1; i < len(nodes); i++ {
			all = append(all, Link{nodes[i-1], nodes[i]})
		}
	}
	return all
}

// Closes says whether the steps come back to where they began.
func Closes(links []Link) bool {
	return slices.ContainsFunc(links, func(l Link) bool { return reaches(links, l.To, l.From, len(links)) })
}

func reaches(links []Link, from, to string, steps int) bool {
	if from == to {
		return true
	}
	return steps > 0 && slices.ContainsFunc(links, func(l Link) bool { return l.From == from && reaches(links, l.To, to, steps-1) })
}

// drawing puts a reading into words: steps that follow on each other make a chain.
func drawing(links []Link) string {
	var out strings.Builder
	last := ""
	for _, l := range links {
		switch {
		case out.Len() == 0:
			out.WriteString(l.From)
		case l.From != last:
			out.WriteString(apart + l.From)
		}
		out.WriteString(actsOn + l.To)
		last = l.To
	}
	return out.String()
}

// maxLinks bounds a reading: a longer text is read in part, as nobody could confirm more at a glance.
const maxLinks = 8

// links reads texts generously: whatever follows on something acts on it, unless the words turn it round. A verdict
// is stricter; a learner may confirm this reading.
func (r *Rubric) links(units []unit) []Link {
	var all []Link
	for _, u := range units {
		said := r.said(u)
		for i := 1; i < len(said) && len(all) < maxLinks; i++ {
			link, ok := u.link(said[i-1], said[i])
			if ok && !slices.Contains(all, link) {
				all = append(all, link)
			}
		}
	}
	return all
}

// saidNode is a place where a text speaks of a node.
type saidNode struct {
	label string
	mention
}

// said are the nodes that a text affirms, as they stand; of two at one place the longer, of the same in a row one.
func (r *Rubric) said(u unit) []saidNode {
	var all, kept []saidNode
	for _, n := range r.nodes {
		for _, m := range u.mentions[n.said] {
			if !m.denied {
				all = append(all, saidNode{n.label, m})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b saidNode) int { return cmp.Or(a.from-b.from, b.to-a.to) })
	for _, n := range all {
		if k := len(kept); k == 0 || n.from >= kept[k-1].to && n.label != kept[k-1].label {
			kept = append(kept, n)
		}
	}
	return kept
}

// link is the step between two neighbours, where they stand near enough to have one.
func (u unit) link(a, b saidNode) (Link, bool) {
	if u.tokens[b.from].sentence-u.tokens[a.from].sentence > 1 {
		return Link{}, false
	}
	if turned(u.tokens, a.to, b.from) {
		return Link{b.label, a.label}, true
	}
	return Link{a.label, b.label}, true
}

// worthDrawing is from how many steps on a reading says more than the words themselves.
const worthDrawing = 2

// draw puts the reading to the result of a criterion that is about prose. Where confirming it would meet the
// criterion, the result says so.
func (r *Rubric) draw(c criterion, read reading, result *Result) {
	if !c.prose() || c.Heap || result.Verdict == Missing {
		return
	}
	links := r.links(read.of(c.Fields))
	if len(links) < worthDrawing {
		return
	}
	result.Reading = drawing(links)
	if result.Verdict == Unsure && result.Reading != "" {
		_, how := c.holds([]unit{r.unit(result.Reading)})
		result.Confirmable = how != ""
	}
}

// unit reads a text of our own.
func (r *Rubric) unit(text string) unit {
	u := unit{item: -1, text: text, tokens: r.spelling.tokens(text)}
	u.mentions = r.index.find(r.vocabulary.scan(u.tokens, meanings{}).anew())
	return u
}

func (c *compiler) nodes(all []NodeSource) ([]node, error) {
	var nodes []node
	for _, n := range all {
		c.forms["node "+n.Label] = n.Said
		said, err := c.concept("node " + n.Label)
		if err != nil {
			return nil, fmt.Errorf("nodes.%s: %w", n.Label, err)
		}
		nodes = append(nodes, node{n.Label, said})
	}
	return nodes, nil
}
