package ledger

import (
	"testing"
	"time"
)

func TestTheAuditSaysWhoAndWhyAndEndsAfterItsTerm(t *testing.T) {
	l, clock := newLedger(t)
	update(t, l, func(tx *Tx) error {
		return tx.Audit(Audited{Actor: "somebody else", What: "lookup.phone", Reason: "calls to move", IDs: []string{"A"}})
	})
	first := auditsOf(t, l)
	if len(first) != 1 || first[0].Actor == "somebody else" || first[0].Actor == "" || first[0].At.IsZero() || first[0].Reason != "calls to move" {
		t.Fatalf("the audit holds %+v", first)
	}
	clock.Advance(AuditKept + time.Hour)
	update(t, l, func(tx *Tx) error { return tx.Audit(Audited{What: "lookup.code", Reason: "at the desk"}) })
	if left := auditsOf(t, l); len(left) != 1 || left[0].What != "lookup.code" {
		t.Fatalf("after its term the audit holds %+v", left)
	}
}

func auditsOf(t *testing.T, l *Ledger) (found []Audited) {
	t.Helper()
	err := l.View(func(r Reader) (err error) {
		found, err = Audits(r, time.Time{}, r.Now().Add(time.Hour), 10)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
