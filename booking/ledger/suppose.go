package ledger

import (
	"crypto/rand"
	"iter"
)

// Suppose returns the ledger as it would stand after fn, of which nothing is ever written: a plan is computed against
// the state after the change. It refuses with what fn returns. The answer lives as long as r, and is for one goroutine.
//
//	after, err := ledger.Suppose(r, func(tx *ledger.Tx) error { return close(tx, desk) })
//	lost, err := unseated(after)
func Suppose(r Reader, fn func(*Tx) error) (Reader, error) {
	tx := &Tx{
		layered: layered{group: &nobody.overlay, flight: &nobody.overlay, snap: below{r}},
		ledger:  r.home(), actor: "system", now: r.Now(), seq: r.Seq(),
		random: func(p []byte) { _, _ = rand.Read(p) }, // the ledger's own source draws what is kept
	}
	return supposed{tx, r}, fn(tx)
}

// supposed reads what was supposed over what is so.
type supposed struct {
	*Tx
	base Reader
}

// committed reports what stands in the store: nothing that was supposed does.
func (s supposed) committed(key []byte) (seq uint64, ok bool) {
	if _, written := s.own.get(key); written {
		return 0, false
	}
	return s.base.committed(key)
}

// below lets a reading be what a transaction stands upon.
type below struct{ Reader }

func (b below) Get(key []byte) []byte                              { return b.get(key) }
func (b below) Scan(from, to []byte) iter.Seq2[[]byte, []byte]     { return b.scan(from, to) }
func (b below) ScanBack(from, to []byte) iter.Seq2[[]byte, []byte] { return b.scanBack(from, to) }
func (below) Close()                                               {}
