package outreach

import (
	"context"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/change"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// TestAnyChangeOfAnOutingLosesNobody cancels or moves a stop, or a whole outing, with any bookings, in a process that may
// end after any transaction. The plain model: everybody touched is moved within the hour and told once, asked and told
// once, or on the call list and not told; everybody else is left alone; and taken back nobody was told.
func TestAnyChangeOfAnOutingLosesNobody(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		tn := newTown(t)
		tn.do(func(tx *ledger.Tx) error {
			return PutPlace(tx, Place{ID: "ulft-kerk", Neighbourhood: "ulft", Name: "kerk", Lat: 51.8921, Lon: 6.3791})
		})
		o := tn.publish(outing(monday, "A", "B"))
		booked := tn.bookAny(rt, o)
		e, err := tn.foreseeAny(rt, o)
		if err != nil {
			return // what cannot be is refused, and nothing has happened
		}
		if len(e.Plan.Lines) > 0 && len(e.Plan.Lines)+e.Keep < 1 {
			rt.Error("nobody counts who keeps their time")
		}
		left := rapid.IntRange(1, 40).Draw(rt, "transactions before the crash")
		c, err := change.Make(&countdown{context.Background(), &left}, tn.ledger, "staff test", e.Plan)
		if err == nil && c.State == change.Waiting && rapid.Bool().Draw(rt, "taken back") {
			if _, err = change.TakeBack(t.Context(), tn.ledger, "staff test", c.ID); err != nil {
				rt.Fatal(err)
			}
			tn.later()
			tn.wantAsBefore(rt, o, booked, c)
			return
		}
		tn.later()
		tn.wantNobodyLost(rt, booked)
	})
}

// bookAny books people at both stops, some of whom no message reaches.
func (t *town) bookAny(rt *rapid.T, o Outing) (booked []booking.Appointment) {
	for i := range rapid.IntRange(0, 10).Draw(rt, "appointments") {
		s := o.Stops[rapid.IntRange(0, 1).Draw(rt, "stop")]
		starts := t.offered("praten", s.Place, monday)
		if len(starts) == 0 {
			continue
		}
		offer := supply.Offer{Office: catalogue.OfficeID(s.Place), Date: monday, Start: rapid.SampledFrom(starts).Draw(rt, "at")}
		who := contact.Details{Name: "Riet Wissink", Channel: contact.ByEmail, Email: fmt.Sprintf("riet%d@voorbeeld.example", i)}
		if rapid.IntRange(0, 3).Draw(rt, "no channel") == 0 {
			who = contact.Details{Name: "Henk Wissink", Channel: contact.None}
		}
		t.do(func(tx *ledger.Tx) error {
			key := booking.NewVisitKey()
			if _, err := booking.TakeHold(tx, key, catalogue.Wish{{Product: "praten", Persons: 1}}, offer); err != nil {
				return err
			}
			a, err := booking.Book(tx, t.vault, booking.Request{Key: key, Contact: who, Lang: "nl"})
			booked = append(booked, a)
			return err
		})
	}
	return booked
}

func (t *town) foreseeAny(rt *rapid.T, o Outing) (e Effect, err error) {
	c := Change{Stop: o.Stops[rapid.IntRange(0, 1).Draw(rt, "which")].ID, Version: o.Version, Arrive: calendar.Cell(rapid.IntRange(9*12, 14*12).Draw(rt, "arrive"))}
	c.Leave = c.Arrive + calendar.Cell(rapid.IntRange(6, 24).Draw(rt, "stays"))
	if rapid.Bool().Draw(rt, "on the day") { // or so late that messages leave at once
		t.at("2026-11-30T08:00")
	}
	err = t.ledger.View(func(r ledger.Reader) (err error) {
		switch rapid.SampledFrom([]string{"all", "stop", "hours", "place", "day"}).Draw(rt, "what") {
		case "all":
			e, err = ForeseeOuting(r, o.ID)
			return err
		case "stop":
			c.Cancel = true
		case "place":
			c.Place = rapid.SampledFrom([]PlaceID{"ulft-kerk", "ulft-plein", "voorst-plein", "sinderen-plein"}).Draw(rt, "place")
		case "day":
			c.Date = monday + calendar.Date(rapid.IntRange(1, 4).Draw(rt, "days"))
		}
		e, err = Foresee(r, c)
		return err
	})
	return e, err
}

func (t *town) wantAsBefore(rt *rapid.T, o Outing, booked []booking.Appointment, c change.Change) {
	told := t.told()
	at := map[string]bool{} // whose visit was so near that they were told at once
	for _, l := range c.Lines {
		at[string(l.Appointment)] = l.State == change.Moved || l.State == change.Asked || l.State == change.Listed
	}
	for _, a := range booked {
		if !at[string(a.ID)] && (told[string(a.ID)] != 0 || !t.appointment(a.ID).Offer.Same(a.Offer)) {
			rt.Errorf("%v was told or moved, although it was taken back", a.Offer)
		}
	}
	if got := t.outing(o.ID); got.State != Published || !sameStops(got.Stops, o.Stops) || len(got.Crew) != len(o.Crew) {
		rt.Errorf("the outing is %+v, and was %+v", got, o)
	}
}

func (t *town) wantNobodyLost(rt *rapid.T, booked []booking.Appointment) {
	told, listed, kept := t.told(), map[booking.AppointmentID]bool{}, map[booking.AppointmentID]bool{}
	t.see(func(r ledger.Reader) error {
		list, err := booking.CallList(r)
		for _, x := range list {
			listed[x.Appointment] = true
		}
		for _, a := range booked {
			if err == nil {
				kept[a.ID], err = booking.CanKeep(r, a.ID)
			}
		}
		return err
	})
	for _, was := range booked {
		now, n := t.appointment(was.ID), told[string(was.ID)]
		switch {
		case n > 1:
			rt.Errorf("%v was told %d times", was.Offer, n)
		case !now.Offer.Same(was.Offer) && (n != 1 || now.Offer.Date != was.Offer.Date || supply.Distance(now.Offer, was.Offer) > 12 || !kept[was.ID]):
			rt.Errorf("%v was moved to %v and told %d times", was.Offer, now.Offer, n)
		case now.Offer.Same(was.Offer) && !kept[was.ID] && n == 0 && !listed[was.ID]:
			rt.Errorf("%v has nothing, and nobody knows", was.Offer)
		case listed[was.ID] && n > 0:
			rt.Errorf("%v is on the call list and was told", was.Offer)
		}
	}
}

// countdown is a context that is over when it was asked so often.
type countdown struct {
	context.Context
	left *int
}

func (c *countdown) Done() <-chan struct{} {
	if *c.left--; *c.left < 0 {
		over := make(chan struct{})
		close(over)
		return over
	}
	return nil
}

func (c *countdown) Err() error {
	if *c.left < 0 {
		return context.Canceled
	}
	return nil
}
