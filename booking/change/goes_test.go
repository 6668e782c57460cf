package change

import (
	"testing"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// TestWhatGoesIsGivenToNobody closes Tuesday afternoon while somebody waits for an earlier time: who cancels, who is moved
// away and who calls leave no time of that afternoon to anybody, in whatever way times are given.
func TestWhatGoesIsGivenToNobody(t *testing.T) {
	tn := newTown(t)
	tn.book(6, 14*12)
	later := tn.waitsFor(tuesday+2, tuesday)
	c := tn.mustMake(tn.closing("", 13*12, 16*12))
	goes := func(o supply.Offer) bool { return o.Date == tuesday && o.Start >= 13*12-1 }
	tn.do(func(tx *ledger.Tx) error { _, err := booking.Cancel(tx, tn.booked[0]); return err })
	tn.clock.Add((20 * time.Minute).Milliseconds())
	for _, work := range []func() error{
		func() error { _, err := Work(t.Context(), tn.ledger); return err },
		func() error { _, err := booking.OfferFreedDue(t.Context(), tn.ledger); return err },
	} {
		if err := work(); err != nil {
			t.Fatal(err)
		}
	}
	if got := tn.appointment(later).Offer; goes(got) {
		t.Errorf("who waited has %v, which is closed", got)
	}
	tn.see(func(r ledger.Reader) error {
		w, _, err := booking.WaitOf(r, later)
		if w.State == booking.Offered {
			t.Errorf("who waits was offered a time: %+v", w)
		}
		list, listErr := booking.CallList(r)
		for _, x := range list {
			for _, p := range x.Proposals {
				if goes(p.Offer) {
					t.Errorf("a colleague who calls has %v", p.Offer)
				}
			}
		}
		for _, l := range c.Lines {
			again, err := booking.Propose(r, l.Appointment, booking.Unavailable{})
			for _, x := range again {
				if goes(x) {
					t.Errorf("%s is proposed %v", l.Appointment, x)
				}
			}
			if err != nil {
				return err
			}
		}
		if listErr != nil {
			return listErr
		}
		return err
	})
}

// waitsFor books on a day for somebody who wants an earlier one.
func (t *town) waitsFor(has, wants calendar.Date) booking.AppointmentID {
	t.Helper()
	n := len(t.booked)
	t.bookOn(has, 14*12)
	id := t.booked[n]
	t.do(func(tx *ledger.Tx) error {
		_, err := booking.WaitForEarlier(tx, id, []calendar.Date{wants})
		return err
	})
	return id
}
