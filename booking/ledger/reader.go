package ledger

import (
	"iter"
	"runtime/debug"
	"slices"
	"time"
)

// Reader is what a domain reads from: a View, or a Tx. Only this package makes one, and a View
// has no way to write, so a query that writes does not compile.
type Reader interface {
	// Now is the instant of this reading in UTC, to the millisecond; it never lies before the
	// last commit, whatever the machine's clock does.
	Now() time.Time
	// Seq is the sequence of the last event that this reading contains.
	Seq() uint64

	get(key []byte) []byte
	// committed reports whether what get answers stands in the store, and as of which sequence;
	// not so what this transaction or its group wrote.
	committed(key []byte) (seq uint64, ok bool)
	scan(from, to []byte) iter.Seq2[[]byte, []byte]
	scanBack(from, to []byte) iter.Seq2[[]byte, []byte]
	home() *Ledger
}

// view reads one snapshot.
type view struct {
	ledger *Ledger
	snap   Snapshot
	now    time.Time
}

func (v *view) Now() time.Time                                 { return v.now }
func (v *view) Seq() uint64                                    { return v.snap.Seq() }
func (v *view) get(key []byte) []byte                          { return v.snap.Get(key) }
func (v *view) committed([]byte) (uint64, bool)                { return v.snap.Seq(), true }
func (v *view) scan(from, to []byte) iter.Seq2[[]byte, []byte] { return v.snap.Scan(from, to) }
func (v *view) scanBack(from, to []byte) iter.Seq2[[]byte, []byte] {
	return v.snap.ScanBack(from, to)
}
func (v *view) home() *Ledger { return v.ledger }

// View runs fn on the ledger as it stands after its last commit. It keeps old pages alive while
// it runs: decode, return, and render afterwards. A page of the file that cannot be read is answered
// ErrDamaged.
func (l *Ledger) View(fn func(Reader) error) (err error) {
	snap, err := l.engine.Snapshot()
	if err != nil {
		return err
	}
	defer snap.Close()
	defer answerPanic(&err)
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	return fn(&view{ledger: l, snap: snap, now: l.now()})
}

// layered reads three overlays over a snapshot: the transaction's own, that of its group, and that of
// the group before, which is on its way to the store.
type layered struct {
	own           overlay
	group, flight *overlay
	snap          Snapshot
}

func (y *layered) get(key []byte) []byte {
	if v, known := y.own.get(key); known {
		return v
	}
	if v, known := y.group.get(key); known {
		return v
	}
	if v, known := y.flight.get(key); known {
		return v
	}
	return y.snap.Get(key)
}

func (y *layered) committed(key []byte) (uint64, bool) {
	if _, written := y.own.get(key); written {
		return 0, false
	}
	_, written := y.group.get(key)
	_, flying := y.flight.get(key)
	return y.snap.Seq(), !written && !flying
}

func (y *layered) scan(from, to []byte) iter.Seq2[[]byte, []byte] {
	below := over(y.flight.between(from, to), y.snap.Scan(from, to), +1)
	return over(y.own.between(from, to), over(y.group.between(from, to), below, +1), +1)
}

func (y *layered) scanBack(from, to []byte) iter.Seq2[[]byte, []byte] {
	own, group, flight := y.own.between(from, to), y.group.between(from, to), y.flight.between(from, to)
	slices.Reverse(own)
	slices.Reverse(group)
	slices.Reverse(flight)
	return over(own, over(group, over(flight, y.snap.ScanBack(from, to), -1), -1), -1)
}
