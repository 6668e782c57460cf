package ledger

import "iter"

// engine is all the ledger asks of a store: one flat key space, read from snapshots, written in
// sorted batches. No clock, no counter and no random source lives below this line, so that a
// store on several machines can take bbolt's place without touching a domain.
type engine interface {
	// Snapshot returns the store as it stands after its last commit.
	Snapshot() (snapshot, error)
	// Commit writes ops, all or nothing, durable on return, and moves the store from sequence
	// after to sequence upto in the same batch. It refuses with errMoved if the store is not at
	// after. The keys of ops are unique and sorted.
	Commit(after, upto uint64, ops []op) error
	// MaxOps is the largest batch that Commit takes.
	MaxOps() int
	Close() error
}

// snapshot is one consistent reading. Keys and values die with Close: decode before.
type snapshot interface {
	Get(key []byte) []byte
	// Scan yields the keys from (inclusive) to (exclusive; nil is the end) in order.
	Scan(from, to []byte) iter.Seq2[[]byte, []byte]
	// ScanBack yields the same keys, last first.
	ScanBack(from, to []byte) iter.Seq2[[]byte, []byte]
	Seq() uint64
	Close()
}

// op is one put, or a delete where value is nil.
type op struct{ key, value []byte }

// errMoved: the store is not where the writer thought it was; somebody else wrote to it.
var errMoved = Refuse(Conflict, "storage.moved")
