package scenarios

import (
	"slices"
	"testing"

	"arrowbook/exercises/simulation"
)

// phasesOf notes which phase begins when, in seconds; from is the trigger's beginning.
func phasesOf(t *testing.T, from float64) map[phase]float64 {
	t.Helper()
	w := testWorld(1, map[string]float64{"duration": 100})
	w.window("trigger", from, 10, func(bool) {})
	began := map[phase]float64{}
	var order []phase
	w.phases(func(p phase) {
		began[p] = w.now().Seconds()
		order = append(order, p)
	})
	if err := w.run(background); err != nil {
		t.Fatal(err)
	}
	if !slices.IsSorted(order) {
		t.Errorf("the phases begin in the order %v", order)
	}
	return began
}

func TestPhasesBeginWithTheTrigger(t *testing.T) {
	for p, want := range map[phase]float64{noPhase: 0, beforePhase: warmup, duringPhase: 20, afterPhase: 30} {
		if got, found := phasesOf(t, 20)[p]; !found || got != want {
			t.Errorf("phase %d begins at %g s, not %g", p, got, want)
		}
	}
	if began := phasesOf(t, 3); len(began) != 3 || began[duringPhase] != 3 {
		t.Errorf("a trigger within the warm-up gives the phases %v", began)
	}
	if began := phasesOf(t, 200); len(began) != 1 {
		t.Errorf("a run without a trigger has the phases %v", began)
	}
}

func TestFiguresOfAPhase(t *testing.T) {
	w := testWorld(1, map[string]float64{"duration": 40})
	counts := make([]float64, 40)
	for i := range counts {
		counts[i] = 1
	}
	if w.in(duringPhase, counts) != nil || w.shareIn(duringPhase, counts, counts) != nil {
		t.Error("a run without a trigger has figures of it")
	}
	w.window("trigger", 10, 20, func(bool) {})
	for i := range 20 {
		count(counts, simulation.Time(10+i)*simulation.Second)
	}
	if b, d, a := w.in(beforePhase, counts), w.in(duringPhase, counts), w.in(afterPhase, counts); b != 1.0 || d != 2.0 || a != 1.0 {
		t.Errorf("the rates are %v, %v, %v", b, d, a)
	}
}
