package runs

import "container/list"

// finished is what a job comes to; Bytes is about how much memory it holds.
type finished interface{ Bytes() int }

// cache keeps finished runs and bands within a bound of memory; the one that was not asked for the longest goes first.
type cache struct {
	bound, bytes int
	entries      map[string]*kept
	recent       list.List // of *kept, the last asked for in front
}

type kept struct {
	key    string
	result finished
	place  *list.Element
}

func (c *cache) get(key string) finished {
	k := c.entries[key]
	if k == nil {
		return nil
	}
	c.recent.MoveToFront(k.place)
	return k.result
}

// put keeps a run; one that is larger than the whole bound is not kept.
func (c *cache) put(key string, result finished) {
	if c.entries[key] != nil || result.Bytes() > c.bound {
		return
	}
	k := &kept{key: key, result: result}
	k.place = c.recent.PushFront(k)
	c.entries[key] = k
	c.bytes += result.Bytes()
	for c.bytes > c.bound {
		c.drop(c.recent.Back().Value.(*kept))
	}
}

func (c *cache) drop(k *kept) {
	c.recent.Remove(k.place)
	delete(c.entries, k.key)
	c.bytes -= k.result.Bytes()
}
