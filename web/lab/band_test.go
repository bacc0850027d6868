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
	if page := get(t, x, path).Body.String(); strings.Contains(page, "data-band") || !strings.Contains(page, `href="/lab/retry-storm?arrival_rate=40&amp;connections=4&amp;duration=40&amp;band=20"`) {
		t.Error("the band is not offered, or comes unasked")
	}
	page := get(t, x, path+"&band=100").Body.String()
	for _, part := range []string{`class="area band series-good"`, `data-series="median"`, "of 100 ", "90% of 100 seeds", "Take the band away"} {
		if !strings.Contains(page, part) {
			t.Errorf("the page has no %s", part)
		}
	}
}

func TestTheBandAsJSON(t *testing.T) {
	got := get(t, open(t), strings.Replace(lightRun, "%s", ".json", 1)+"&band=100")
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

// Few seeds come first, more on request; then nothing more is offered.
func TestTheBandGrowsOnRequest(t *testing.T) {
	x := open(t)
	path := strings.Replace(lightRun, "%s", "", 1)
	few, many := get(t, x, path+"&band=20").Body.String(), get(t, x, path+"&band=100").Body.String()
	if !strings.Contains(few, " of 20 ") || !strings.Contains(few, "90% of 20 seeds") || !strings.Contains(few, "Run it on 100 seeds") || !strings.Contains(few, "band=100") {
		t.Error("the band of 20 seeds says nothing of them, or does not offer 100")
	}
	if !strings.Contains(many, " of 100 ") || strings.Contains(many, "Run it on ") {
		t.Error("the band of 100 seeds says nothing of them, or offers more")
	}
	if got := get(t, x, path+"&band=50"); got.Code != 400 || !strings.Contains(got.Body.String(), "band is 20 or 100 seeds") {
		t.Errorf("a band of 50: %d", got.Code)
	}
}

func TestTheProgressOfABand(t *testing.T) {
	x := open(t)
	if got := get(t, x, strings.Replace(lightRun, "%s", "/band", 1)+"&band=20"); got.Code != 200 || strings.TrimSpace(got.Body.String()) != `{"done":0,"of":20,"under_way":false}` {
		t.Errorf("%d: %s", got.Code, got.Body)
	}
	if got := get(t, x, "/lab/retry-storm/band"); got.Code != 400 {
		t.Errorf("the progress of no band: %d", got.Code)
	}
}
