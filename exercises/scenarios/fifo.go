package scenarios

// fifo is a line of numbers, first come first served, in a ring that grows with the line alone.
type fifo struct {
	ring []uint32 // its length is a power of two
	head int
	n    int
}

func (f *fifo) push(v uint32) {
	if f.n == len(f.ring) {
		f.grow()
	}
	f.ring[(f.head+f.n)&(len(f.ring)-1)] = v
	f.n++
}

func (f *fifo) grow() {
	grown := make([]uint32, max(64, 2*len(f.ring)))
	for i := range f.n {
		grown[i] = f.ring[(f.head+i)&(len(f.ring)-1)]
	}
	f.ring, f.head = grown, 0
}

// pop takes the one who came first.
func (f *fifo) pop() (uint32, bool) {
	if f.n == 0 {
		return 0, false
	}
	v := f.ring[f.head]
	f.head = (f.head + 1) & (len(f.ring) - 1)
	f.n--
	return v, true
}
