package scenarios

// none names nobody.
const none = ^uint32(0)

// slab keeps things by number and uses the numbers of freed ones again, so that a run's memory is bounded by
// what is under way at once.
type slab[T any] struct {
	all  []T
	free []uint32
}

// add keeps a thing and gives its number.
func (s *slab[T]) add(v T) uint32 {
	if n := len(s.free); n > 0 {
		id := s.free[n-1]
		s.free = s.free[:n-1]
		s.all[id] = v
		return id
	}
	s.all = append(s.all, v)
	return uint32(len(s.all) - 1)
}

// at is the thing of a number. The pointer is good until the next add.
func (s *slab[T]) at(id uint32) *T { return &s.all[id] }

// remove frees a number.
func (s *slab[T]) remove(id uint32) { s.free = append(s.free, id) }

// len is how many things there are.
func (s *slab[T]) len() int { return len(s.all) - len(s.free) }
