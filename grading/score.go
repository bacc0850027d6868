package grading

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Labelled is a verdict beside what fair markers said.
type Labelled struct {
	Task        int
	Criterion   string
	Label       bool // met, by the markers
	Verdict     Verdict
	Exact       bool
	Adversarial bool
}

// Figures say how well verdicts agree with labels. A figure without a case is NaN.
type Figures struct {
	Criteria                int
	AccuracyDecided         float64 // of those that are not unsure
	KappaDecided, KappaAll  float64 // Cohen's kappa; "all" counts unsure as a disagreement
	MetPrecision, MetRecall float64
	Coverage                float64 // share that is not unsure
	WrongFail               float64 // met by label, marked missing
	FalseAccept             float64 // not met by label, marked met
	FalseAcceptAdversarial  float64
}

// Score computes the figures over labelled verdicts.
func Score(rows []Labelled) Figures {
	var met, unmet, decided, agreed, truePositive, falsePositive, wrongFail, adversarial, fooled int
	for _, r := range rows {
		if r.Verdict != Unsure {
			decided++
			if r.Label == (r.Verdict == Met) {
				agreed++
			}
		}
		switch {
		case r.Label:
			met++
			truePositive += one(r.Verdict == Met)
			wrongFail += one(r.Verdict == Missing)
		default:
			unmet++
			falsePositive += one(r.Verdict == Met)
			adversarial += one(r.Adversarial)
			fooled += one(r.Adversarial && r.Verdict == Met)
		}
	}
	return Figures{
		Criteria: len(rows), AccuracyDecided: part(agreed, decided), KappaDecided: kappa(rows, false), KappaAll: kappa(rows, true),
		MetPrecision: part(truePositive, truePositive+falsePositive), MetRecall: part(truePositive, met), Coverage: part(decided, len(rows)),
		WrongFail: part(wrongFail, met), FalseAccept: part(falsePositive, unmet), FalseAcceptAdversarial: part(fooled, adversarial),
	}
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func part(a, b int) float64 {
	if b == 0 {
		return math.NaN()
	}
	return float64(a) / float64(b)
}

// kappa is Cohen's: agreement beyond what chance would give (Cohen 1960).
func kappa(rows []Labelled, all bool) float64 {
	var n, agreed int
	labels, verdicts := map[string]int{}, map[string]int{}
	for _, r := range rows {
		if r.Verdict == Unsure && !all {
			continue
		}
		label := string(Missing)
		if r.Label {
			label = string(Met)
		}
		n++
		agreed += one(label == string(r.Verdict))
		labels[label]++
		verdicts[string(r.Verdict)]++
	}
	chance := 0.0
	for _, v := range []Verdict{Met, Missing, Unsure} {
		chance += part(labels[string(v)], n) * part(verdicts[string(v)], n)
	}
	if chance == 1 {
		return 1
	}
	return (part(agreed, n) - chance) / (1 - chance)
}

// ScoreTable is the figures for text and exact criteria, and the criteria that agree least, for people.
func ScoreTable(rows []Labelled) string {
	var out strings.Builder
	for _, exact := range []bool{false, true} {
		chosen := slices.DeleteFunc(slices.Clone(rows), func(r Labelled) bool { return r.Exact != exact })
		fmt.Fprintf(&out, "%s criteria\n%s\n", map[bool]string{false: "text", true: "exact"}[exact], Score(chosen).table())
	}
	out.WriteString("least agreement (accuracy on the decided, labels)\n")
	for _, w := range worst(rows) {
		fmt.Fprintf(&out, "  %-34s %.3f %4d\n", w.name, w.accuracy, w.n)
	}
	return out.String()
}

func (f Figures) table() string {
	return fmt.Sprintf("  labels %d\n  accuracy on the decided %.4f\n  kappa on the decided %.4f, with unsure as a disagreement %.4f\n  met: precision %.4f, recall %.4f\n  coverage %.4f\n  wrong-fail %.4f\n  false-accept %.4f, adversarial %.4f\n",
		f.Criteria, f.AccuracyDecided, f.KappaDecided, f.KappaAll, f.MetPrecision, f.MetRecall, f.Coverage, f.WrongFail, f.FalseAccept, f.FalseAcceptAdversarial)
}

type weak struct {
	name     string
	accuracy float64
	n        int
}

// worst are the criteria whose verdicts agree least.
func worst(rows []Labelled) []weak {
	by := map[string][]Labelled{}
	for _, r := range rows {
		name := fmt.Sprintf("%d/%s", r.Task, r.Criterion)
		by[name] = append(by[name], r)
	}
	var all []weak
	for name, rows := range by {
		all = append(all, weak{name, Score(rows).AccuracyDecided, len(rows)})
	}
	slices.SortFunc(all, func(a, b weak) int {
		if a.accuracy != b.accuracy {
			return int(math.Copysign(1, a.accuracy-b.accuracy))
		}
		return strings.Compare(a.name, b.name)
	})
	return all[:min(15, len(all))]
}
