package validation

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

var update = flag.Bool("update", false, "write the report that the site shows")

// shown is the report that the site shows.
var shown = filepath.Join("..", "..", "..", "web", "lab", "validation.json")

// TestEveryCheckPasses measures all checks, and holds the report that the site shows to the byte.
func TestEveryCheckPasses(t *testing.T) {
	if underRace || testing.Short() {
		t.Skip("all checks, measured without the race detector")
	}
	outcomes, err := Run(t.Context(), All())
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range outcomes {
		if !o.OK() {
			t.Errorf("%s is %s: %s: expected %g, ours %g ± %g, tolerance %g", o.ID, o.Verdict, o.What, o.Expected, o.Ours, o.HalfWidth, o.Tolerance)
		}
		noticesAnError(t, o)
	}
	holdShown(t, NewReport(outcomes))
}

// noticesAnError: a check of a figure fails when what it expects is wrong by twice what its precision and its
// allowance let through, whatever was measured.
func noticesAnError(t *testing.T, o Outcome) {
	t.Helper()
	limit := math.Max(2.01*(o.Precision*math.Abs(o.Expected)+o.Allowance), 1e-6)
	for _, off := range []float64{-limit, limit} {
		wrong := o.Check
		wrong.Expected += off
		if o.Relation == Equal && wrong.stands(o.Ours, o.Tolerance) {
			t.Errorf("%s does not notice an error of %g", o.ID, off)
		}
	}
}

func holdShown(t *testing.T, r Report) {
	t.Helper()
	data, err := r.JSON()
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(shown, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(shown)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(kept, data) {
		t.Errorf("%s is not what these models give: arrowbook validate --json > web/lab/validation.json", filepath.Base(shown))
	}
}

// quick are experiments without chance, which take little.
func quick() []Experiment {
	return []Experiment{littleExactly(true), allFail(3, 4), allFail(5, 3), orderedByOne()}
}

func TestWhatIsWithoutChanceHolds(t *testing.T) {
	outcomes, err := Run(t.Context(), quick())
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range outcomes {
		if !o.OK() {
			t.Errorf("%s: %g, not %g", o.ID, o.Ours, o.Expected)
		}
	}
}

// TestABrokenModelFails: a queue of another service time, a chain with one attempt less, a law that is wrong.
func TestABrokenModelFails(t *testing.T) {
	slower := oneServer(.4, 20_000)
	slower.Query += "&service_time=0.11"
	fewer := layered(3, 4, .9, 4000)
	fewer.Query = layeredQuery(3, 3, .9, 4000)
	wrong := allFail(3, 4)
	wrong.Checks[0].Expected = 63
	outcomes, err := Run(t.Context(), []Experiment{slower, fewer, wrong})
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range outcomes {
		if o.Verdict != Outside {
			t.Errorf("%s is %s: %g for %g", o.ID, o.Verdict, o.Ours, o.Expected)
		}
	}
}

func TestVerdicts(t *testing.T) {
	cases := []struct {
		check  Check
		values []float64
		want   Verdict
	}{
		{Check{Relation: Equal, Expected: 10, Precision: .1}, []float64{9.9, 10, 10.1, 10, 10.1}, Within},
		{Check{Relation: Equal, Expected: 11, Precision: .1}, []float64{9.9, 10, 10.1, 10, 10.1}, Outside},
		{Check{Relation: Equal, Expected: 11, Precision: .1, Allowance: 1}, []float64{9.9, 10, 10.1, 10, 10.1}, Within},
		{Check{Relation: Equal, Expected: 10, Precision: .1}, []float64{1, 19, 10, 12, 8}, Coarse},
		{Check{Relation: Equal, Expected: 10}, []float64{10, 10, 10, 10.001}, Outside},
		{Check{Relation: Equal, Expected: 10}, []float64{10}, Within},
		{Check{Relation: AtMost, Expected: 10.5, Precision: .1}, []float64{9.9, 10, 10.1, 10, 10.1}, Within},
		{Check{Relation: AtMost, Expected: 10.1, Precision: .1}, []float64{9.9, 10, 10.1, 10, 10.1}, Outside},
		{Check{Relation: AtLeast, Expected: 9.5, Precision: .1}, []float64{9.9, 10, 10.1, 10, 10.1}, Within},
		{Check{Relation: Equal, Expected: 10, Precision: .1}, []float64{10, math.NaN(), 10, 10, 10}, Outside},
	}
	for i, c := range cases {
		if got := judge(c.check, c.values); got.Verdict != c.want {
			t.Errorf("case %d is %s, not %s: %+v", i, got.Verdict, c.want, got)
		}
	}
}

// TestChecksAreTold: each check says who says so, why it may be off, and has a name of its own; each drawing
// has points.
func TestChecksAreTold(t *testing.T) {
	names := map[string]bool{}
	points := map[string]int{}
	for _, e := range All() {
		if _, err := e.address(); err != nil {
			t.Error(err)
		}
		for _, c := range e.Checks {
			if names[c.ID] || c.ID == "" || c.Group == "" || c.What == "" || c.Formula == "" || c.Source.Title == "" || c.Source.Year == 0 || c.Source.Where == "" {
				t.Errorf("%q is not told, or twice: %+v", c.ID, c)
			}
			if (c.Allowance > 0) != (c.Why != "") {
				t.Errorf("%s: an allowance and its reason belong together", c.ID)
			}
			names[c.ID] = true
			points[c.Drawing]++
			if e.observe == nil && c.read == nil {
				t.Errorf("%s is not read", c.ID)
			}
		}
		if e.Seeds > 1 && slices.ContainsFunc(e.Checks, func(c Check) bool { return c.Precision > 0 }) {
			student(e.Seeds)
		}
	}
	if len(names) < 30 {
		t.Errorf("there are %d checks", len(names))
	}
	for _, s := range sketches {
		if points[s.ID] < 5 {
			t.Errorf("the drawing %s has %d points", s.ID, points[s.ID])
		}
	}
}

// TestRunEndsWithItsCaller: a run whose asker has gone ends with the context's error, and a run that fails
// ends all.
func TestRunEndsWithItsCaller(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Run(ctx, quick()); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
	broken := allFail(3, 4)
	broken.Query = "layers=99"
	if _, err := Run(t.Context(), append(quick(), broken)); err == nil || errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
}

// TestQuantiles holds the table against the distribution: for many degrees of freedom it nears the normal one,
// and it falls.
func TestQuantiles(t *testing.T) {
	last := math.Inf(1)
	for _, n := range []int{5, 10, 20, 30, 50, 100} {
		q := student(n)
		if share := tail(q, float64(n-1)); math.Abs(share-.001) > 2e-6 || q >= last {
			t.Errorf("%d seeds: %g leaves %g outside", n, q, share)
		}
		last = q
	}
}

// tail is the share of Student's distribution beyond a quantile, on both sides.
func tail(q, freedom float64) float64 {
	const steps = 400_000
	a, _ := math.Lgamma((freedom + 1) / 2)
	b, _ := math.Lgamma(freedom / 2)
	scale := math.Exp(a-b) / math.Sqrt(freedom*math.Pi)
	inside := 0.0
	for i := range steps {
		x := (float64(i) + .5) * q / steps
		inside += scale * math.Pow(1+x*x/freedom, -(freedom+1)/2) * q / steps
	}
	return 1 - 2*inside
}
