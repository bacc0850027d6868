package book

import (
	"html"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

var (
	controlTag = regexp.MustCompile(`(?s)<textarea([^>]*)>(.*?)</textarea>|<input([^>]*)>|<select([^>]*)>(.*?)</select>`)
	attribute  = regexp.MustCompile(`([a-z-]+)(?:="([^"]*)")?`)
	optionTag  = regexp.MustCompile(`<option value="([^"]*)"( selected)?`)
)

// formOf reads the controls of a page as a browser would send them, without a button.
func formOf(t *testing.T, page string) url.Values {
	t.Helper()
	form := url.Values{}
	for _, m := range controlTag.FindAllStringSubmatch(page, -1) {
		if attributes := attributesOf(m[1]); m[1] != "" {
			form.Add(attributes["name"], html.UnescapeString(strings.TrimPrefix(m[2], "\n")))
			continue
		}
		if attributes := attributesOf(m[4]); m[4] != "" {
			for _, o := range optionTag.FindAllStringSubmatch(m[5], -1) {
				if o[2] != "" {
					form.Add(attributes["name"], html.UnescapeString(o[1]))
				}
			}
			continue
		}
		attributes := attributesOf(m[3])
		_, checked := attributes["checked"]
		if kind := attributes["type"]; (kind == "radio" || kind == "checkbox") && !checked {
			continue
		}
		form.Add(attributes["name"], attributes["value"])
	}
	return form
}

func attributesOf(tag string) map[string]string {
	out := map[string]string{}
	for _, m := range attribute.FindAllStringSubmatch(tag, -1) {
		out[m[1]] = html.UnescapeString(m[2])
	}
	return out
}
