package grading

import (
	"fmt"
	"slices"
	"strings"
)

// Explanation is why a criterion came out as it did.
type Explanation struct {
	Result
	Because string   // the reason in a sentence; for what is not met it does not tell what would meet it
	Steps   []string // what was done with the learner's words on the way
}

// Explain judges an answer as Grade does and tells why.
func (r *Rubric) Explain(answers Answers, seen []string) []Explanation {
	read := r.read(answers, seen)
	var all []Explanation
	for _, j := range r.judge(read) {
		because := j.ruled.because
		if j.ruled.verdict == Met {
			because = describe(because)
		}
		all = append(all, Explanation{j.result, because, r.steps(read, j.result)})
	}
	return all
}

// describe puts an alternative as it is written into words.
func describe(alternative string) string {
	words := alternative
	for _, sign := range [][2]string{{" > ", " acts on "}, {" ~ ", ", in one sentence with "}, {" & ", ", and "}, {"not:", "a denial of "}, {"!", "no word of "}, {"=", ""}, {"..", "…"}} {
		words = strings.ReplaceAll(words, sign[0], sign[1])
	}
	return words
}

// maxSteps bounds how much is told about one field's words.
const maxSteps = 8

// steps tells what was done with the words of a criterion's fields.
func (r *Rubric) steps(read reading, result Result) []string {
	var all []string
	for _, c := range r.Criteria() {
		if c.ID != result.Criterion || c.Exact {
			continue
		}
		for _, u := range read.of(c.Fields) {
			all = append(all, r.unitSteps(u)...)
		}
	}
	slices.Sort(all)
	all = slices.Compact(all)
	return all[:min(maxSteps, len(all))]
}

func (r *Rubric) unitSteps(u unit) []string {
	var all []string
	copied := 0
	for _, t := range u.tokens {
		if t.written != "" {
			all = append(all, fmt.Sprintf("Read “%s” as “%s”.", t.written, t.word))
		}
		if t.copied {
			copied++
		}
	}
	if u.orders {
		all = append(all, "A sentence that speaks about marking does not count.")
	} else if copied > 0 {
		all = append(all, fmt.Sprintf("%d words stand so in a text that you were given; they do not count.", copied))
	}
	if heap(u.tokens) {
		all = append(all, fmt.Sprintf("“%s” is words beside each other, not a sentence.", clipped(u.text)))
	}
	return append(all, r.denials(u)...)
}

// denials tells which ideas stand denied.
func (r *Rubric) denials(u unit) []string {
	var all []string
	for _, n := range r.nodes {
		for _, m := range u.mentions[n.said] {
			if m.denied {
				s := u.span(m)
				all = append(all, fmt.Sprintf("“%s” stands denied.", string([]rune(u.text)[s.Start:s.End])))
			}
		}
	}
	return all
}

// clipped shortens a text for a line.
func clipped(text string) string {
	const most = 60
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
