package change

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// TestAnyClosureCanBeForeseenAndMade closes a desk or all, for any hours of a day that is full in any way: every plan
// can be made, every time that it promises can be held, and nobody is lost.
func TestAnyClosureCanBeForeseenAndMade(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		tn := newTown(t)
		for range rapid.IntRange(0, 40).Draw(rt, "appointments") {
			tn.bookNear(rapid.IntRange(1, 6).Draw(rt, "persons"), calendar.Cell(rapid.IntRange(9*12, 15*12).Draw(rt, "from")))
		}
		k := afternoon()
		k.Desk = rapid.SampledFrom([]string{"", "hal-1", "hal-2", "hal-3"}).Draw(rt, "desk")
		k.Start = calendar.Cell(rapid.IntRange(9*12, 15*12).Draw(rt, "start"))
		k.End = k.Start + calendar.Cell(rapid.IntRange(12, 60).Draw(rt, "cells"))
		p := tn.mustForesee(k)
		c := tn.mustMake(p)
		for i, l := range c.Lines {
			if len(l.Keys) != len(p.Lines[i].To) {
				rt.Errorf("%s was promised %v, and %d are held", l.Appointment, p.Lines[i].To, len(l.Keys))
			}
		}
		c, err := Send(t.Context(), tn.ledger, c.ID)
		if err != nil {
			rt.Fatal(err)
		}
		tn.wantNobodyLost(c)
	})
}

// bookOn books for one person on a day at a cell, by mail.
func (t *town) bookOn(day calendar.Date, at calendar.Cell) {
	t.Helper()
	who := contact.Details{Name: "Riet te Voorbeeld", Channel: contact.ByEmail, Email: fmt.Sprintf("riet%d@voorbeeld.nl", len(t.booked))}
	t.do(func(tx *ledger.Tx) error {
		key, wish := booking.NewVisitKey(), catalogue.Wish{{Product: "paspoort", Persons: 1}}
		if _, err := booking.TakeHold(tx, key, wish, supply.Offer{Office: hall, Date: day, Start: at}); err != nil {
			return err
		}
		a, err := booking.Book(tx, t.vault, booking.Request{Key: key, Lang: "nl", Contact: who})
		t.booked = append(t.booked, a.ID)
		return err
	})
}

// bookNear books on Tuesday at the time nearest to a cell that is free, if one is.
func (t *town) bookNear(persons int, from calendar.Cell) {
	t.Helper()
	wish := catalogue.Wish{{Product: "paspoort", Persons: persons}}
	var near []supply.Offer
	t.see(func(r ledger.Reader) (err error) {
		near, err = supply.Nearest(r, supply.Query{Wish: wish}, supply.Offer{Office: hall, Date: tuesday, Start: from}, 1)
		return err
	})
	if len(near) == 0 || near[0].Date != tuesday {
		return
	}
	who := contact.Details{Name: "Riet te Voorbeeld", Channel: contact.ByEmail, Email: fmt.Sprintf("riet%d@voorbeeld.nl", len(t.booked))}
	t.do(func(tx *ledger.Tx) error {
		key := booking.NewVisitKey()
		if _, err := booking.TakeHold(tx, key, wish, near[0]); err != nil {
			return err
		}
		a, err := booking.Book(tx, t.vault, booking.Request{Key: key, Lang: "nl", Contact: who})
		t.booked = append(t.booked, a.ID)
		return err
	})
}

// TestWhoBooksWhileAChangeWaitsTakesNobodysDesk closes a desk of a day that is full in any way, and lets people cancel and
// book while nobody was told yet: the day stays sound, and nobody is lost.
func TestWhoBooksWhileAChangeWaitsTakesNobodysDesk(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		tn := newTown(t)
		from := func(name string) calendar.Cell { return calendar.Cell(rapid.IntRange(9*12, 12*12).Draw(rt, name)) }
		for range rapid.IntRange(20, 40).Draw(rt, "appointments") {
			tn.bookNear(rapid.IntRange(1, 6).Draw(rt, "persons"), from("from"))
		}
		k := afternoon()
		k.Desk, k.Start = rapid.SampledFrom([]string{"hal-1", "hal-2", "hal-3"}).Draw(rt, "desk"), from("start")
		k.End = k.Start + calendar.Cell(rapid.IntRange(12, 60).Draw(rt, "cells"))
		c := tn.mustMake(tn.mustForesee(k))
		for range rapid.IntRange(1, 12).Draw(rt, "steps") {
			if id := rapid.SampledFrom(tn.booked).Draw(rt, "who"); rapid.Bool().Draw(rt, "cancels") && tn.appointment(id).State == booking.Booked {
				tn.do(func(tx *ledger.Tx) error { _, err := booking.Cancel(tx, id); return err })
				tn.clock.Add(time.Minute.Milliseconds())
			}
			tn.bookNear(rapid.IntRange(1, 3).Draw(rt, "persons"), from("from"))
		}
		if _, err := tn.ledger.Check(func(p string) { rt.Errorf("check: %s", p) }); err != nil {
			rt.Fatal(err)
		}
		c, err := Send(t.Context(), tn.ledger, c.ID)
		if err != nil {
			rt.Fatal(err)
		}
		c.Lines = slices.DeleteFunc(c.Lines, func(l Line) bool { return tn.appointment(l.Appointment).State == booking.Cancelled })
		tn.wantNobodyLost(c)
	})
}
