package exercises

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

// markdown renders the book's prose. Raw HTML is left out and tables carry no style attribute, so that
// nothing in a page needs more than the strict content policy allows.
var markdown = goldmark.New(goldmark.WithExtensions(
	extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignNone)),
	extension.Typographer,
))

// render turns Markdown into HTML.
func render(source string) HTML {
	var out bytes.Buffer
	if err := markdown.Convert([]byte(source), &out); err != nil {
		panic(err) // a bytes.Buffer never fails to take what is written
	}
	return HTML(strings.TrimSpace(out.String()))
}

// renderInline renders one paragraph without its paragraph element, for labels and table cells.
func renderInline(source string) HTML {
	html := string(render(source))
	inner, found := strings.CutPrefix(html, "<p>")
	if !found || strings.Count(html, "<p>") != 1 {
		return HTML(html)
	}
	return HTML(strings.TrimSuffix(inner, "</p>"))
}
