package simulation

import "math/bits"

// entry is a place in the queue: 16 bytes, compared as one number of 128 bits. order is the sequence number
// with the slot below it, so that no two entries are equal and earlier scheduled ones come first.
type entry struct {
	at    uint64
	order uint64
}

// slotBits is how many bits of an entry's order name its slot: up to 16 million events at once, and
// 2^40 schedulings in a run.
const slotBits = 24

// never is what an empty slot holds: later than every event.
var never = entry{1<<64 - 1, 1<<64 - 1}

// slot is the slot whose event the entry stands for.
func (x entry) slot() uint32 { return uint32(x.order & (1<<slotBits - 1)) }

// earlier is the one of two entries that comes first, chosen without a branch: which of two random times is
// smaller is what a processor guesses worst.
func earlier(a, b entry) entry {
	_, borrow := bits.Sub64(b.order, a.order, 0)
	_, borrow = bits.Sub64(b.at, a.at, borrow)
	second := -borrow // all ones when b comes before a
	return entry{a.at ^ (a.at^b.at)&second, a.order ^ (a.order^b.order)&second}
}

// The queue is a tournament. Node i of the tree holds the earlier of the nodes 2i and 2i+1, so that node 1
// is the next event; the entry of slot s is the leaf at width+s. Against a heap it has three advantages: an
// event stays at its leaf, so that nothing need be told where it went; the nodes on the way to the root are
// known from the start, so that the processor loads them all at once; and the successor of the event under
// way always plays up to the root, so that it need not guess where that ends.

// set writes a slot's entry and plays its matches anew, until one ends as it did before: from there on
// nothing changes, so that an event that is far off plays few.
func (e *Engine) set(slot uint32, x entry) {
	tree := e.tree
	i := uint32(len(tree)/2) + slot
	tree[i] = x
	for i > 1 {
		x = earlier(x, tree[i^1])
		i /= 2
		if tree[i].order == x.order {
			return
		}
		tree[i] = x
	}
}

// widen doubles the number of leaves: each level of the tree becomes the left half of the level below it.
func (e *Engine) widen() {
	width := len(e.tree) / 2
	e.tree = append(e.tree, make([]entry, len(e.tree))...)
	for level := width; level >= 1; level /= 2 {
		left, right := e.tree[2*level:3*level], e.tree[3*level:4*level]
		copy(left, e.tree[level:2*level])
		for i := range right {
			right[i] = never
		}
	}
}
