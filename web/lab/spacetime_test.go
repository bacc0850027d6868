package lab

import (
	"strings"
	"testing"

	"arrowbook/exercises/scenarios"
)

// Every scenario with lifelines shows an example as a picture and a table, and leads to the next.
func TestAStoryStandsOnItsPage(t *testing.T) {
	site := open(t)
	told := 0
	for _, s := range scenarios.All() {
		page := get(t, site, "/lab/"+s.ID).Body.String()
		if s.SpaceTime() == nil {
			if strings.Contains(page, "data-space-time") {
				t.Errorf("%s tells no story, and its page has one", s.ID)
			}
			continue
		}
		told++
		for _, part := range []string{`class="story"`, `class="lifeline"`, "Example 1 of", `href="/lab/` + s.ID + `?example=2"`, "Its events in order"} {
			if !strings.Contains(page, part) {
				t.Errorf("%s: the page has no %s", s.ID, part)
			}
		}
		if n := strings.Count(page, `class="lifeline"`); n != len(s.SpaceTime().Lifelines) {
			t.Errorf("%s: %d lifelines", s.ID, n)
		}
	}
	if told < 5 {
		t.Errorf("%d scenarios tell a story", told)
	}
}

func TestAnExampleIsInTheAddress(t *testing.T) {
	site := open(t)
	const run = "/lab/payments-ledger?duration=100&receiver_dedup=off"
	first, third := get(t, site, run).Body.String(), get(t, site, run+"&example=3").Body.String()
	for _, part := range []string{"Example 3 of", "example=2", "example=4", "Previous example"} {
		if !strings.Contains(third, part) {
			t.Errorf("the third example has no %s", part)
		}
	}
	if !strings.Contains(first, "booked 2 times") || !strings.Contains(first, `class="lost"`) || !strings.Contains(first, "mark-again") || strings.Contains(first, "Previous example") {
		t.Error("the first example is not a payment booked twice after a loss, or has one before it")
	}
	if last := get(t, site, run+"&example=100000").Body.String(); strings.Contains(last, "Next example") || !strings.Contains(last, "Previous example") {
		t.Error("an example beyond the last is not the last")
	}
	if got := get(t, site, run+"&example=0"); got.Code != 400 || !strings.Contains(got.Body.String(), "example is a whole number from 1") {
		t.Errorf("example 0: %d", got.Code)
	}
	if none := get(t, site, "/lab/ordering?partition_by_conversation=on").Body.String(); !strings.Contains(none, "No message that is followed is done before an earlier one") {
		t.Error("a run without an example does not say so")
	}
}

func TestAStoryIsDrawnToScale(t *testing.T) {
	lines := []scenarios.Lifeline{{ID: "a", Label: "a"}, {ID: "b", Label: "b"}}
	d := newSpaceTime(lines, scenarios.Story{From: 10, To: 20, Messages: []scenarios.Message{
		{From: "a", To: "b", Sent: 10, Comes: 15, N: 1}, {From: "b", To: "a", Sent: 15, Comes: 20, N: 2, Lost: true},
	}, Events: []scenarios.Event{{T: 10, On: "a"}, {T: 10.1, On: "a"}, {T: 20, On: "b", Mark: scenarios.Effect}}})
	m := d.Messages[0]
	if m.Y1 != storyTop || m.Y2 != storyTop+storyLong/2 || m.X1 != storyLeft+messageGap || m.X2 != storyWidth-storyRight-messageGap {
		t.Errorf("a message is drawn as %+v", m)
	}
	if lost := d.Messages[1]; lost.X2 <= lost.X1-.7*(m.X2-m.X1) || !lost.Lost {
		t.Errorf("a lost message arrives: %+v", lost)
	}
	if len(d.Times) != 2 || len(d.Marks) != 1 || d.Marks[0].Y != storyTop+storyLong {
		t.Errorf("times %v, marks %v", d.Times, d.Marks)
	}
}
