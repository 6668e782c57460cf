package booking

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// aidTown has one of its two desks low and in a closed room.
func aidTown(t testing.TB) *town {
	tn := newTown(t)
	tn.do(func(tx *ledger.Tx) error {
		hall := testOffices()[0]
		hall.Desks[1].Properties = []string{"low", "closed-room"}
		return catalogue.PutOffice(tx, hall)
	})
	return tn
}

func (t *town) bookWith(aid contact.Aid, o supply.Offer) (a Appointment, err error) {
	key := NewVisitKey()
	if _, err := t.hold(key, passports(1), o); err != nil {
		return a, err
	}
	d := riet
	d.Aid = aid
	err = t.try(func(tx *ledger.Tx) (err error) {
		if _, err = Adapt(tx, key, aid); err != nil {
			return err
		}
		a, err = Book(tx, t.vault, Request{Key: key, Contact: d, Lang: "nl"})
		return err
	})
	if err != nil {
		t.do(func(tx *ledger.Tx) error { return DropHold(tx, key) })
	}
	return a, err
}

func (t *town) aidOf(id AppointmentID) (aid contact.Aid) {
	t.Helper()
	t.see(func(r ledger.Reader) (err error) { aid, err = contact.ReadAid(r, t.vault, string(id)); return err })
	return aid
}

func TestANeedGetsTheDeskAndTheMinutesThatItTakes(t *testing.T) {
	tn := aidTown(t)
	low := contact.Aid{Kind: contact.Wheelchair}
	a, err := tn.bookWith(low, at("hal", tuesday, "09:00"))
	if err != nil || tn.aidOf(a.ID) != low || a.Offer.Minutes != 10 {
		t.Fatalf("%+v %+v %v", a, tn.aidOf(a.ID), err)
	}
	if _, err := tn.bookWith(low, at("hal", tuesday, "09:00")); !errors.Is(err, supply.ErrTaken) {
		t.Error("the low desk is given twice:", err)
	}
	if _, err := tn.hold(NewVisitKey(), passports(1), at("hal", tuesday, "09:00")); err != nil {
		t.Error("the other desk is not free for others:", err)
	}
	b, err := tn.bookWith(contact.Aid{Kind: contact.Interpreter, Language: "Tigrinya"}, at("hal", tuesday, "10:00"))
	if err != nil || b.Offer.Minutes != 20 || b.Cells != 4 {
		t.Errorf("%+v %v", b, err)
	}
	if _, err := tn.bookWith(contact.Aid{Kind: contact.Loop}, at("hal", tuesday, "11:00")); !errors.Is(err, supply.ErrTaken) {
		t.Error("there is no hearing loop, and it was promised:", err)
	}
}

func TestWhoMovesKeepsTheirDeskAndMinutes(t *testing.T) {
	tn := aidTown(t)
	a, err := tn.bookWith(contact.Aid{Kind: contact.Quiet}, at("hal", tuesday, "09:00"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tn.bookWith(contact.Aid{Kind: contact.Wheelchair}, at("hal", tuesday+1, "09:00")); err != nil {
		t.Fatal(err)
	}
	if _, err := tn.move(a.ID, at("hal", tuesday+1, "09:05"), 0); !errors.Is(err, supply.ErrTaken) {
		t.Error("moved to a desk without a closed room:", err)
	}
	if _, err := tn.move(a.ID, at("bus", tuesday, "10:00"), 0); !errors.Is(err, supply.ErrTaken) {
		t.Error("moved to an office without a closed room:", err)
	}
	if a, err = tn.move(a.ID, at("hal", tuesday+1, "09:10"), 0); err != nil {
		t.Fatal(err)
	}
	b, err := tn.bookWith(contact.Aid{Kind: contact.MoreTime}, at("hal", tuesday, "10:00"))
	if err != nil {
		t.Fatal(err)
	}
	if b, err = tn.move(b.ID, at("hal", tuesday+2, "11:40"), 0); err != nil || b.Offer.Minutes != 20 {
		t.Errorf("%+v %v", b, err)
	}
	if _, err = tn.move(b.ID, at("hal", tuesday+2, "11:50"), 1); !errors.Is(err, supply.ErrTaken) {
		t.Error("twenty minutes fit into ten:", err)
	}
}

func TestANeedThatDoesNotFitLeavesTheHold(t *testing.T) {
	tn := aidTown(t)
	key := NewVisitKey()
	if _, err := tn.hold(key, passports(1), at("hal", tuesday, "11:50")); err != nil {
		t.Fatal(err)
	}
	err := tn.try(func(tx *ledger.Tx) error { _, err := Adapt(tx, key, contact.Aid{Kind: contact.MoreTime}); return err })
	if !errors.Is(err, supply.ErrTaken) {
		t.Error(err)
	}
	if _, err := tn.book(key, riet); err != nil {
		t.Error(err)
	}
}

// TestANeedIsNowhereButSealedAndGoneTheDayAfter looks for it in the file, and in what a copy of the
// ledger opens with the keys of the next day.
func TestANeedIsNowhereButSealedAndGoneTheDayAfter(t *testing.T) {
	tn := aidTown(t)
	a, err := tn.bookWith(contact.Aid{Kind: contact.Interpreter, Language: "Kanaries"}, at("hal", tuesday, "10:00"))
	if err != nil {
		t.Fatal(err)
	}
	var copied bytes.Buffer
	if _, err := tn.ledger.Backup(context.Background(), &copied); err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"Kanaries", "interpreter"} {
		if bytes.Contains(copied.Bytes(), []byte(word)) {
			t.Errorf("%q stands in the ledger", word)
		}
	}
	forget := func() int {
		n, err := ForgetAidsDue(context.Background(), tn.ledger, tn.vault)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	tn.at("2026-12-01T23:59")
	if n := forget(); n != 0 || tn.aidOf(a.ID).Kind == contact.NoAid {
		t.Error("forgotten on the day itself")
	}
	tn.at("2026-12-02T00:01")
	if n := forget(); n != 1 || tn.aidOf(a.ID).Kind != contact.NoAid {
		t.Errorf("the day after %d were forgotten, and %+v is known", n, tn.aidOf(a.ID))
	}
	tn.see(func(r ledger.Reader) error { _, err := contact.Read(r, tn.vault, a.ID.Subject()); return err })
}

func TestANeedFollowsItsAppointmentAndEndsWithIt(t *testing.T) {
	tn := aidTown(t)
	a, err := tn.bookWith(contact.Aid{Kind: contact.Helper}, at("hal", tuesday, "10:00"))
	if err != nil {
		t.Fatal(err)
	}
	if a, err = tn.move(a.ID, at("hal", tuesday+8, "10:00"), 0); err != nil {
		t.Fatal(err)
	}
	tn.at("2026-12-05T00:01")
	if n, err := ForgetAidsDue(context.Background(), tn.ledger, tn.vault); n != 0 || err != nil {
		t.Error("forgotten before the visit it moved to:", n, err)
	}
	if _, err := tn.cancel(a.ID); err != nil {
		t.Fatal(err)
	}
	if n, err := ForgetAidsDue(context.Background(), tn.ledger, tn.vault); n != 1 || err != nil || tn.aidOf(a.ID).Kind != contact.NoAid {
		t.Error("known after the appointment is off:", n, err)
	}
}

func TestNeedsAreOfAList(t *testing.T) {
	for aid, want := range map[contact.Aid]string{
		{Kind: "a diagnosis"}: "aid.unknown", {Kind: contact.Interpreter}: "language.missing",
		{Kind: contact.Interpreter, Language: strings.Repeat("a", 200)}: "language.shape", {Kind: contact.Loop}: "", {}: "",
		{Kind: "wheelchair,loop"}: "", {Kind: "loop,wheelchair"}: "aid.unknown", {Kind: "loop,loop"}: "aid.unknown", {Kind: "loop,a diagnosis"}: "aid.unknown", {Kind: "loop,interpreter"}: "language.missing",
	} {
		d := riet
		d.Aid = aid
		got := ""
		if problems := d.Check(contact.Need{}); len(problems) > 0 {
			got = problems[0].Key
		}
		if got != want {
			t.Errorf("%+v: %q, want %q", aid, got, want)
		}
	}
	d := riet
	d.Aid = contact.Aid{Kind: contact.Loop, Language: "Fries"}
	if d.Tidy(contact.Need{}).Aid.Language != "" {
		t.Error("a language is kept that nobody interprets")
	}
}

// TestSeveralNeedsAreMetTogether: a desk that has all of it, the minutes of each, and what stands in the way by name.
func TestSeveralNeedsAreMetTogether(t *testing.T) {
	tn := aidTown(t)
	both := contact.Aid{Kind: contact.AidOfMany([]string{"time", "quiet", "wheelchair", "time"})}
	if both.Kind != "wheelchair,quiet,time" || len(both.Kind.Each()) != 3 || !both.Kind.Has(contact.Quiet) || both.Kind.Has(contact.Loop) {
		t.Fatalf("%q", both.Kind)
	}
	a, err := tn.bookWith(both, at("hal", tuesday, "09:00"))
	if err != nil || tn.aidOf(a.ID) != both || a.Offer.Minutes != 20 {
		t.Fatalf("%+v %+v %v", a, tn.aidOf(a.ID), err)
	}
	if _, err := tn.bookWith(contact.Aid{Kind: contact.Quiet}, at("hal", tuesday, "09:15")); !errors.Is(err, supply.ErrTaken) {
		t.Error("the closed room is given twice:", err)
	}
}

// TestWhatCannotBeMetIsNamedWithTheNearestTimeThatCan: the low desk is taken, a loop is nowhere; the hold stands until
// another time is taken.
func TestWhatCannotBeMetIsNamedWithTheNearestTimeThatCan(t *testing.T) {
	tn := aidTown(t)
	if _, err := tn.bookWith(contact.Aid{Kind: contact.Wheelchair}, at("hal", tuesday, "09:00")); err != nil {
		t.Fatal(err)
	}
	key := NewVisitKey()
	h, err := tn.hold(key, passports(1), at("hal", tuesday, "09:00"))
	if err != nil {
		t.Fatal(err)
	}
	asks := contact.Aid{Kind: "wheelchair,time"}
	tn.see(func(r ledger.Reader) error {
		unmet, err := Unmet(r, h, asks)
		if err != nil || len(unmet) != 1 || unmet[0] != contact.Wheelchair {
			t.Errorf("%v %v", unmet, err)
		}
		times, err := WithAid(r, h, asks, 3)
		if err != nil || len(times) != 3 || !times[0].Same(at("hal", tuesday, "09:10")) {
			t.Errorf("%+v %v", times, err)
		}
		none, err := WithAid(r, h, contact.Aid{Kind: contact.Loop}, 3)
		if err != nil || len(none) != 0 {
			t.Errorf("a loop: %+v %v", none, err)
		}
		return nil
	})
	adapt := func(to supply.Offer) error {
		return tn.try(func(tx *ledger.Tx) error { _, err := AdaptTo(tx, key, to, asks); return err })
	}
	if err := adapt(at("hal", tuesday, "09:05")); !errors.Is(err, supply.ErrTaken) {
		t.Error("a time that does not fit:", err)
	}
	tn.see(func(r ledger.Reader) error {
		now, err := HoldOf(r, key)
		if !now.Offer.Same(h.Offer) {
			t.Errorf("held %+v", now)
		}
		return err
	})
	if err := adapt(at("hal", tuesday, "09:10")); err != nil {
		t.Error(err)
	}
}
