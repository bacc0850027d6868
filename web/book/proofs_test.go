package book

import (
	"context"
	"testing"

	"arrowbook/exercises"
	"arrowbook/exercises/runs"
	"arrowbook/grading"
)

// proofCase is what a run of a task's proof comes to.
type proofCase struct {
	task   int
	row    string // the answer that the proof depends on
	query  string
	proven bool
}

// Every proof of the book: with nothing turned the outage comes back, with the right knobs it does not, and
// capacity alone meets as much more demand.
var proofCases = []proofCase{
	{2, "", "orders-inventory", false},
	{2, "", "orders-inventory?retry_budget=0.1", true},
	{2, "", "orders-inventory?inventory_workers=40", false},
	{3, "", "retry-storm", false},
	{3, "", "retry-storm?retry_budget=0.1", true},
	{3, "", "retry-storm?connections=200", false},
	{4, "", "boundaries", false},
	{4, "", "boundaries?breaker=on", true},
	{4, "", "boundaries?checkout_workers=300", false},
	{5, "i2", "metastable", false},
	{5, "i2", "metastable?retry_budget=0.1", true},
	{5, "i4", "cache-stampede", false},
	{5, "i4", "cache-stampede?coalesce=on", true},
	{5, "i4", "cache-stampede?origin_workers=20", false},
	{6, "", "metastable?shed=on", true},
	{6, "", "metastable?workers=60", false},
	{8, "", "control-plane-blip", false},
	{8, "", "control-plane-blip?static_stability=on", true},
	{8, "", "control-plane-blip?nodes=60", false},
	{9, "", "payments-ledger", false},
	{9, "", "payments-ledger?receiver_dedup=off", false},
	{9, "", "payments-ledger?contract=on", true},
	{10, "", "graceful-degradation", false},
	{10, "", "graceful-degradation?bulkhead=on", false},
	{10, "", "graceful-degradation?backoff=full-jitter&breaker=on&bulkhead=on&retry_budget=0.1&shed=on", true},
	{11, "", "load-curve", false},
	{11, "", "load-curve?shed=on", true},
}

func TestEveryProofOfTheBook(t *testing.T) {
	book := testBook(t)
	longWithoutRace(t)
	owner := runs.New(runs.Config{ProofSeeds: 3}) // the models hold what they must show to the seeds 1 to 20
	t.Cleanup(owner.Close)
	tried := map[*exercises.Proof]map[bool]bool{}
	for _, c := range proofCases {
		proof := proofOf(t, book, c)
		outcome, err := owner.Prove(context.Background(), fixOf(proof), c.query)
		if err != nil || outcome.Proven != c.proven {
			t.Errorf("task %d, %s: %+v, %v", c.task, c.query, outcome, err)
		}
		if tried[proof] == nil {
			tried[proof] = map[bool]bool{}
		}
		tried[proof][c.proven] = true
	}
	for _, task := range book.Tasks {
		for _, proof := range task.Proofs {
			if !tried[proof][true] || !tried[proof][false] {
				t.Errorf("task %d: its proof by %s is not tried both ways", task.Number, proof.Scenario)
			}
		}
	}
}

func proofOf(t *testing.T, book *exercises.Book, c proofCase) *exercises.Proof {
	t.Helper()
	task, _ := book.Task(c.task)
	proof := task.Proof(grading.Answers{"frame.row": {Kind: grading.KindChoice, Text: c.row}})
	if proof == nil {
		t.Fatalf("task %d has no proof for %q", c.task, c.row)
	}
	return proof
}
