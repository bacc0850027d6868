package lab

import (
	"math"
	"slices"
	"strings"
	"testing"

	"arrowbook/exercises/scenarios"
	"arrowbook/exercises/simulation"
)

func TestLabelsStandApart(t *testing.T) {
	flat := func(v float64) []float64 { return slices.Repeat([]float64{v}, 40) }
	times := make([]float64, 40)
	for i := range times {
		times[i] = float64(i)
	}
	for _, ends := range [][]float64{{10, 10, 10}, {0, 0, 1}, {10, 9.9, 0}, {5, 0, 10}} {
		var series []plotted
		for _, v := range ends {
			series = append(series, plotted{Label: "useful answers per second", Values: flat(v)})
		}
		const rows = 12
		c := newChart("x", times, 1, 40, series, rows)
		slices.SortFunc(c.Curves, func(a, b curve) int { return int(1000 * (a.LabelY - b.LabelY)) })
		for i, x := range c.Curves {
			if i > 0 && x.LabelY-c.Curves[i-1].LabelY < 2*100/rows {
				t.Errorf("%v: labels at %.1f and %.1f lie on each other", ends, c.Curves[i-1].LabelY, x.LabelY)
			}
			if x.LabelY < 0 || x.LabelY > 100 {
				t.Errorf("%v: a label stands outside, at %.1f", ends, x.LabelY)
			}
		}
	}
}

func TestLabelsBreakEvenly(t *testing.T) {
	for label, want := range map[string]string{
		"attempts per second": "attempts/per second", "waiting in line": "waiting in line",
		"useful answers per second": "useful answers/per second", "": "",
	} {
		if got := strings.Join(broken(label), "/"); got != want {
			t.Errorf("%q breaks as %q", label, got)
		}
	}
}

func TestTicksAreRound(t *testing.T) {
	for _, m := range []float64{1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8} {
		for _, power := range []float64{.01, 1, 1000} {
			for _, tick := range valueTicks(m * power) {
				if digits := strings.Trim(strings.NewReplacer(",", "", ".", "").Replace(tick.Label), "0"); len(digits) > 2 {
					t.Errorf("up to %g there is a tick at %s", m*power, tick.Label)
				}
			}
		}
	}
}

func TestACurveIsThinned(t *testing.T) {
	got := thinned([]float64{1, 3, math.NaN(), 5, math.NaN(), math.NaN(), 7}, 2)
	if len(got) != 4 || got[0] != 2 || got[1] != 5 || !math.IsNaN(got[2]) || got[3] != 7 {
		t.Error(got)
	}
	if c := newChart("x", nil, 1, 1, []plotted{{Label: "none"}}, 12); c.Curves[0].Path != "" {
		t.Errorf("a run of no length has the curve %q", c.Curves[0].Path)
	}
}

func TestFlagsMakeWay(t *testing.T) {
	scenario, _ := scenarios.Lookup("retry-storm")
	at := func(seconds float64, name, value string) scenarios.Intervention {
		return scenarios.Intervention{At: simulation.FromSeconds(seconds), Name: name, Value: value}
	}
	result := &scenarios.Result{
		Trigger:       &scenarios.Span{From: 20, To: 25, Label: "slow"},
		Interventions: []scenarios.Intervention{at(24, "retries", "0"), at(24, "retry_budget", "1"), at(30, "shed", "on"), at(115, "timeout", "2")},
	}
	all := flags(scenario, result, 120)
	if len(all) != 3 || all[0].Label != "Retries 0, Retry budget none" || all[1].Row != 1 || all[2].Row != 0 || all[2].LabelAt != "end" || all[2].Label != "Timeout 2 s" {
		t.Errorf("%+v", all)
	}
	if b := triggerBand(result, all, 120); b.LabelAt != "end" || b.LabelX >= all[0].X {
		t.Errorf("the trigger's label stands in the way: %+v", b)
	}
}

func TestMomentsOfOneInstantStandTogether(t *testing.T) {
	result := &scenarios.Result{Moments: []scenarios.Moment{{T: 20, What: "a"}, {T: 25, What: "b"}, {T: 25.04, What: "c"}, {T: 26, What: "d"}}}
	all := moments(scenarios.Address{}, result, 25)
	if len(all) != 3 || all[1].What != "b; c" || !all[1].Current {
		t.Errorf("%+v", all)
	}
}

func TestAChangeIsNamedAsItsControl(t *testing.T) {
	page := get(t, open(t), "/lab/retry-storm?at=30s:shed_share=0.4").Body.String()
	if strings.Contains(page, "shed_share set") || !strings.Contains(page, "turned away at the door set to 0.4") {
		t.Error("a moment names a parameter by its id")
	}
}

func TestValuesAreAsPeopleReadThem(t *testing.T) {
	page := get(t, open(t), "/lab/retry-storm").Body.String()
	if !strings.Contains(page, `>none</output>`) || strings.Contains(page, "1000 requests") {
		t.Error("a value is not as people read it")
	}
}

func TestAChangeAfterTheEndHasNoFlag(t *testing.T) {
	page := get(t, open(t), "/lab/retry-storm?duration=30&at=20s:retries=0&at=90s:shed=on").Body.String()
	if got := strings.Count(page, `class="flag"`); got != 2 {
		t.Errorf("one change within the run has %d flags in the two charts", got)
	}
}
