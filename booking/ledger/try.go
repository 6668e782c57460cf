package ledger

import "slices"

// Try runs fn as a part of this transaction that may fail alone: when fn returns an error, all that
// it wrote, emitted, sent and audited is undone, and the transaction goes on as if fn had not run.
// The error is returned. Ids that fn drew are not drawn again. A panic in fn ends the transaction.
//
//	err := tx.Try(func() error { return done(tx, action) })
//	if err != nil { refused = append(refused, err) } // the others of this message stand
func (tx *Tx) Try(fn func() error) error {
	before, seq := overlay{slices.Clone(tx.own.entries), tx.own.bytes}, tx.seq
	err := fn()
	if err != nil {
		tx.own, tx.seq = before, seq
	}
	return err
}
