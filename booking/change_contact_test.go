package booking

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"balie/booking/contact"
	"balie/booking/ledger"
)

func (t *town) reach(id AppointmentID, d contact.Details) (a Appointment, err error) {
	err = t.try(func(tx *ledger.Tx) (err error) { a, err = ChangeContact(tx, t.vault, id, d); return err })
	return a, err
}

func (t *town) read(id AppointmentID) (d contact.Details, err error) {
	err = t.ledger.View(func(r ledger.Reader) (err error) { d, err = contact.Read(r, t.vault, id.Subject()); return err })
	return d, err
}

func TestAnotherChannelKeepsTheNameAndMovesTheMessages(t *testing.T) {
	tn := newTown(t)
	a := tn.mustBookFor(mailed, at("hal", tuesday+2, "09:30"))
	id := string(a.ID)
	got, err := tn.reach(a.ID, contact.Details{Name: "Somebody Else", Phone: "0612345678", Channel: contact.ByPhone})
	if err != nil || got.Channel != contact.ByPhone {
		t.Fatal(got.Channel, err)
	}
	if d, err := tn.read(a.ID); err != nil || d.Name != mailed.Name || d.Email != "" || d.Phone != "+31612345678" {
		t.Errorf("kept %+v, %v", d, err)
	}
	tn.wantWaiting(a, map[string]string{})
	if _, err := tn.reach(a.ID, contact.Details{Email: "new@voorbeeld.nl", Channel: contact.ByEmail}); err != nil {
		t.Fatal(err)
	}
	tn.wantWaiting(a, map[string]string{"confirm/" + id: "2026-11-30T08:00", "reminder/" + id: "2026-12-02T09:30"})
}

func TestAnotherChannelIsRefusedWhereItCannotBe(t *testing.T) {
	tn := newTown(t)
	a := tn.mustBookFor(mailed, at("hal", tuesday+2, "09:30"))
	if _, err := tn.reach(a.ID, contact.Details{Email: "no address", Channel: contact.ByEmail}); !errors.Is(err, ErrDetails) {
		t.Errorf("a wrong address: %v", err)
	}
	if _, err := tn.reach("0123456789ABCDEFGHJKMNPQRS", mailed); !errors.Is(err, ErrUnknownAppointment) {
		t.Errorf("no appointment: %v", err)
	}
	if _, err := tn.cancel(a.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := tn.reach(a.ID, contact.Details{Channel: contact.None}); !errors.Is(err, ErrNotBooked) {
		t.Errorf("a cancelled one: %v", err)
	}
}

// TestOneContactHasFewAppointments books with one address as nobody in person, up to the limit.
func TestOneContactHasFewAppointments(t *testing.T) {
	tn := newTown(t)
	anonymous := func(d contact.Details, start string) error {
		key := NewVisitKey()
		if _, err := tn.hold(key, passports(1), at("hal", tuesday, start)); err != nil {
			t.Fatal(err)
		}
		return tn.try(func(tx *ledger.Tx) error {
			_, err := Book(tx, tn.vault, Request{Key: key, Contact: d, Lang: "nl", Anonymous: true})
			return err
		})
	}
	booked := 0
	for n := range 8 {
		d := mailed
		d.Email = []string{"riet@voorbeeld.nl", "RIET@voorbeeld.nl", fmt.Sprintf("riet+%d@voorbeeld.nl", n)}[n%3]
		if err := anonymous(d, fmt.Sprintf("%02d:%d0", 9+n/6, n%6)); err != nil {
			if !errors.Is(err, ErrMany) || len(ledger.ArgsOf(err)) > 0 {
				t.Fatalf("appointment %d under one mailbox: %v", n, err)
			}
			break
		}
		booked++
	}
	if booked < MaxUpcoming || booked > MaxUpcoming+2 {
		t.Fatalf("one mailbox has %d appointments", booked)
	}
	same := mailed
	same.Email = "RIET@voorbeeld.nl"
	if err := anonymous(same, "10:40"); !errors.Is(err, ErrMany) {
		t.Errorf("one more under the same address: %v", err)
	}
	quiet := tn.mustBook(passports(1), at("hal", tuesday, "11:00"))
	if _, err := tn.reach(quiet.ID, same); !errors.Is(err, ErrMany) {
		t.Errorf("one more by another channel: %v", err)
	}
	other := mailed
	other.Email = "geert@voorbeeld.nl"
	if err := anonymous(other, "10:50"); err != nil {
		t.Errorf("another address: %v", err)
	}
	tn.mustBookFor(mailed, at("hal", tuesday, "11:10")) // by a colleague
	tn.at("2026-12-01T12:00")
	key := NewVisitKey()
	if _, err := tn.hold(key, passports(1), at("hal", tuesday+1, "09:00")); err != nil {
		t.Fatal(err)
	}
	if a, err := tn.book(key, mailed); err != nil || a.ID == "" {
		t.Errorf("when those are over: %v", err)
	}
}

// TestALostLinkIsSentOnceAnHour asks again and again, and for an address that nobody has.
func TestALostLinkIsSentOnceAnHour(t *testing.T) {
	tn := newTown(t)
	a := tn.mustBookFor(mailed, at("hal", tuesday, "09:30"))
	lost := func(email string) {
		t.Helper()
		tn.do(func(tx *ledger.Tx) error { return ResendLinks(tx, tn.vault, email) })
	}
	lost("nobody@voorbeeld.nl")
	lost("")
	key := "link/" + string(a.ID)
	if got := tn.waiting(a); got[key] != "" {
		t.Fatal("a link is sent for another address")
	}
	lost(" Riet@voorbeeld.nl ")
	if got := tn.waiting(a); got[key] == "" {
		t.Fatal("no link is sent")
	}
	tn.do(func(tx *ledger.Tx) error { return tx.Withdraw(key) }) // it was sent
	lost(mailed.Email)
	if got := tn.waiting(a); got[key] != "" {
		t.Error("a second link within the hour")
	}
	tn.pass(time.Hour)
	lost(mailed.Email)
	if got := tn.waiting(a); got[key] == "" {
		t.Error("no link an hour later")
	}
}

// TestForgettingLeavesNoWayToFindAnAppointment forgets a resident who changed addresses on the way.
func TestForgettingLeavesNoWayToFindAnAppointment(t *testing.T) {
	tn := newTown(t)
	a := tn.mustBookFor(mailed, at("hal", tuesday, "09:30"))
	changed := contact.Details{Email: "other@voorbeeld.nl", Channel: contact.ByEmail}
	if _, err := tn.reach(a.ID, changed); err != nil {
		t.Fatal(err)
	}
	tn.pass(60 * 24 * time.Hour)
	if n, err := ForgetDue(t.Context(), tn.ledger, tn.vault); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	if _, err := tn.read(a.ID); !errors.Is(err, contact.ErrForgotten) {
		t.Errorf("read as %v", err)
	}
	tn.see(func(r ledger.Reader) error {
		for _, email := range []string{mailed.Email, changed.Email} {
			if found, err := contact.Find(r, tn.vault, contact.OfEmail, email, 9); err != nil || len(found) > 0 {
				t.Errorf("%s finds %v, %v", email, found, err)
			}
		}
		return nil
	})
}

func TestWhatIsTickedOffStaysSo(t *testing.T) {
	tn := newTown(t)
	a := tn.mustBook(passports(1), at("hal", tuesday, "09:30"))
	tick := func(places ...int) (got Appointment, err error) {
		err = tn.try(func(tx *ledger.Tx) (err error) { got, err = TickOff(tx, a.ID, places); return err })
		return got, err
	}
	if got, err := tick(0, 2, -1, 99); err != nil || !got.HasTicked(0) || got.HasTicked(1) || !got.HasTicked(2) || got.HasTicked(99) {
		t.Errorf("%b, %v", got.Brought, err)
	}
	if got, err := tick(1); err != nil || got.HasTicked(0) || !got.HasTicked(1) {
		t.Errorf("%b, %v", got.Brought, err)
	}
	if _, err := tn.cancel(a.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := tick(0); !errors.Is(err, ErrNotBooked) {
		t.Errorf("after cancelling: %v", err)
	}
}

// TestRoundsOfBookingAndCancellingEnd: each sends messages to whoever's address was typed.
func TestRoundsOfBookingAndCancellingEnd(t *testing.T) {
	tn := newTown(t)
	made := 0
	for n := range 14 {
		d := contact.Details{Name: "Riet", Channel: contact.ByEmail, Email: fmt.Sprintf("riet+%d@voorbeeld.nl", n)}
		key := NewVisitKey()
		if _, err := tn.hold(key, passports(1), at("hal", tuesday, fmt.Sprintf("%02d:%d0", 9+n/6, n%6))); err != nil {
			t.Fatal(err)
		}
		var a Appointment
		err := tn.try(func(tx *ledger.Tx) (err error) {
			a, err = Book(tx, tn.vault, Request{Key: key, Contact: d, Lang: "nl", Anonymous: true})
			return err
		})
		if err != nil {
			if !errors.Is(err, ErrMany) {
				t.Fatal(err)
			}
			break
		}
		made++
		if _, err := tn.cancel(a.ID); err != nil {
			t.Fatal(err)
		}
	}
	if made != maxRounds {
		t.Errorf("%d rounds under one mailbox", made)
	}
	tn.pass(25 * time.Hour)
	key := NewVisitKey()
	if _, err := tn.hold(key, passports(1), at("hal", tuesday+1, "09:00")); err != nil {
		t.Fatal(err)
	}
	if _, err := tn.book(key, contact.Details{Name: "Riet", Channel: contact.ByEmail, Email: "riet@voorbeeld.nl"}); err != nil {
		t.Errorf("the day after: %v", err)
	}
}
