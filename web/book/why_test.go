package book

import (
	"strings"
	"testing"
)

func TestWhyTellsWhatWasDoneWithTheWords(t *testing.T) {
	v := open(t)
	id, _ := attemptOf(v, `{"answers":{"timeline":["the databse is slow","calls time out","clients retry so the load grows"],"optimum.client":"retries are not the cause of anything here"}}`)
	page := v.page("/tasks/3/attempts/" + id + "/why")
	for _, want := range []string{"Why this result", "stands denied", "Read “databse” as “database”", "It rests on", "no idea that would meet it was recognised"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if got := v.other().send("GET", "/tasks/3/attempts/"+id+"/why", "", "text/html", ""); got.status != 404 {
		t.Errorf("another learner sees it: %d", got.status)
	}
}

func TestAnAttemptLeadsToItsReasons(t *testing.T) {
	v := open(t)
	id, _ := attemptOf(v, `{"answers":{"optimum.client":"fewer errors"}}`)
	for _, path := range []string{"/tasks/3", "/tasks/3/attempts/" + id} {
		if !strings.Contains(v.page(path), "/tasks/3/attempts/"+id+"/why") {
			t.Errorf("%s has no way to the reasons", path)
		}
	}
}
