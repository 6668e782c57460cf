// Package ledger keeps everything Balie knows in one file, and never half of it.
//
// A domain writes with Update: its function runs alone, on its own overlay, and either all of
// what it put is on the disk when Update returns nil, or none of it is. Functions that arrive
// together share one commit and one fsync. A domain reads with View, whose Reader cannot write.
//
// Beside records the ledger keeps what every domain needs in the same transaction: the time
// (Tx.Now), events with cursors (Tx.Emit, Ledger.Follow), an outbox (Tx.Send), idempotency
// (Once) and checksums on every record. Below it lies an engine of three verbs; bbolt is the one
// engine today, and no other package imports it.
//
// The ledger never renders, never speaks to a network and never holds a person's data in clear:
// booking/contact seals that before it arrives here.
package ledger
