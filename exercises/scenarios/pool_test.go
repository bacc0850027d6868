package scenarios

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestPoolServesInOrder: never more than its slots at once, the first come first, and those who left never.
func TestPoolServesInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var p pool
		var served []uint32
		gone := map[uint32]bool{}
		p.start = func(id uint32) bool {
			if gone[id] {
				p.left--
				return false
			}
			served = append(served, id)
			return true
		}
		p.slots = rapid.IntRange(1, 3).Draw(t, "slots")
		next := uint32(0)
		t.Repeat(map[string]func(*rapid.T){
			"enter": func(t *rapid.T) {
				p.enter(next)
				next++
			},
			"leave": func(t *rapid.T) {
				id := rapid.Uint32Range(0, next).Draw(t, "id")
				if id < next && !gone[id] && !slices.Contains(served, id) {
					gone[id] = true
					p.left++
				}
			},
			"release": func(t *rapid.T) {
				if p.busy > 0 {
					p.release()
				}
			},
			"resize": func(t *rapid.T) { p.resize(rapid.IntRange(1, 5).Draw(t, "slots")) },
			"": func(t *rapid.T) {
				if !slices.IsSorted(served) {
					t.Fatalf("served in the order %v", served)
				}
				if waiting := int(next) - len(served) - len(gone); p.waiting() != waiting || waiting > 0 && p.busy < p.slots {
					t.Fatalf("%d wait, not %d; %d of %d slots are busy", p.waiting(), waiting, p.busy, p.slots)
				}
			},
		})
	})
}

// TestAReleasedSlotServesALongLine: those who are served and gone at once do not pile up calls of calls.
func TestAReleasedSlotServesALongLine(t *testing.T) {
	p := pool{slots: 1}
	nested, deepest := 0, 0
	p.start = func(id uint32) bool {
		nested++
		deepest = max(deepest, nested)
		if id > 0 {
			p.release()
		}
		nested--
		return true
	}
	for id := range uint32(10_000) {
		p.enter(id)
	}
	p.release()
	if p.busy != 0 || p.waiting() != 0 || deepest > 2 {
		t.Errorf("%d busy, %d waiting, %d deep", p.busy, p.waiting(), deepest)
	}
}
