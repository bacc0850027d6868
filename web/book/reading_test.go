package book

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAReadingIsDrawn(t *testing.T) {
	d := drawReading("retries → load → slowness → timeouts → retries; load → an outage")
	var labels []string
	for i, one := range d.Ideas {
		labels = append(labels, one.Label)
		if i > 0 && one.Y <= d.Ideas[i-1].Y {
			t.Errorf("%q stands at %.0f", one.Label, one.Y)
		}
	}
	if diff := cmp.Diff([]string{"retries", "load", "slowness", "timeouts", "an outage"}, labels); diff != "" {
		t.Error(diff)
	}
	back := 0
	for _, s := range d.Steps {
		if s.Back {
			back++
		}
	}
	if len(d.Steps) != 5 || back != 1 || !d.Circles {
		t.Errorf("%d steps, %d of them back, circles %t", len(d.Steps), back, d.Circles)
	}
	if drawReading("") != nil {
		t.Error("nothing is drawn as something")
	}
}

func TestADrawingSaysTheSameToEars(t *testing.T) {
	page := new(bytes.Buffer)
	if err := readingPart(drawReading("retries → load → retries")).Render(t.Context(), page); err != nil {
		t.Fatal(err)
	}
	if want := `aria-label="I read: retries, which acts on load, which acts on retries. It comes back to where it began."`; !strings.Contains(page.String(), want) {
		t.Errorf("%s", page)
	}
}
