package ledger

import "testing"

func TestALedgerWithoutSyncIsWholeWhenClosed(t *testing.T) {
	l, _ := newLedger(t, WithoutSync())
	if e, ok := bare(l.engine).(*boltEngine); !ok || !e.db().NoSync {
		t.Error("commits wait for the disk")
	}
	for range 50 {
		update(t, l, func(tx *Tx) error { return tx.Emit("test.done", tx.NewID()) })
	}
	path := l.Path()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if n, err := Verify(path); err != nil || n < 50 {
		t.Errorf("%d records are verified: %v", n, err)
	}
}
