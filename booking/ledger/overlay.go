package ledger

import (
	"bytes"
	"iter"
	"slices"
)

// overlay is what was written and not yet committed: entries sorted by key, a nil value meaning
// deleted. It is small (a group holds a thousand), so a sorted slice beats a tree.
type overlay struct {
	entries []Op
	bytes   int // of all keys and values
}

func (o *overlay) find(key []byte) (int, bool) {
	return slices.BinarySearchFunc(o.entries, key, func(e Op, k []byte) int { return bytes.Compare(e.Key, k) })
}

// get returns the written value; known says whether this overlay has anything to say of key.
func (o *overlay) get(key []byte) (value []byte, known bool) {
	if i, ok := o.find(key); ok {
		return o.entries[i].Value, true
	}
	return nil, false
}

// set puts value under key, or deletes where value is nil. Both slices are kept.
func (o *overlay) set(key, value []byte) {
	i, ok := o.find(key)
	if ok {
		o.bytes += len(value) - len(o.entries[i].Value)
		o.entries[i].Value = value
		return
	}
	o.bytes += len(key) + len(value)
	o.entries = slices.Insert(o.entries, i, Op{key, value})
}

// absorb writes a later overlay over this one, in one pass from the back: a group grows by whole
// transactions, and each entry moves once for each of them.
func (o *overlay) absorb(later *overlay) {
	at := len(o.entries) - 1
	o.entries = slices.Grow(o.entries, len(later.entries))
	fresh := make([]Op, 0, len(later.entries))
	for _, e := range later.entries {
		if i, known := o.find(e.Key); known {
			o.bytes += len(e.Value) - len(o.entries[i].Value)
			o.entries[i].Value = e.Value
			continue
		}
		o.bytes += len(e.Key) + len(e.Value)
		fresh = append(fresh, e)
	}
	o.entries = o.entries[:len(o.entries)+len(fresh)]
	for to := len(o.entries) - 1; len(fresh) > 0; to-- {
		last := fresh[len(fresh)-1]
		if at >= 0 && bytes.Compare(o.entries[at].Key, last.Key) > 0 {
			o.entries[to], at = o.entries[at], at-1
			continue
		}
		o.entries[to], fresh = last, fresh[:len(fresh)-1]
	}
}

// between returns a copy of the entries in [from, to): a scan goes on while its caller writes.
func (o *overlay) between(from, to []byte) []Op {
	lo, _ := o.find(from)
	hi := len(o.entries)
	if to != nil {
		hi, _ = o.find(to)
	}
	if lo >= hi {
		return nil
	}
	return slices.Clone(o.entries[lo:hi])
}

// over yields base with the entries laid over it. order is +1 for a scan forward, -1 for back;
// entries and base come in that order.
func over(entries []Op, base iter.Seq2[[]byte, []byte], order int) iter.Seq2[[]byte, []byte] {
	if len(entries) == 0 {
		return base
	}
	return func(yield func([]byte, []byte) bool) {
		rest, alive := entries, true
		emit := func(e Op) bool { return e.Value == nil || yield(e.Key, e.Value) }
		for k, v := range base {
			for len(rest) > 0 && alive && order*bytes.Compare(rest[0].Key, k) < 0 {
				alive, rest = emit(rest[0]), rest[1:]
			}
			if !alive {
				return
			}
			if len(rest) > 0 && bytes.Equal(rest[0].Key, k) {
				alive, rest = emit(rest[0]), rest[1:]
			} else {
				alive = yield(k, v)
			}
			if !alive {
				return
			}
		}
		for _, e := range rest {
			if !emit(e) {
				return
			}
		}
	}
}
