package queue

import (
	"errors"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
)

func (t *town) typeBack(p PaperVisit) (got Ticket, err error) {
	err = t.as(anna, func(tx *ledger.Tx) (err error) { got, err = RecordPaperVisit(tx, p); return err })
	return got, err
}

func clock(wall string) time.Time {
	at, err := time.ParseInLocation("2006-01-02T15:04", "2026-12-01T"+wall, amsterdam)
	if err != nil {
		panic(err)
	}
	return at
}

// TestWhatWasDoneOnPaperCountsWithItsOwnTimes types back an appointment, a walk-in and somebody who had a
// number already, after an hour without a server.
func TestWhatWasDoneOnPaperCountsWithItsOwnTimes(t *testing.T) {
	tn := newEvening(t)
	var had Ticket
	tn.do(func(tx *ledger.Tx) (err error) {
		had, err = Enter(tx, Visitor{Office: "avond", Wish: catalogue.Wish{{Product: "paspoort", Persons: 1}}, Kind: WalkIn, Lang: "nl"})
		return err
	})
	var a booking.Appointment
	tn.do(func(tx *ledger.Tx) error {
		key := booking.NewVisitKey()
		if _, err := booking.TakeHoldFor(tx, key, supply.Staff, catalogue.Wish{{Product: "paspoort", Persons: 1}}, supply.Offer{Office: "avond", Date: tuesday, Start: cell("09:30")}); err != nil {
			return err
		}
		var err error
		a, err = booking.Book(tx, tn.vault, booking.Request{Key: key, Contact: riet, Lang: "nl"})
		return err
	})
	tn.at("2026-12-01T10:30")
	first, err := tn.typeBack(PaperVisit{Office: "avond", Ticket: had.ID, Started: clock("09:10"), Finished: clock("09:22")})
	if err != nil || first.State != Done || !first.Arrived.Equal(had.Arrived) || wall(first.Called) != "09:10" || wall(first.Finished) != "09:22" {
		t.Fatalf("%+v %v", first, err)
	}
	second, err := tn.typeBack(PaperVisit{Office: "avond", Appointment: a.ID, Arrived: clock("09:25"), Started: clock("09:33"), Finished: clock("09:45"), Key: "een"})
	if err != nil || second.State != Done || wall(second.Arrived) != "09:25" {
		t.Fatalf("%+v %v", second, err)
	}
	if again, err := tn.typeBack(PaperVisit{Office: "avond", Appointment: a.ID, Arrived: clock("09:25"), Started: clock("09:33"), Finished: clock("09:45"), Key: "een"}); err != nil || again.ID != second.ID {
		t.Errorf("typed twice: %+v %v", again, err)
	}
	tn.see(func(r ledger.Reader) (err error) { a, err = booking.AppointmentByID(r, a.ID); return err })
	if a.State != booking.Served {
		t.Errorf("the appointment is %s", a.State)
	}
	if _, err := tn.typeBack(PaperVisit{Office: "avond", Wish: catalogue.Wish{{Product: "ophalen", Persons: 1}}, Kind: Collect, Arrived: clock("10:00"), Started: clock("10:20"), Finished: clock("10:24")}); err != nil {
		t.Fatal(err)
	}
	tn.see(func(r ledger.Reader) error {
		f, err := Figures(r, "avond", tuesday)
		if f.Helped != 3 || f.Open != 0 || f.Appointments.Within5 != 1 || f.WalkIns.N != 1 || f.Collects.Within15 != 0 {
			t.Errorf("%+v", f)
		}
		return err
	})
	if _, err := tn.typeBack(PaperVisit{Office: "avond", Appointment: a.ID, Arrived: clock("09:25"), Started: clock("09:33"), Finished: clock("09:45")}); !errors.Is(err, ErrState) {
		t.Errorf("helped already: %v", err)
	}
}

func TestTimesOfPaperAreRefused(t *testing.T) {
	tn := newEvening(t)
	tn.at("2026-12-01T10:30")
	good := PaperVisit{Office: "avond", Wish: catalogue.Wish{{Product: "paspoort", Persons: 1}}, Kind: WalkIn, Arrived: clock("09:00"), Started: clock("09:10"), Finished: clock("09:20")}
	for name, spoil := range map[string]func(*PaperVisit){
		"begun before it came": func(p *PaperVisit) { p.Started = clock("08:59") }, "done before it began": func(p *PaperVisit) { p.Finished = clock("09:05") },
		"still to come": func(p *PaperVisit) { p.Finished = clock("10:31") }, "yesterday": func(p *PaperVisit) { p.Arrived = p.Arrived.Add(-24 * time.Hour) }, "no time": func(p *PaperVisit) { p.Arrived = time.Time{} },
	} {
		p := good
		spoil(&p)
		if _, err := tn.typeBack(p); !errors.Is(err, ErrPaperTimes) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := tn.typeBack(PaperVisit{Office: "avond", Ticket: "x"}); !errors.Is(err, ErrUnknownTicket) {
		t.Errorf("an unknown number: %v", err)
	}
	other := good
	other.Office = "nergens"
	if _, err := tn.typeBack(other); !errors.Is(err, catalogue.ErrUnknownOffice) {
		t.Errorf("an unknown office: %v", err)
	}
}
