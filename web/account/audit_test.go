package account

import (
	"errors"
	"slices"
	"testing"
	"time"

	"balie/booking/ledger"
	"balie/web/account/passphrase"
)

// asked is what the audit says to a question.
func (d *desk) asked(q Question) (lines []ledger.Audited) {
	d.t.Helper()
	if q.Most == 0 {
		q.Most = 100
	}
	if q.Until.IsZero() {
		q.Until = d.now.Add(time.Second)
	}
	if err := d.l.View(func(r ledger.Reader) (err error) { lines, _, err = Audit(r, q); return err }); err != nil {
		d.t.Fatal(err)
	}
	return lines
}

// TestOneAuditReadsEveryStoreUntilItsTermIsOver: what stood in the store of before is read with what is written now.
func TestOneAuditReadsEveryStoreUntilItsTermIsOver(t *testing.T) {
	d := newDesk(t)
	u := d.letIn("anna", Counter)
	for _, odd := range [][2]string{{"lookup", "omdat mevrouw Jansen belde"}, {"gluren", "phone"}, {"", ""}} {
		if err := d.try(func(tx *ledger.Tx) error { return Record(tx, odd[0], "X", odd[1]) }); !errors.Is(err, ErrReason) {
			t.Errorf("%q is noted: %v", odd, err)
		}
	}
	begin := d.now
	d.write(func(tx *ledger.Tx) error { // as the code of before wrote it
		return notes.Put(tx, ledger.K().Time(d.now).Str(tx.NewID()), note{d.now, u.ID, "lookup", "OUD", "phone"})
	})
	d.now = begin.Add(time.Hour)
	if err := d.l.Update(t.Context(), ledger.Staff(string(u.ID)), func(tx *ledger.Tx) error { return Record(tx, "move", "NIEUW", "phone") }); err != nil {
		t.Fatal(err)
	}
	both := d.asked(Question{Colleague: u.ID})
	if len(both) != 2 || both[0].IDs[0] != "NIEUW" || both[1].IDs[0] != "OUD" || both[1].What != "act.lookup" || both[1].Actor != both[0].Actor {
		t.Errorf("the audit says %+v", both)
	}
	for what, q := range map[string]Question{
		"by subject": {Subject: "OUD"}, "by kind": {Kind: "appointment"}, "by time": {Colleague: u.ID, From: begin.Add(time.Minute)},
	} {
		if got := d.asked(q); len(got) != 1 {
			t.Errorf("%s: %+v", what, got)
		}
	}
	if got := d.asked(Question{Kind: "rights"}); !slices.ContainsFunc(got, func(line ledger.Audited) bool { return line.What == "account.added" }) {
		t.Errorf("of rights the audit says %+v", got)
	}
	a := New(Options{Ledger: d.l, Signer: signer, Hasher: passphrase.NewHasher(passphrase.Cost{Memory: 64, Time: 1, Threads: 1}, 1)})
	d.now = begin.Add(ledger.AuditKept + time.Minute)
	if err := a.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if left := d.asked(Question{Subject: "OUD"}); len(left) != 0 {
		t.Errorf("after its term a note is left: %+v", left)
	}
}

// TestWhoIsLookedForReadsIt: a search by colleague wants a reason and stands on their own page until the audit's
// term is over; any reading is audited itself.
func TestWhoIsLookedForReadsIt(t *testing.T) {
	d := newDesk(t)
	anna, auditor := d.letIn("anna", Counter), d.letIn("controle", Auditor)
	read := func(reason string, q Question) error {
		return d.try(func(tx *ledger.Tx) error { return NoteReading(tx, auditor.ID, "read", reason, q) })
	}
	if err := read("nieuwsgierig", Question{Colleague: anna.ID}); !errors.Is(err, ErrReason) {
		t.Errorf("without a reason: %v", err)
	}
	if err := read("complaint", Question{Colleague: "X"}); !errors.Is(err, ErrUnknown) {
		t.Errorf("of nobody: %v", err)
	}
	for _, q := range []Question{{Colleague: anna.ID}, {Subject: "A"}} {
		if err := read("complaint", q); err != nil {
			t.Fatal(err)
		}
	}
	searched := func(id UserID) (n int) {
		_ = d.l.View(func(r ledger.Reader) error { all, err := Searches(r, id); n = len(all); return err })
		return n
	}
	if searched(anna.ID) != 1 || searched(auditor.ID) != 0 {
		t.Errorf("anna reads %d searches, the auditor %d", searched(anna.ID), searched(auditor.ID))
	}
	if got := d.asked(Question{Kind: "audit"}); len(got) != 2 {
		t.Errorf("of reading the audit says %+v", got)
	}
	d.now = d.now.Add(ledger.AuditKept + time.Minute)
	if searched(anna.ID) != 0 {
		t.Error("a search is shown after its term")
	}
}

// TestEverythingIsOfOneKind: the last is of what no other is.
func TestEverythingIsOfOneKind(t *testing.T) {
	for what, want := range map[string]string{
		"act.lookup": "lookup", "act.move": "appointment", "act.audit": "audit", "lookup.name": "lookup", "config.configuration": "config", "account.added": "rights",
		"ticket.picked": "queue", "message": "devices", "emergency.list": "lookup", "emergency.pin": "devices", "clock.taken-back": "other", "roster.duty": "roster",
	} {
		if got := KindOf(what); got != want {
			t.Errorf("%s is of %s, want %s", what, got, want)
		}
	}
}
