package exercises

import "arrowbook/grading"

// Proof says that a fix can be proved by running it.
type Proof struct {
	Scenario string
	When     *Condition // nil: always
	Intro    HTML
	Free     []string // knobs the learner may turn
	Capacity []string // knobs that turn demand up with them
	Holds    Holds
	Held     string // what it means that the fix holds, after "On n of 20 seeds"
	Broke    string // what happens on all of them without
}

// Proof finds the run that can prove the fix of an answer; nil when it has none.
func (t *Task) Proof(answers grading.Answers) *Proof {
	for _, p := range t.Proofs {
		if p.When == nil || answers[p.When.Field].Text == p.When.Is {
			return p
		}
	}
	return nil
}

// proofFile is a proof as written.
type proofFile struct {
	Scenario, Intro    string
	When               *Condition
	Free, Capacity     []string
	Holds, Held, Broke string
}

func buildProofs(doc *document, files []proofFile, fields []Field) []*Proof {
	var proofs []*Proof
	for i, p := range files {
		if p.Scenario == "" || len(p.Free) == 0 || p.Held == "" || p.Broke == "" {
			doc.fault(at("proofs", i), "a proof needs a scenario, at least one free parameter, and what it says when the fix held and when it broke")
		}
		holds, err := ParseHolds(p.Holds)
		if err != nil {
			doc.fault(at("proofs", i, "holds"), "%v", err)
		}
		checkWhen(doc, i, p.When, fields)
		proofs = append(proofs, &Proof{p.Scenario, p.When, render(p.Intro), p.Free, p.Capacity, holds, p.Held, p.Broke})
	}
	return proofs
}

// checkWhen finds a proof that waits for an answer that no field can have.
func checkWhen(doc *document, i int, when *Condition, fields []Field) {
	if when == nil {
		return
	}
	for _, f := range fields {
		if _, offered := f.OptionLabels[when.Is]; f.ID == when.Field && offered {
			return
		}
	}
	doc.fault(at("proofs", i, "when"), "no field %s offers %q", when.Field, when.Is)
}
