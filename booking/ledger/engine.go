package ledger

import "iter"

// Engine is all the ledger asks of a store: one flat key space, read from snapshots, written in
// sorted batches. No clock, no counter and no random source lives below this line, so that a
// store on several machines can take bbolt's place without touching a domain.
type Engine interface {
	// Snapshot returns the store as it stands after its last commit.
	Snapshot() (Snapshot, error)
	// Commit writes ops, all or nothing, durable on return, and moves the store from sequence
	// after to sequence upto in the same batch. It refuses with ErrMoved if the store is not at
	// after. The keys of ops are unique and sorted.
	Commit(after, upto uint64, ops []Op) error
	// MaxOps is how many ops one Commit takes, at least 16; MaxBytes is how long their keys and
	// values may be together. The ledger closes a group before it would pass either, and refuses
	// a transaction that passes one alone with ErrTooLarge.
	MaxOps() int
	MaxBytes() int
	Close() error
}

// Snapshot is one consistent reading. Keys and values die with Close: decode before.
type Snapshot interface {
	// Get returns the value under key, nil where there is none.
	Get(key []byte) []byte
	// Scan yields the keys from (inclusive) to (exclusive; nil is the end) in order.
	Scan(from, to []byte) iter.Seq2[[]byte, []byte]
	// ScanBack yields the same keys, last first.
	ScanBack(from, to []byte) iter.Seq2[[]byte, []byte]
	// Seq is the sequence of the last commit, 0 for a store that is new.
	Seq() uint64
	Close()
}

// Op is one put, or a delete where Value is nil.
type Op struct{ Key, Value []byte }

// size is what an op counts for against MaxBytes.
func (o Op) size() int { return len(o.Key) + len(o.Value) }

// ErrMoved is returned by Engine.Commit when the store is not where the writer thought it was:
// somebody else wrote to it.
var ErrMoved = Refuse(Conflict, "storage.moved")

// WithLimits makes the ledger keep to smaller batches than its engine takes: so many ops and so
// many bytes. Tests run domains on an engine of 120 ops, as a store on several machines has.
func WithLimits(ops, bytes int) Option {
	return func(l *Ledger) { l.engine = limited{l.engine, ops, bytes} }
}

// limited is an engine that takes smaller batches.
type limited struct {
	Engine
	ops, bytes int
}

// bare is the engine without limits put upon it.
func bare(e Engine) Engine {
	if l, ok := e.(limited); ok {
		return bare(l.Engine)
	}
	return e
}

func (e limited) MaxOps() int   { return min(e.ops, e.Engine.MaxOps()) }
func (e limited) MaxBytes() int { return min(e.bytes, e.Engine.MaxBytes()) }

func (e limited) Commit(after, upto uint64, ops []Op) error {
	bytes := 0
	for _, o := range ops {
		bytes += o.size()
	}
	if len(ops) > e.MaxOps() || bytes > e.MaxBytes() {
		return ErrTooLarge
	}
	return e.Engine.Commit(after, upto, ops)
}

// WithoutSync lets commits not wait for the disk: for a ledger that can be made anew, such as a past
// that is played. A crash may leave it damaged. Close writes all of it.
func WithoutSync() Option {
	return func(l *Ledger) {
		if e, ok := bare(l.engine).(*boltEngine); ok {
			e.db().NoSync = true
		}
	}
}
