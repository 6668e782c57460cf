package ledger

import (
	"context"
	"testing"
	"time"
)

// TestATimeThatWasRaisedWronglyIsTakenBack writes with a clock a year ahead and puts it right again: the
// ledger stays in next year until an operator takes it back, and the audit says so.
func TestATimeThatWasRaisedWronglyIsTakenBack(t *testing.T) {
	l, clock := newLedger(t)
	nowOf := func() (now time.Time) {
		update(t, l, func(tx *Tx) error { now = tx.Now(); return tx.Emit("looked") })
		return now
	}
	update(t, l, putThing("before", 1))
	clock.set(noon.AddDate(1, 0, 0))
	wrong := nowOf()
	clock.set(noon.Add(time.Hour))
	if got := nowOf(); got.Before(wrong) {
		t.Fatalf("the ledger went back by itself, to %v", got)
	}
	stood, err := l.TakeBackInstant(context.Background(), "cli")
	if err != nil || stood.Before(wrong) {
		t.Fatalf("taken back from %v, %v", stood, err)
	}
	if got := nowOf(); !got.Equal(noon.Add(time.Hour)) {
		t.Errorf("after taking back it is %v", got)
	}
	if again, err := l.TakeBackInstant(context.Background(), "cli"); err != nil || again.After(noon.Add(time.Hour)) {
		t.Errorf("taken back twice: %v, %v", again, err)
	}
	var lines []Audited
	err = l.View(func(r Reader) (err error) { lines, err = Audits(r, noon, noon.AddDate(2, 0, 0), 9); return err })
	if err != nil || len(lines) != 1 || lines[0].What != "clock.taken-back" || lines[0].Actor != "cli" {
		t.Errorf("the audit says %+v, %v", lines, err)
	}
	path := l.Path()
	_ = l.Close()
	l = mustOpen(t, path, clock)
	if got := nowOf(); !got.Equal(noon.Add(time.Hour)) {
		t.Errorf("after opening again it is %v", got)
	}
}

// TestRetentionWaitsWhileTheTimeIsInDoubt writes audit lines that are over by the clock.
func TestRetentionWaitsWhileTheTimeIsInDoubt(t *testing.T) {
	sure := false
	l, clock := newLedger(t, WithRetention(func() bool { return sure }))
	audit := func() {
		update(t, l, func(tx *Tx) error { return tx.Audit(Audited{What: "looked"}) })
	}
	count := func() (n int) {
		_ = l.View(func(r Reader) error {
			lines, err := Audits(r, noon, noon.AddDate(9, 0, 0), 99)
			n = len(lines)
			return err
		})
		return n
	}
	audit()
	clock.set(noon.Add(AuditKept + time.Hour))
	if audit(); count() != 2 {
		t.Errorf("%d lines are left although the time is in doubt", count())
	}
	sure = true
	if audit(); count() != 2 {
		t.Errorf("%d lines are left, want the two of now", count())
	}
}
