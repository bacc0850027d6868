package grading

import "strings"

// variants writes a form with alternatives of several words, "nobody/(no one) waits", as forms without: one for each
// such alternative, and one for all of a single word.
func variants(form string) []string {
	open := strings.IndexByte(form, '(')
	if open < 0 || open > 0 && form[open-1] != '/' && form[open-1] != ' ' {
		return []string{form}
	}
	from := strings.LastIndexByte(form[:open], ' ') + 1
	before, group, after := form[:from], form[from:], ""
	if end := groupEnd(group); end < len(group) {
		group, after = group[:end], group[end:]
	}
	var all []string
	for _, one := range alternatives(group) {
		all = append(all, variants(before+one+after)...)
	}
	return all
}

// groupEnd is where a group of alternatives ends: at a space outside of parentheses.
func groupEnd(group string) int {
	depth := 0
	for i := range len(group) {
		switch group[i] {
		case '(':
			depth++
		case ')':
			depth--
		case ' ':
			if depth == 0 {
				return i
			}
		}
	}
	return len(group)
}

// alternatives parts a group: those of a single word stay together, each of several words stands alone.
func alternatives(group string) []string {
	var single, all []string
	depth, start := 0, 0
	for i := 0; i <= len(group); i++ {
		switch {
		case i == len(group) || group[i] == '/' && depth == 0:
			if one, ok := strings.CutPrefix(group[start:i], "("); ok {
				all = append(all, strings.TrimSuffix(one, ")"))
			} else {
				single = append(single, group[start:i])
			}
			start = i + 1
		case group[i] == '(':
			depth++
		case group[i] == ')':
			depth--
		}
	}
	if len(single) > 0 {
		all = append(all, strings.Join(single, "/"))
	}
	return all
}
