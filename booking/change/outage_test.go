package change

import (
	"errors"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// outage plans that a desk of the hall falls out now.
func (t *town) outage(desk catalogue.DeskID) (p Plan, err error) {
	t.Helper()
	err = t.ledger.View(func(r ledger.Reader) error {
		d, err := Outage(r, hall, desk)
		if err == nil {
			p, err = Foresee(r, d, hall, booking.DeskShort)
		}
		return err
	})
	return p, err
}

// fallenOut are the desks of the hall that fell out on Tuesday.
func (t *town) fallenOut() (desks []catalogue.DeskID) {
	t.Helper()
	t.see(func(r ledger.Reader) error {
		o, err := catalogue.OfficeByID(r, hall)
		desks = FallenOut(o, tuesday)
		return err
	})
	return desks
}

// TestADeskFallsOutAndComesBack: nobody is lost, who was not told keeps their time, the closure is the disruption's and
// not of the configuration, and what fell out twice or not at all is refused.
func TestADeskFallsOutAndComesBack(t *testing.T) {
	for _, told := range []bool{false, true} {
		tn := newTown(t)
		tn.book(20, 13*12)
		tn.toTuesday(8)
		p, err := tn.outage("hal-1")
		if err != nil {
			t.Fatal(err)
		}
		c := tn.mustMake(p)
		if got := tn.fallenOut(); len(got) != 1 || got[0] != "hal-1" {
			t.Fatalf("fell out: %v", got)
		}
		if _, err := tn.outage("hal-1"); !errors.Is(err, ErrShut) {
			t.Errorf("fell out twice: %v", err)
		}
		if _, err := tn.outage("hal-9"); !errors.Is(err, ErrNoDesk) {
			t.Errorf("a desk that is not there: %v", err)
		}
		want := TakenBack
		if told {
			want = Reopened
			if c, err = Send(t.Context(), tn.ledger, c.ID); err != nil {
				t.Fatal(err)
			}
			tn.wantNobodyLost(c)
		}
		for range 2 {
			if err := EndOutage(t.Context(), tn.ledger, "staff leider", hall, "hal-1"); err != nil {
				t.Fatal(err)
			}
		}
		if got := tn.fallenOut(); len(got) != 0 {
			t.Errorf("still out: %v", got)
		}
		tn.see(func(r ledger.Reader) (err error) { c, err = ByID(r, c.ID); return err })
		if len(p.Lines) > 0 && c.State != want {
			t.Errorf("the change is %s, want %s", c.State, want)
		}
		for _, l := range c.Lines {
			if a := tn.appointment(l.Appointment); !told && !a.Offer.Same(l.Was) {
				t.Errorf("%s has %v though nobody was told", a.ID, a.Offer)
			}
		}
	}
}

// TestWhatClosedWithoutAskingIsOpenedAgain: a desk may be closed and its appointments left as they are.
func TestWhatClosedWithoutAskingIsOpenedAgain(t *testing.T) {
	tn := newTown(t)
	tn.toTuesday(8)
	tn.do(func(tx *ledger.Tx) error {
		d, err := Outage(tx, hall, "hal-2")
		if err != nil {
			return err
		}
		return catalogue.Apply(tx, d.Changes())
	})
	if err := EndOutage(t.Context(), tn.ledger, "staff leider", hall, "hal-2"); err != nil || len(tn.fallenOut()) != 0 {
		t.Errorf("%v, still out: %v", err, tn.fallenOut())
	}
}

// toTuesday lets the town be at an hour of Tuesday, in its winter time.
func (t *town) toTuesday(hour int) {
	t.clock.Store(time.Date(2026, 12, 1, hour-1, 0, 0, 0, time.UTC).UnixMilli())
}
