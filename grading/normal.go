package grading

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// normal is a text made easy to read: one form for each character, quotes, dashes and arrows folded, marks that
// nobody sees left out. from and to keep where each character stands in the learner's own text, in code points.
type normal struct {
	text     []rune
	from, to []int
}

// normalise folds a text to its compatibility form (Unicode NFKC), character by character, so that every
// character keeps its place in the original.
func normalise(text string) normal {
	runes := []rune(text)
	n := normal{text: make([]rune, 0, len(runes)), from: make([]int, 0, len(runes)), to: make([]int, 0, len(runes))}
	for i := 0; i < len(runes); {
		width, folded := fold(runes[i:])
		for _, r := range folded {
			n.text, n.from, n.to = append(n.text, r), append(n.from, i), append(n.to, i+width)
		}
		i += width
	}
	return n
}

// fold reads one character, or an arrow drawn with several, and returns how many runes it took.
func fold(runes []rune) (int, string) {
	r := runes[0]
	if r < unicode.MaxASCII {
		if width := arrow(runes); width > 0 {
			return width, "→"
		}
		if r == '_' {
			return 1, " "
		}
		return 1, string(r)
	}
	if plain, ok := plainForms[r]; ok {
		return 1, plain
	}
	if unicode.Is(unicode.Cf, r) {
		return 1, ""
	}
	return 1, norm.NFKC.String(string(r))
}

// arrow is how long an arrow drawn as "->", "-->", "=>" or "~>" is, 0 where there is none.
func arrow(runes []rune) int {
	i := 0
	for i < len(runes) && i < 4 && strings.ContainsRune("-=~", runes[i]) {
		i++
	}
	if i > 0 && i < len(runes) && runes[i] == '>' {
		return i + 1
	}
	return 0
}

// plainForms are characters that compatibility folding keeps apart and a reader does not.
var plainForms = map[rune]string{
	'’': "'", '‘': "'", '`': "'", '´': "'", '“': `"`, '”': `"`, '‐': "-", '‑': "-", '–': "-", '—': " - ",
	'→': "→", '⇒': "→", '➔': "→", '➜': "→", '⟶': "→", '↦': "→", '×': "x",
}
