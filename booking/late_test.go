package booking

import (
	"errors"
	"testing"

	"balie/booking/catalogue"
	"balie/booking/ledger"
)

func (t *town) late(id AppointmentID, minutes int) (l Lateness, err error) {
	err = t.try(func(tx *ledger.Tx) (err error) { l, err = RunningLate(tx, id, minutes); return err })
	return l, err
}

func TestWhoIsALittleLateKeepsTheTime(t *testing.T) {
	tn := newTown(t)
	a := tn.mustBook(passports(1), at("hal", monday, "10:00"))
	tn.at("2026-11-30T09:50")
	for range 2 {
		l, err := tn.late(a.ID, 10)
		if err != nil || l.Answer != LateFits || l.Appointment.Offer != a.Offer || l.Appointment.Late != 10 {
			t.Fatalf("%+v %v", l, err)
		}
	}
	o := testOffices()[0]
	tn.see(func(r ledger.Reader) (err error) { o, err = catalogue.OfficeByID(r, "hal"); return err })
	tn.see(func(r ledger.Reader) (err error) { a, err = AppointmentByID(r, a.ID); return err })
	if got := a.Comes(o).In(amsterdam).Format("15:04"); got != "10:10" {
		t.Errorf("comes at %s", got)
	}
}

func TestWhoIsLaterMovesToThatTimeWhereItIsFree(t *testing.T) {
	tn := newTown(t)
	a := tn.mustBook(passports(1), at("hal", monday, "10:00"))
	tn.at("2026-11-30T10:02") // its time has begun
	l, err := tn.late(a.ID, 20)
	if err != nil || l.Answer != LateMoved || l.Appointment.Offer.Start != cell("10:20") || l.Appointment.Moves != 1 || l.Appointment.Late != 0 {
		t.Errorf("%+v %v", l, err)
	}
}

func TestWhoseNewTimeIsTakenChooses(t *testing.T) {
	tn := newTown(t)
	a := tn.mustBook(passports(1), at("hal", monday, "10:00"))
	for range 2 {
		tn.mustBook(passports(1), at("hal", monday, "10:20"))
	}
	tn.at("2026-11-30T09:55")
	l, err := tn.late(a.ID, 20)
	if err != nil || l.Answer != LateChoose || l.Appointment.Offer.Start != cell("10:00") || l.Appointment.Late != 20 || len(l.Offers) != lateOffers {
		t.Fatalf("%+v %v", l, err)
	}
	for _, o := range l.Offers {
		if o.Date == monday && o.Start < cell("10:20") {
			t.Errorf("offered %v, which is too early for them", o)
		}
	}
	moved, err := tn.move(a.ID, l.Offers[0], 0)
	if err != nil || moved.Late != 0 {
		t.Errorf("%+v %v", moved, err)
	}
}

func TestALateVisitDoesNotRunPastClosing(t *testing.T) {
	tn := newTown(t)
	a := tn.mustBook(passports(1), at("hal", monday, "11:50"))
	tn.at("2026-11-30T11:45")
	if l, err := tn.late(a.ID, 5); err != nil || l.Answer != LateChoose {
		t.Errorf("%+v %v", l, err)
	}
}

func TestRunningLateIsRefused(t *testing.T) {
	tn := newTown(t)
	a, tomorrow := tn.mustBook(passports(1), at("hal", monday, "10:00")), tn.mustBook(passports(1), at("hal", tuesday, "10:00"))
	for want, try := range map[error]func() (Lateness, error){
		ErrLateMinutes:        func() (Lateness, error) { return tn.late(a.ID, 7) },
		ErrUnknownAppointment: func() (Lateness, error) { return tn.late("nobody", 5) },
		ErrLateDay:            func() (Lateness, error) { return tn.late(tomorrow.ID, 5) },
	} {
		if l, err := try(); !errors.Is(err, want) {
			t.Errorf("%+v %v, want %v", l, err, want)
		}
	}
	tn.at("2026-11-30T10:16")
	if _, err := tn.late(a.ID, 5); !errors.Is(err, ErrLateDay) {
		t.Errorf("long after: %v", err)
	}
	if _, err := tn.cancel(tomorrow.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := tn.late(tomorrow.ID, 5); !errors.Is(err, ErrNotBooked) {
		t.Errorf("a cancelled one: %v", err)
	}
}
