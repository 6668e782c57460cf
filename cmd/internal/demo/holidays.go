package demo

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/outreach"
)

// plannedAhead is how far ahead anything is planned in a past.
const plannedAhead = BookedDays + 28

// keepHolidays clears the holidays ahead of a past that was moved, of which its days knew nothing: whoever
// had an appointment there cancels it, nobody is on duty, and no bus goes out.
func (s Setting) keepHolidays(ctx context.Context, data string, at time.Time) (err error) {
	today := calendar.DateIn(at, s.zone())
	var closed []calendar.Date
	for date := today + 1; date <= today+plannedAhead; date++ {
		if _, holiday := calendar.Holiday(date); holiday {
			closed = append(closed, date)
		}
	}
	if len(closed) == 0 {
		return nil
	}
	h, err := openQuick(data, NewClock(at), rand.New(rand.NewPCG(Seed, uint64(at.Unix()))))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	for _, date := range closed {
		err := h.Ledger.Update(ctx, "resident", func(tx *ledger.Tx) error { return cancelDay(tx, date) })
		if err == nil {
			err = h.Ledger.Update(ctx, "cli", func(tx *ledger.Tx) error { return restDay(tx, date) })
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// cancelDay cancels the appointments of a day, at every office.
func cancelDay(tx *ledger.Tx, date calendar.Date) error {
	offices, err := catalogue.Offices(tx)
	for _, o := range offices {
		if err != nil {
			return err
		}
		var all []booking.Appointment
		all, err = booking.AppointmentsOn(tx, o.ID, date)
		for _, a := range all {
			if err == nil && a.State == booking.Booked {
				_, err = booking.Cancel(tx, a.ID)
			}
		}
	}
	return err
}

// restDay takes the outings and duties of a day away.
func restDay(tx *ledger.Tx, date calendar.Date) error {
	outings, err := outreach.Outings(tx, date, date)
	for _, o := range outings {
		switch {
		case err != nil:
			return err
		case o.State == outreach.Draft:
			err = outreach.DropDraft(tx, o.ID)
		case o.Open():
			_, err = outreach.CallOff(tx, o.ID)
		}
	}
	if err != nil {
		return err
	}
	duties, err := roster.Duties(tx, date, date)
	for _, d := range duties {
		if err == nil {
			err = roster.DropDuty(tx, d.ID)
		}
	}
	return err
}
