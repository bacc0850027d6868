package exercises

import (
	"fmt"
	"strings"

	"arrowbook/grading"
)

// Missed says whether the checker did not say what the markers did; unsure is a miss, too.
func (m Marked) Missed() bool {
	return m.Label != (m.Verdict == grading.Met) || m.Verdict == grading.Unsure
}

// Words are what the answer says in the fields that the criterion is about, a line for each text.
func (m Marked) Words() []string {
	var all []string
	for _, id := range m.About.Fields {
		all = append(all, m.Answers[id].Lines()...)
	}
	return all
}

// Misses are the verdicts on text that are not the markers', as lines for an author.
func Misses(all []Marked) string {
	var out strings.Builder
	for _, m := range all {
		if m.Exact || !m.Missed() {
			continue
		}
		label := map[bool]string{true: "met", false: "not met"}[m.Label]
		fmt.Fprintf(&out, "%s %s: %s, labelled %s\n", m.From.ID, m.Criterion, m.Verdict, label)
		for _, line := range m.Words() {
			fmt.Fprintf(&out, "    %s\n", line)
		}
	}
	return out.String()
}
