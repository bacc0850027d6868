package grading

import (
	"maps"
	"testing"
)

// speaker compiles concepts for tests and reads a text with them.
func speaker(t testing.TB, concepts map[string][]string, text string) (*compiler, unit) {
	t.Helper()
	c := compilerOf(maps.Clone(concepts))
	c.forms["untrue"] = []string{"myth", "wrong to say", "not true that", "pointless to"}
	c.forms["rebuts"] = []string{"that is not so", "wrong"}
	for name := range c.forms {
		if _, err := c.concept(name); err != nil {
			t.Fatal(err)
		}
	}
	s := newSpelling(c.all(), nil)
	u := unit{field: "f", item: -1, text: text, tokens: s.tokens(text)}
	r := &Rubric{untrue: c.done["untrue"], rebuts: c.done["rebuts"]}
	words := c.vocabulary.scan(u.tokens, meanings{})
	r.markOverruled(words.anew())
	markDismissals(u.tokens)
	u.mentions = c.vocabulary.index(c.all()).find(words.anew())
	return c, u
}

var tradeWords = map[string][]string{
	"retry": {"retr*", "try again"}, "load": {"load", "traffic"}, "slow": {"slow*", "latency"}, "timeout": {"timeout*", "time out"},
}

func TestWhatActsOnWhat(t *testing.T) {
	cases := []struct {
		text string
		rule string
		want bool
	}{
		{"retries drive the load", "retry > load", true},
		{"retries drive the load", "load > retry", false},
		{"the load is driven by retries", "retry > load", true},
		{"the load is driven by retries", "load > retry", false},
		{"load rises because of retries", "retry > load", true},
		{"because of retries the load rises", "retry > load", true},
		{"load grows due to retries", "load > retry", false},
		{"the more retries, the more load", "retry > load", true},
		{"retry → load → slow", "retry > load > slow", true},
		{"retry -> load -> slow", "slow > load", false},
		{"Timeouts fire. This makes clients retry.", "timeout > retry", true},
		{"retries do not matter, the load is from a sale", "retry > load", false},
		{"clients retry when it is slow", "slow > retry", true},
		{"it is slow. Nobody knows why. Some say weather. They retry.", "slow > retry", false},
		{"they retry and it is slow", "retry >> slow", false},
		{"they retry, which makes it slow", "retry >> slow", true},
		{"because they retry, it is slow", "retry >> slow", true},
		{"because they retry, it is slow", "slow >> retry", false},
		{"as soon as it is slow, they retry", "slow >> retry", true},
		{"it is slow because they retry", "retry >> slow", true},
		{"it is slow. Because of that they retry", "retry >> slow", false},
		{"slow & retry", "slow ~ retry", true},
		{"it is slow. They retry.", "slow ~ retry", false},
		{"it is slow. They retry.", "slow & retry", true},
		{"no retries at all", "not:retry", true},
		{"only load", "load & !retry", true},
		{"load and retries", "load & !retry", false},
		{"no retries", "any:retry", true},
		{"retries", "any:retry", true},
		{"load", "any:retry", false},
	}
	for _, c := range cases {
		compiler, u := speaker(t, tradeWords, c.text)
		r, err := compiler.rule([]string{c.rule})
		if err != nil {
			t.Fatal(err)
		}
		if _, got := r.holds([]unit{u}, false); got != c.want {
			t.Errorf("%q fulfils %q: %t", c.text, c.rule, got)
		}
	}
}

func TestWhatIsDenied(t *testing.T) {
	cases := []struct {
		text string
		want bool // affirms retry
	}{
		{"they retry", true},
		{"they do not retry", false},
		{"they don't retry", false},
		{"they cannot retry", false},
		{"without any retries", false},
		{"not only do they retry", true},
		{"it is not that they do not retry", true},
		{"nobody sleeps, and they retry", true},
		{"retries are not the cause", false},
		{"retries have nothing to do with it", false},
		{"retries will not help", false},
		{"retries are not capped", true},
		{"rather than retry", false},
		{"no limit for it, but they retry", true},
		{"it is a myth that they retry", false},
		{"it is wrong to say that clients retry", false},
		{"it is not true that they retry", false},
		{"it is not true that they do not retry", true},
		{"People say they retry. That is not so.", false},
		{"They retry. That is not all.", true},
		{"They retry. Wrong.", false},
		{"to retry would be pointless", false},
		{"it would be pointless to retry", false},
		{"retries and timeouts would not help", false},
		{"neither timeouts nor retries matter", false},
		{"no timeouts and no retries", false},
		{"no more than one retry in ten", true},
		{"no answer -> retries", true},
		{"no cap = retries", true},
	}
	for _, c := range cases {
		compiler, u := speaker(t, tradeWords, c.text)
		r, _ := compiler.rule([]string{"retry"})
		if _, got := r.holds([]unit{u}, false); got != c.want {
			t.Errorf("%q affirms retrying: %t", c.text, got)
		}
	}
}
