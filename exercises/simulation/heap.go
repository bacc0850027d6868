package simulation

import "math/bits"

// entry is a place in the queue: 16 bytes, compared as one number of 128 bits. order is the sequence number
// with the slot below it, so that no two entries are equal and earlier scheduled ones come first.
type entry struct {
	at    uint64
	order uint64
}

// before is 1 when a comes before b, else 0, without a branch.
func before(a, b entry) uint64 {
	_, borrow := bits.Sub64(a.order, b.order, 0)
	_, borrow = bits.Sub64(a.at, b.at, borrow)
	return borrow
}

// arity is how many children a node of the heap has: four entries lie in one cache line.
const arity = 4

// put stores an entry and tells its slot where it is.
func (e *Engine) put(i int, x entry) {
	e.heap[i] = x
	e.slots[x.order&(1<<slotBits-1)].position = uint32(i)
}

// up moves an entry from position i towards the root until its parent comes before it.
func (e *Engine) up(i int, x entry) {
	for i > 0 {
		parent := (i - 1) / arity
		if before(x, e.heap[parent]) == 0 {
			break
		}
		e.put(i, e.heap[parent])
		i = parent
	}
	e.put(i, x)
}

// down moves an entry from position i towards the leaves until it comes before its children.
func (e *Engine) down(i int, x entry) {
	n := len(e.heap)
	for {
		child := arity*i + 1
		if child >= n {
			break
		}
		first := child
		if child+arity <= n {
			first = least(e.heap[child:child+arity:child+arity]) + child
		} else {
			for c := child + 1; c < n; c++ {
				first += (c - first) * int(before(e.heap[c], e.heap[first]))
			}
		}
		if before(e.heap[first], x) == 0 {
			break
		}
		e.put(i, e.heap[first])
		i = first
	}
	e.put(i, x)
}

// least is the position of the first of four entries.
func least(four []entry) int {
	_ = four[3]
	left := int(before(four[1], four[0]))
	right := 2 + int(before(four[3], four[2]))
	return left + (right-left)*int(before(four[right&3], four[left&3]))
}

// settle puts an entry at position i and moves it whichever way it must go.
func (e *Engine) settle(i int, x entry) {
	if i > 0 && before(x, e.heap[(i-1)/arity]) == 1 {
		e.up(i, x)
		return
	}
	e.down(i, x)
}
