package lab

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
)

const lightRun = "/lab/retry-storm%s?duration=40&arrival_rate=40&connections=4"

func TestTheBandOfManySeeds(t *testing.T) {
	x := open(t)
	path := strings.Replace(lightRun, "%s", "", 1)
	if page := get(t, x, path).Body.String(); strings.Contains(page, "data-band") || !strings.Contains(page, `href="/lab/retry-storm?arrival_rate=40&amp;connections=4&amp;duration=40&amp;band=1"`) {
		t.Error("the band is not offered, or comes unasked")
	}
	page := get(t, x, path+"&band=1").Body.String()
	for _, part := range []string{`class="area band series-good"`, `data-series="median"`, "of 100 ", "90% of 100 seeds", "Take the band away"} {
		if !strings.Contains(page, part) {
			t.Errorf("the page has no %s", part)
		}
	}
}

func TestTheBandAsJSON(t *testing.T) {
	got := get(t, open(t), strings.Replace(lightRun, "%s", ".json", 1)+"&band=1")
	var band struct {
		Seeds  struct{ Done, Of int }
		Series map[string]json.RawMessage
		Counts map[string]struct{ Yes, No int }
		Says   string
	}
	if err := json.Unmarshal(got.Body.Bytes(), &band); err != nil {
		t.Fatal(err)
	}
	if band.Seeds.Done != 100 || band.Counts["recovered"].Yes+band.Counts["recovered"].No != 100 || len(band.Series["goodput"]) == 0 || band.Says == "" {
		t.Errorf("%s", got.Body)
	}
}

func TestABandIsDrawnBetweenItsEdges(t *testing.T) {
	nan := math.NaN()
	c := newChart("x", []float64{0, 1, 2}, 1, 3, []plotted{{Label: "band", Values: []float64{9, nan, 9}, Lows: []float64{3, nan, 3}}}, 12)
	if got := c.Curves[0].Area; got != "M167 20L833 20L833 140L167 140Z" {
		t.Error(got)
	}
}
