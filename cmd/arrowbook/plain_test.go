package main

import (
	"context"
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"arrowbook/grading"
)

// plainVisitor has scripts turned off, as a learner can. No script runs, not even a test's: what stands on
// the page is read off the DOM, and what is done to it is done by keys and clicks.
type plainVisitor struct{ *visitor }

func newPlainVisitor(t *testing.T) plainVisitor {
	t.Helper()
	v := plainVisitor{newVisitor(t)}
	order(v, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	return v
}

// order gives the browser one command and fails the test when it cannot follow it.
func order[P, R any](v plainVisitor, command cdp.Command[P, R], params P) R {
	v.t.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, patience)
	defer cancel()
	result, err := chromedp.Call(ctx, command, params)
	if err != nil {
		v.t.Fatal(err)
	}
	return result
}

// find waits until a selector finds at least one element, and returns all that it finds.
func (v plainVisitor) find(selector string) []cdp.NodeID {
	v.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if found := v.now(selector); len(found) > 0 {
			return found
		}
	}
	v.t.Fatalf("waited in vain for %s", selector)
	return nil
}

// now is what a selector finds at this moment. A page that is just being left has nothing to find.
func (v plainVisitor) now(selector string) []cdp.NodeID {
	v.t.Helper()
	found, _ := v.query(selector)
	return found
}

func (v plainVisitor) query(selector string) ([]cdp.NodeID, error) {
	ctx, cancel := context.WithTimeout(v.ctx, patience)
	defer cancel()
	root, err := chromedp.Call(ctx, dom.GetDocument, dom.GetDocumentParams{})
	if err != nil {
		return nil, err
	}
	found, err := chromedp.Call(ctx, dom.QuerySelectorAll, dom.QuerySelectorAllParams{NodeID: root.Root.NodeID, Selector: selector})
	if err != nil {
		return nil, err
	}
	return found.NodeIDs, nil
}

var tags = regexp.MustCompile(`<[^>]*>`)

// texts are the words within each element that a selector finds, without the tags. A page that is replaced while it is
// read is read once more.
func (v plainVisitor) texts(selector string) []string {
	v.t.Helper()
	var all []string
	var err error
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if all, err = v.read(selector); err == nil {
			return all
		}
	}
	v.t.Fatalf("%s cannot be read: %v", selector, err)
	return nil
}

func (v plainVisitor) read(selector string) ([]string, error) {
	found, err := v.query(selector)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(v.ctx, patience)
	defer cancel()
	var all []string
	for _, id := range found {
		source, err := chromedp.Call(ctx, dom.GetOuterHTML, dom.GetOuterHTMLParams{NodeID: id})
		if err != nil {
			return nil, err
		}
		all = append(all, strings.TrimSpace(html.UnescapeString(tags.ReplaceAllString(source.OuterHTML, ""))))
	}
	return all, nil
}

// press clicks the first element that a selector finds, in its middle.
func (v plainVisitor) press(selector string) {
	v.t.Helper()
	id := v.find(selector)[0]
	order(v, dom.ScrollIntoViewIfNeeded, dom.ScrollIntoViewIfNeededParams{NodeID: id})
	corners := order(v, dom.GetContentQuads, dom.GetContentQuadsParams{NodeID: id}).Quads[0]
	v.do(chromedp.MouseClickXY((corners[0]+corners[4])/2, (corners[1]+corners[5])/2))
}

// send presses a button of the form and waits until another page is there: each carries a key of its own.
func (v plainVisitor) send(button string) {
	v.t.Helper()
	before := v.key()
	v.press(fmt.Sprintf("#answer button[value=%q]:not(.unseen)", button))
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if now := v.key(); now != "" && now != before {
			return
		}
	}
	v.t.Fatalf("nothing came of %s", button)
}

// key is the key of the form that the page shows; empty between two pages.
func (v plainVisitor) key() string {
	found := v.now(`#answer [name="key"]`)
	if len(found) == 0 {
		return ""
	}
	ctx, cancel := context.WithTimeout(v.ctx, patience)
	defer cancel()
	attributes, err := chromedp.Call(ctx, dom.GetAttributes, dom.GetAttributesParams{NodeID: found[0]})
	if err != nil {
		return ""
	}
	i := slices.Index(attributes.Attributes, "value")
	return attributes.Attributes[i+1]
}

// write types into one of the text areas of a name.
func (v plainVisitor) write(name string, i int, text string) {
	v.t.Helper()
	areas := v.find(fmt.Sprintf("textarea[name=%q]", name))
	order(v, dom.Focus, dom.FocusParams{NodeID: areas[i]})
	v.keys(text)
}

// answer fills a field of the page as a hand would; a list that is too short is made longer by its button.
func (v plainVisitor) answer(id string, value grading.Value) {
	v.t.Helper()
	switch value.Kind {
	case grading.KindList:
		for range len(value.Items) - len(v.find(fmt.Sprintf("textarea[name=%q]", id))) {
			v.send(id + ":add")
		}
		for i, item := range value.Items {
			v.write(id, i, item)
		}
	case grading.KindCoupling:
		c := value.Coupling
		for part, text := range map[string]string{"x": c.X, "y": c.Y, "z": c.Z, "b": c.B} {
			v.write(id+":"+part, 0, text)
		}
	case grading.KindChoice, grading.KindPlace:
		v.press(fmt.Sprintf("input[name=%q][value=%q]", id, value.Text))
	default:
		v.write(id, 0, value.Text)
	}
}

// TestTaskThreeInABrowserWithoutScripts saves a draft, finds it again, is told what is missing with the words
// that count underlined, mends it and passes, by plain forms alone.
func TestTaskThreeInABrowserWithoutScripts(t *testing.T) {
	s := startServer(t)
	v := newPlainVisitor(t)
	v.do(chromedp.Navigate(s.URL + "/tasks/3"))
	model := modelOf(t, 3)
	v.answer("optimum.client", model["optimum.client"])
	if said := v.texts("#saved"); !slices.Equal(said, []string{"Nothing written yet"}) {
		t.Fatalf("typing changes what the page says to %q: a script runs", said)
	}
	v.send("save")
	v.do(chromedp.Navigate(s.URL + "/tasks"))
	v.do(chromedp.Navigate(s.URL + "/tasks/3"))
	v.sees("#saved", "Saved")
	v.sees(`textarea[name="optimum.client"]`, model["optimum.client"].Text)
	for id, value := range model {
		if id != "optimum.client" && id != "optimum.db" {
			v.answer(id, value)
		}
	}
	v.send("check")
	v.sees(".note.missing b", "Missing: ")
	v.sees("#answer .copy u.met", "backup")
	if kept := v.texts(`textarea[name="timeline"]`); !slices.Equal(kept, model["timeline"].Items) {
		t.Errorf("after the check the timeline says %q", kept)
	}
	v.answer("optimum.db", model["optimum.db"])
	v.send("check")
	if open := v.texts(".note.missing, .note.unsure"); len(open) != 0 {
		t.Errorf("open after the second check: %q", open)
	}
	v.sees(".result.passed", "Passed. Every criterion is met.")
	v.sees("#history .attempts", "Passed")
	v.picture("task3-plain")
}

// sees fails the test unless an element that a selector finds holds some words, at once or when the page has come: a
// page that has just been asked for may be found twice, and be gone between.
func (v plainVisitor) sees(selector, words string) {
	v.t.Helper()
	var all []string
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		all = v.texts(selector)
		if slices.ContainsFunc(all, func(text string) bool { return strings.Contains(text, words) }) {
			return
		}
	}
	v.t.Errorf("%s says %q, not %q", selector, all, words)
}
