package scenarios

import "arrowbook/exercises/simulation"

// streamed is a message in a partition, from its arrival until it is committed.
type streamed struct {
	id       uint64
	made     simulation.Time
	tries    uint32 // deliveries
	expelled int    // of them those that threw their consumer out
	aside    bool   // a dead letter
	token    int
}

// partitionLog is a partition: messages by their offset, from the last commit on, in a ring that grows with
// them alone.
type partitionLog struct {
	ring      []streamed // its length is a power of two
	head, n   int
	committed int             // the offset of the first one kept
	next      int             // to be delivered
	high      int             // the first that was never processed
	moved     simulation.Time // when high last was
}

// end is the offset that the next message will have.
func (p *partitionLog) end() int { return p.committed + p.n }

// lag is how many were never processed.
func (p *partitionLog) lag() int { return p.end() - p.high }

// at is the message at an offset. The pointer is good until the next push.
func (p *partitionLog) at(offset int) *streamed {
	return &p.ring[(p.head+offset-p.committed)&(len(p.ring)-1)]
}

func (p *partitionLog) push(e streamed) {
	if p.n == len(p.ring) {
		p.grow()
	}
	p.n++
	*p.at(p.end() - 1) = e
}

func (p *partitionLog) grow() {
	grown := make([]streamed, max(64, 2*len(p.ring)))
	for i := range p.n {
		grown[i] = p.ring[(p.head+i)&(len(p.ring)-1)]
	}
	p.ring, p.head = grown, 0
}

// commit forgets what was delivered: nobody goes back behind it.
func (p *partitionLog) commit() {
	if len(p.ring) == 0 {
		return
	}
	forgotten := p.next - p.committed
	p.head = (p.head + forgotten) & (len(p.ring) - 1)
	p.n -= forgotten
	p.committed = p.next
}

// pass goes on from the message that was to be delivered; it says whether it is the first time.
func (p *partitionLog) pass(now simulation.Time) (first bool) {
	p.next++
	if p.next <= p.high {
		return false
	}
	p.high, p.moved = p.next, now
	return true
}

// blocked says that messages wait and none has been processed for some time.
func (p *partitionLog) blocked(now, length simulation.Time) bool {
	return p.lag() > 0 && now-max(p.moved, p.at(p.high).made) >= length
}
