package book

import (
	"slices"

	"arrowbook/grading"
)

// slot is one piece of text of an answer: a text field, an item, a part or a cell.
type slot struct {
	field string
	item  int // -1 where the field has no items
	part  string
}

// segment is a stretch of a learner's text under one mark.
type segment struct {
	Text string
	Mark string // "met", "unsure" or empty
}

// stretch is evidence within one slot's text, in code points.
type stretch struct {
	start, end int
	mark       string
}

// evidenceBySlot sorts the words that verdicts rest on by where they stand.
func evidenceBySlot(results []grading.Result) map[slot][]stretch {
	out := map[slot][]stretch{}
	for _, result := range results {
		mark := string(result.Verdict)
		if result.Verdict == grading.Missing {
			continue // underlined words are words that count
		}
		for _, span := range result.Evidence {
			if !span.Whole {
				at := slot{span.Field, span.Item, span.Part}
				out[at] = append(out[at], stretch{span.Start, span.End, mark})
			}
		}
	}
	return out
}

// cut divides a text at the borders of its evidence. Where two stretches overlap, met wins over unsure.
// Stretches beyond the text are clamped.
func cut(text string, stretches []stretch) []segment {
	runes := []rune(text)
	borders := []int{0, len(runes)}
	for _, s := range stretches {
		borders = append(borders, clamp(s.start, len(runes)), clamp(s.end, len(runes)))
	}
	slices.Sort(borders)
	borders = slices.Compact(borders)
	var out []segment
	for i := 0; i+1 < len(borders); i++ {
		out = append(out, segment{string(runes[borders[i]:borders[i+1]]), markAt(borders[i], stretches)})
	}
	return out
}

func markAt(at int, stretches []stretch) string {
	mark := ""
	for _, s := range stretches {
		if s.start <= at && at < s.end && mark != "met" {
			mark = s.mark
		}
	}
	return mark
}

func clamp(n, most int) int { return max(0, min(n, most)) }

// quotes are the words that a result rests on, for readers who cannot see the underlines.
func quotes(result grading.Result, answers grading.Answers) []string {
	var out []string
	for _, span := range result.Evidence {
		runes := []rune(textAt(answers[span.Field], span.Item, span.Part))
		start, end := clamp(span.Start, len(runes)), clamp(span.End, len(runes))
		if !span.Whole && start < end {
			out = append(out, string(runes[start:end]))
		}
	}
	return out
}

// textAt is the text of one slot of a value.
func textAt(v grading.Value, item int, part string) string {
	switch v.Kind {
	case grading.KindText, grading.KindChoice, grading.KindPlace:
		return v.Text
	case grading.KindCoupling:
		return map[string]string{"x": v.Coupling.X, "y": v.Coupling.Y, "z": v.Coupling.Z, "b": v.Coupling.B}[part]
	case grading.KindList:
		if item >= 0 && item < len(v.Items) {
			return v.Items[item]
		}
	case grading.KindRows:
		if item >= 0 && item < len(v.Rows) {
			return v.Rows[item][part]
		}
	}
	return ""
}
