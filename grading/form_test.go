package grading

import "testing"

func TestForms(t *testing.T) {
	concepts := map[string][]string{"slow": {"slow*", "latency"}}
	cases := []struct {
		form, text string
		want       bool
	}{
		{"connection", "all the connections", true},
		{"connection", "a connectionless thing", false},
		{"cap/limit", "at its limits", true},
		{"retr*", "retrying", true},
		{"back off", "back-off", true},
		{"back-off", "they back off", true},
		{"does not see", "it doesn't see", true},
		{"not see", "it cannot see", true},
		{"not .. file", "it is not in any one file", true},
		{"not .. file", "it is not. One file is", false},
		{"sees total", "sees the whole total", false},
		{"sees total", "sees the total", true},
		{"# percent/%", "some 10 percent", true},
		{"#", "within 250ms", true},
		{"#", "within seconds", false},
		{"db {slow}", "the db is slow", true},
		{"{slow} db", "a slow database, a slow db", true},
		{"{slow} .. db", "slowness of the good old db", true},
		{"amplify", "they amplfiy", true},
		{"in vain", "in vain.", true},
		{"naïve", "nai\u0308ve", false},
		{"fail", "ＦＡＩＬ", true},
		{"more ? replicas", "more auth replicas", true},
		{"more ? replicas", "more replicas", false},
		{"pool .. full", "the pool is soon full", true},
		{"pool .. full", "the pool is never full", false},
		{"nobody/(no one)/none .. waits", "no one of them waits", true},
		{"nobody/(no one)/none .. waits", "none of them waits", true},
		{"(in the end)/finally fails", "in the end fails", true},
		{"nod", "all nodes", false},
		{"box", "all boxes", true},
	}
	for _, c := range cases {
		compiler, u := speaker(t, map[string][]string{"slow": concepts["slow"], "asked": {c.form}}, c.text)
		if got := len(u.mentions[compiler.done["asked"]]) > 0; got != c.want {
			t.Errorf("%q is found in %q: %t", c.form, c.text, got)
		}
	}
}

func TestFormsThatAreWrong(t *testing.T) {
	for _, form := range []string{"", "..", "slow ..", "a//b", "*", "{none}", "a=b", "{loop}"} {
		c := compilerOf(map[string][]string{"loop": {form}})
		if _, err := c.concept("loop"); err == nil {
			t.Errorf("the form %q is taken", form)
		}
	}
}

func TestPlacesAreThoseOfTheOriginal(t *testing.T) {
	const text = "Größe — “ReTry”–loop ﬁnally → x2; don’t"
	runes := []rune(text)
	want := map[string]string{"retry": "ReTry", "loop": "loop", "finally": "ﬁnally", "→": "→", "x2": "x2", "do": "don’t", "not": "don’t", "größe": "Größe"}
	for _, tok := range tokenise(text) {
		if got := string(runes[tok.start:tok.end]); got != want[tok.word] {
			t.Errorf("%q stands at %q, not at %q", tok.word, got, want[tok.word])
		}
	}
}

func TestSpelling(t *testing.T) {
	s := newSpelling([]*concept{{forms: []pattern{{{words: []string{"retries", "amplification", "timeout"}}}}}}, []string{"retires"})
	for word, want := range map[string]string{
		"retreis": "retries", "retires": "retires", "retris": "retries", "amplificaton": "amplification", "amlification": "amplification",
		"tmeout": "timeout", "xyz": "xyz", "größe": "größe", "ime": "ime",
	} {
		if got := s.mend(word); got != want {
			t.Errorf("%q is read as %q, not %q", word, got, want)
		}
	}
}
