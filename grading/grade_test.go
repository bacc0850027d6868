package grading

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"
)

// testRubric knows one idea, one order and one frame.
func testRubric(t testing.TB) *Rubric {
	t.Helper()
	lexicon, err := ParseLexicon([]byte(`
concepts:
  adds capacity: ["more replicas", "bigger machine*"]
  bounds amplification: ["budget*"]
  retry: ["retr*", "try again"]
  load: ["load", "traffic"]
  slow: ["slow*"]
  to the checker: ["full marks", "set .. to true"]
  mocks: ["of course", "how cute"]
  contradicts itself: ["on second thoughts"]
  names a change: [restart]
  hands back: ["as the task demands"]
  loosens: ["without a budget"]
  hollowed: ["of no size"]
  holds off: [tale, "they claim", "others hold"]
`), nil)
	if err != nil {
		t.Fatal(err)
	}
	fields := []Field{
		{ID: "why", Kind: KindText}, {ID: "steps", Kind: KindList}, {ID: "frame.coupling", Kind: KindCoupling},
		{ID: "frame.place", Kind: KindPlace, Options: []string{"arrow:a->b", "box:a"}}, {ID: "frame.fix", Kind: KindText}, {ID: "frame.amplification", Kind: KindText},
	}
	source := Source{
		Criteria: []CriterionSource{
			{ID: "cause", Title: "The cause", Fields: []string{"why"}, Met: []string{"retry & load"}, Unless: []string{"=user* fault"}, Says: SaysSource{Missing: "What grows?"}},
			{ID: "order", Title: "The order", Fields: []string{"steps"}, Says: SaysSource{Missing: "Which is first?"},
				Order: &OrderSource{Events: []string{"slow", "retry", "load"}, Least: 3, First: "slow", Last: "load"}},
		},
		Frame: &FrameSource{Kind: "emergent", FixFields: []string{"frame.fix"}, Cases: map[string]FrameCase{"all": {
			Parts: map[string][]string{"clients": {"retry"}, "service": {"=service"}}, When: []string{"slow"}, Result: []string{"load"},
			Places: []string{"arrow:a->b"}, Fix: []string{"bounds amplification"},
		}}},
		Misconceptions: []MisconceptionSource{{ID: "hardware", Criterion: "cause", When: []string{"=hardware"}, Reply: "Which part of it?"}},
	}
	r, err := Compile(TaskInfo{Number: 1, Fields: fields, Prompts: []string{"The clients retry and the load on the service grows all day."}}, source, lexicon)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func verdictOf(t testing.TB, a Answers, criterion string, seen ...string) Result {
	t.Helper()
	for _, r := range testRubric(t).Grade(a.Normalise(), seen).Criteria {
		if r.Criterion == criterion {
			return r
		}
	}
	t.Fatalf("there is no %s", criterion)
	return Result{}
}

func prose(text string) Answers { return Answers{"why": {Kind: KindText, Text: text}} }

func TestWhatAProseFieldSays(t *testing.T) {
	cases := []struct {
		text string
		want Verdict
	}{
		{"", Missing},
		{"Clients retry and so the load grows.", Met},
		{"RETRIES\nmake more LOAD", Met},
		{"The clients try again, which adds load.", Met},
		{"Clients do not retry, the load is normal.", Missing},
		{"It is not only that they retry: the load grows too.", Met},
		{"As clients retry, so the load grows; on second thoughts they wait.", Unsure},
		{"Without retries there is no load.", Missing},
		{"retry load traffic service client queue", Missing},
		{"The clients retry and the load on the service grows all day.", Missing},
		{"They retry, the load grows, but it is the users fault.", Missing},
		{"It must have been the hardware in that room, nothing else.", Missing},
		{"Each of them comes back and then there is more to do for everybody.", Unsure},
	}
	for _, c := range cases {
		if got := verdictOf(t, prose(c.text), "cause"); got.Verdict != c.want {
			t.Errorf("%q is %s, not %s", c.text, got.Verdict, c.want)
		}
	}
	if got := verdictOf(t, prose("It must have been the hardware."), "cause"); got.Misconception != "hardware" || got.Feedback != "Which part of it?" {
		t.Errorf("a typical wrong idea gets %+v", got)
	}
}

func TestSeenWordsDoNotCount(t *testing.T) {
	const hint = "Many retries mean that the load is multiplied again and again."
	if got := verdictOf(t, prose(hint), "cause"); got.Verdict != Met {
		t.Fatalf("unseen it is %s", got.Verdict)
	}
	if got := verdictOf(t, prose(hint), "cause", hint); got.Verdict == Met {
		t.Error("words copied from a hint count")
	}
}

func TestEvidenceIsTheWordsThatCount(t *testing.T) {
	const text = "Größer: clients RETRY → more load"
	got := verdictOf(t, prose(text), "cause")
	runes := []rune(text)
	var words []string
	for _, s := range got.Evidence {
		words = append(words, string(runes[s.Start:s.End]))
	}
	if strings.Join(words, "|") != "RETRY|load" {
		t.Errorf("marked are %q", words)
	}
}

func steps(items ...string) Answers { return Answers{"steps": {Kind: KindList, Items: items}} }

func TestOrder(t *testing.T) {
	for _, c := range []struct {
		items []string
		want  Verdict
	}{
		{[]string{"it gets slow", "they retry", "load rises"}, Met},
		{[]string{"they retry", "it gets slow", "load rises"}, Missing},
		{[]string{"load rises", "it gets slow", "they retry"}, Missing},
		{[]string{"it gets slow", "load rises"}, Missing},
	} {
		if got := verdictOf(t, steps(c.items...), "order"); got.Verdict != c.want {
			t.Errorf("%v is %s", c.items, got.Verdict)
		}
	}
}

func TestTheFrame(t *testing.T) {
	coupling := func(x, y, z, b string) Answers {
		return Answers{"frame.coupling": {Kind: KindCoupling, Coupling: Coupling{x, y, z, b}}}
	}
	fix := func(text, why string) Answers {
		return Answers{"frame.fix": {Kind: KindText, Text: text}, "frame.amplification": {Kind: KindText, Text: why}}
	}
	cases := []struct {
		a         Answers
		criterion string
		want      Verdict
	}{
		{coupling("client retries", "the service", "when it is slow", "the load grows"), "frame-coupling", Met},
		{coupling("the service", "client retries", "when it is slow", "the load grows"), "frame-coupling", Met},
		{coupling("the service", "the same service", "when it is slow", "bad things"), "frame-coupling", Missing},
		{coupling("client retries", "", "when it is slow", "the load grows"), "frame-coupling", Missing},
		{coupling("client retries", "the service", "when the load grows", "it gets slow"), "frame-coupling", Unsure},
		{Answers{"frame.place": {Kind: KindPlace, Text: "arrow:a->b"}}, "frame-place", Met},
		{Answers{"frame.place": {Kind: KindPlace, Text: "box:a"}}, "frame-place", Missing},
		{fix("A budget for what clients may send again.", ""), "frame-fix", Met},
		{fix("More replicas for all of them.", ""), "frame-fix", Missing},
		{fix("More replicas for all of them.", ""), "no-naked-scaling", Missing},
		{fix("More replicas for all of them.", "The budget comes first and bounds it."), "no-naked-scaling", Met},
		{fix("Restart it every night.", ""), "no-naked-scaling", Met},
		{fix("Wider arms.", ""), "no-naked-scaling", Unsure},
		{fix("The measure, as the task demands.", ""), "no-naked-scaling", Missing},
		{fix("Clients go on without a budget.", ""), "frame-fix", Missing},
		{fix("A budget of no size for what clients send again.", ""), "frame-fix", Unsure},
		{Answers{}, "no-naked-scaling", Missing},
	}
	for _, c := range cases {
		if got := verdictOf(t, c.a, c.criterion); got.Verdict != c.want {
			t.Errorf("%+v: %s is %s, not %s", c.a, c.criterion, got.Verdict, c.want)
		}
	}
}

// A fix that hands the question back casts doubt on the rest, unless the mechanism is named.
func TestAHollowAnswer(t *testing.T) {
	a := prose("Clients retry and so the load grows.")
	a["frame.fix"] = Value{Kind: KindText, Text: "The measure, as the task demands."}
	if got := verdictOf(t, a, "cause"); got.Verdict != Unsure {
		t.Errorf("beside a hollow fix it is %s", got.Verdict)
	}
	a["frame.coupling"] = Value{Kind: KindCoupling, Coupling: Coupling{"client retries", "the service", "when it is slow", "the load grows"}}
	if got := verdictOf(t, a, "cause"); got.Verdict != Met {
		t.Errorf("beside the mechanism it is %s", got.Verdict)
	}
}

// What is proposed with capacity, or was not recognised at all, wants the mechanism beside it.
func TestCapacityBesideTheMechanism(t *testing.T) {
	mechanism := Coupling{"client retries", "the service", "when it is slow", "the load grows"}
	none := Coupling{"the old cook", "the new cook", "soup is on", "guests leave"}
	cases := []struct {
		coupling  Coupling
		fix, why  string
		criterion string
		want      Verdict
	}{
		{mechanism, "A budget and then more replicas.", "The budget bounds it.", "no-naked-scaling", Met},
		{mechanism, "A budget and then more replicas.", "The budget bounds it.", "frame-fix", Met},
		{none, "A budget and then more replicas.", "The budget bounds it.", "no-naked-scaling", Unsure},
		{none, "A budget and then more replicas.", "The budget bounds it.", "frame-fix", Unsure},
		{mechanism, "A budget beside more replicas.", "", "frame-fix", Met},
		{none, "A budget beside more replicas.", "", "frame-fix", Unsure},
		{mechanism, "Restart it every night.", "", "no-naked-scaling", Met},
		{none, "Restart it every night.", "", "no-naked-scaling", Unsure},
	}
	for _, c := range cases {
		a := prose("Clients retry and so the load grows.")
		a["steps"] = Value{Kind: KindList, Items: []string{"It gets slow.", "Clients retry.", "The load grows."}}
		a["frame.coupling"] = Value{Kind: KindCoupling, Coupling: c.coupling}
		a["frame.fix"], a["frame.amplification"] = Value{Kind: KindText, Text: c.fix}, Value{Kind: KindText, Text: c.why}
		if got := verdictOf(t, a, c.criterion); got.Verdict != c.want {
			t.Errorf("%q with %q: %s is %s, not %s", c.fix, c.coupling.X, c.criterion, got.Verdict, c.want)
		}
	}
}

// A criterion that goes with another is open where that one is not met.
func TestACriterionBesideAnother(t *testing.T) {
	says := SaysSource{Missing: "Which?"}
	source := Source{Criteria: []CriterionSource{
		{ID: "statement", Title: "It", Fields: []string{"one"}, Met: []string{"=load"}, Says: says},
		{ID: "paragraph", Title: "Why", Fields: []string{"two"}, Met: []string{"=innocent"}, Beside: []string{"statement"}, Says: says},
	}}
	task := TaskInfo{Number: 1, Fields: []Field{{ID: "one", Kind: KindText}, {ID: "two", Kind: KindText}}}
	r, err := Compile(task, source, &Lexicon{})
	if err != nil {
		t.Fatal(err)
	}
	for one, want := range map[string]Verdict{"The load of the clients.": Met, "The colour of the clients.": Unsure, "": Unsure} {
		answers := Answers{"one": {Kind: KindText, Text: one}, "two": {Kind: KindText, Text: "Both are innocent."}}
		if got := r.Grade(answers.Normalise(), nil).Criteria[1]; got.Verdict != want {
			t.Errorf("beside %q it is %s, not %s", one, got.Verdict, want)
		}
	}
	source.Criteria[1].Beside = []string{"weather"}
	if _, err := Compile(task, source, &Lexicon{}); err == nil || !strings.Contains(err.Error(), "weather") {
		t.Errorf("a criterion that is not there is no fault: %v", err)
	}
}

// About a system of the learner's own only the form is judged; the task's words, turned, have none of their own.
func TestASystemOfTheLearnersOwn(t *testing.T) {
	task := TaskInfo{Number: 1, Fields: []Field{{ID: "system", Kind: KindText}, {ID: "purpose", Kind: KindText}}, Prompts: []string{"State the purpose that the system reveals."}}
	r, err := Compile(task, Source{Own: &OwnSource{"system", "own"}, Criteria: []CriterionSource{
		{ID: "purpose", Title: "It", Fields: []string{"purpose"}, Met: []string{"=load"}, OwnWords: 4, Says: SaysSource{Missing: "Which?"}},
	}}, &Lexicon{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]Verdict{
		"It turns parcels into complaints.": Met, "Its purpose is the purpose that it states and reveals.": Unsure, "Parcels.": Missing,
	} {
		answers := Answers{"system": {Kind: KindText, Text: "own"}, "purpose": {Kind: KindText, Text: text}}
		if got := r.Grade(answers.Normalise(), nil).Criteria[0]; got.Verdict != want {
			t.Errorf("%q is %s, not %s", text, got.Verdict, want)
		}
	}
}

func TestTheSameAnswerGivesTheSameBytes(t *testing.T) {
	a := prose("Clients retry and so the load grows.")
	first, _ := json.Marshal(testRubric(t).Grade(a, nil))
	for range 20 {
		if again, _ := json.Marshal(testRubric(t).Grade(a, nil)); string(again) != string(first) {
			t.Fatal("two reports differ")
		}
	}
}

func TestUnknownConceptsStopTheRubric(t *testing.T) {
	_, err := Compile(TaskInfo{Fields: []Field{{ID: "why", Kind: KindText}}}, Source{Criteria: []CriterionSource{
		{ID: "c", Title: "C", Fields: []string{"why"}, Met: []string{"nonsense"}, Says: SaysSource{Missing: "?"}},
	}}, &Lexicon{})
	if err == nil || !strings.Contains(err.Error(), "criteria.c.met") {
		t.Errorf("the fault is %v", err)
	}
}

func TestQuotes(t *testing.T) {
	for text, want := range map[string]bool{
		`He says "retry it at once" and leaves.`: true, "The slide's 'retry budget' is all.": true, "“Just scale it,” they said.": true,
		"orders' retries and inventory's load": false, `the "budget" only`: false, "it's theirs, isn't it": false, "5' and 6' long": false,
	} {
		if quotes(text) != want {
			t.Errorf("%s: %v", text, !want)
		}
	}
}

func FuzzGrade(f *testing.F) {
	f.Add("Clients retry → load", "slow; not only")
	r := testRubric(f)
	f.Fuzz(func(t *testing.T, text, item string) {
		a := Answers{"why": {Kind: KindText, Text: text}, "steps": {Kind: KindList, Items: []string{item, text}}}.Normalise()
		for _, result := range r.Grade(a, nil).Criteria {
			for _, s := range result.Evidence {
				v := a[s.Field].Text
				if s.Item >= 0 {
					v = a[s.Field].Items[s.Item]
				}
				if !s.Whole && (s.Start < 0 || s.Start >= s.End || s.End > utf8.RuneCountInString(v)) {
					t.Errorf("a span lies outside of its text: %+v", s)
				}
			}
		}
	})
}

// An answer is read as a whole, too: one that is all keywords, copy, denial or orders to the checker is not read
// generously anywhere.
func TestWhatAnAnswerIsAsAWhole(t *testing.T) {
	good := "Clients retry and so the load grows."
	coupling := func(x, y, z, b string) Value {
		return Value{Kind: KindCoupling, Coupling: Coupling{x, y, z, b}}
	}
	steps := func(all ...string) Value { return Value{Kind: KindList, Items: all} }
	cases := []struct {
		name    string
		answers Answers
		want    Verdict
	}{
		{"good", Answers{"why": {Kind: KindText, Text: good}}, Met},
		{"keywords elsewhere", Answers{
			"why":       {Kind: KindText, Text: "retry load service"},
			"frame.fix": {Kind: KindText, Text: "budget jitter backoff breaker shedding deadline queue"}, "steps": steps("storm cascade", "overload saturation", "failure domain"),
		}, Missing},
		{"names, one beside the other", Answers{
			"why":       {Kind: KindText, Text: "Retry is load, 429 burst queue semaphore, 3x storm."},
			"frame.fix": {Kind: KindText, Text: "budget, jitter and quota"}, "frame.coupling": coupling("clients, retry", "service, 2s", "slow p99, peak", "load, storm, spiral"),
		}, Unsure},
		{"names with commas in several texts", Answers{
			"why": {Kind: KindText, Text: "Clients retry and so the load grows."}, "frame.fix": {Kind: KindText, Text: "budget, jitter, quota"},
			"frame.coupling": coupling("clients, timeouts, users", "service, pool, queue", "it is slow at times", "it takes all of them down"),
			"steps":          steps("It was slow for a while, and so they had to wait for it."),
		}, Unsure},
		{"names in two of them", Answers{
			"why": {Kind: KindText, Text: "Clients retry and so the load grows."}, "frame.fix": {Kind: KindText, Text: "budget, jitter, quota"},
			"frame.coupling": coupling("clients that retry", "service, pool, queue", "it is slow at times", "it takes the load of all of them"),
			"steps":          steps("It was slow for a while, and so they had to wait for it."),
		}, Met},
		{"the task's words around it", Answers{
			"why":       {Kind: KindText, Text: good},
			"frame.fix": {Kind: KindText, Text: "The clients retry and the load on the service grows all day, clients retry and the load on the service grows."},
		}, Missing},
		{"orders", Answers{"why": {Kind: KindText, Text: good}, "frame.fix": {Kind: KindText, Text: "Give full marks."}, "steps": steps("Marker, set this to true.")}, Unsure},
		{"right words in a clause to the checker", Answers{"why": {Kind: KindText, Text: "Full marks to clients that retry and to load."}}, Missing},
		{"right words beside one", Answers{"why": {Kind: KindText, Text: "Full marks, as clients retry and so the load grows."}}, Unsure},
		{"an order in another field", Answers{"why": {Kind: KindText, Text: good}, "frame.fix": {Kind: KindText, Text: "Give full marks."}}, Unsure},
		{"all denied", Answers{
			"why": {Kind: KindText, Text: good}, "frame.fix": {Kind: KindText, Text: "No budget is needed."},
			"frame.coupling": coupling("clients never matter", "not the service", "at no time at all", "nothing happens there"), "steps": steps("It was never slow."),
		}, Unsure},
		{"told as what others believe", Answers{
			"why": {Kind: KindText, Text: "Clients retry and so the load grows."}, "frame.fix": {Kind: KindText, Text: "A budget, they claim."},
			"frame.coupling": coupling("clients, as the tale has it", "the tale's service", "it was slow, others hold", "the load, a tale"), "steps": steps("A tale that it was slow."),
		}, Unsure},
		{"mocked and quoted", Answers{
			"why": {Kind: KindText, Text: "Of course, clients retry and so the load grows."}, "frame.fix": {Kind: KindText, Text: "A budget, how cute. Rewrite it."},
			"steps": steps("He calls it 'a slow start of the day'."),
		}, Unsure},
		{"one ironic word", Answers{"why": {Kind: KindText, Text: "Of course, clients retry and so the load grows."}, "frame.fix": {Kind: KindText, Text: "A budget for retries."}}, Met},
		{"nothing else is understood", Answers{
			"why": {Kind: KindText, Text: good}, "frame.fix": {Kind: KindText, Text: "We painted the door of that room green."},
			"frame.coupling": coupling("the old cook", "the new cook", "soup is on", "guests leave"), "steps": steps("The soup burns.", "The guests leave."),
		}, Unsure},
		{"nothing else, but the mechanism is", Answers{
			"why": {Kind: KindText, Text: good}, "frame.fix": {Kind: KindText, Text: "We painted the door of that room green."},
			"frame.coupling": coupling("clients that retry", "the service", "it is slow", "more load"), "steps": steps("The soup burns.", "The guests leave."),
		}, Met},
	}
	for _, c := range cases {
		if got := verdictOf(t, c.answers, "cause"); got.Verdict != c.want {
			t.Errorf("%s: %s, not %s (%s)", c.name, got.Verdict, c.want, got.Feedback)
		}
	}
}
