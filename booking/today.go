package booking

import (
	"slices"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// AppointmentsOn returns the appointments of an office on a day, in whatever state but cancelled,
// early to late.
func AppointmentsOn(r ledger.Reader, office catalogue.OfficeID, date calendar.Date) ([]Appointment, error) {
	return AppointmentsBetween(r, office, date, 0, calendar.CellsPerDay)
}

// AppointmentsBetween is AppointmentsOn for those that begin from a cell (inclusive) until
// another (exclusive). It reads the day's occupancy and few appointments beside these.
func AppointmentsBetween(r ledger.Reader, office catalogue.OfficeID, date calendar.Date, from, until calendar.Cell) ([]Appointment, error) {
	stays, err := supply.Claims(r, office, date)
	if err != nil {
		return nil, err
	}
	var found []Appointment
	for _, s := range stays {
		if s.Kind != supply.Booked || s.Visit.Start+mostPrepared < from || s.Visit.Start >= until {
			continue
		}
		a, err := AppointmentByID(r, AppointmentID(s.ID))
		if err != nil {
			return nil, err
		}
		if a.Offer.Start >= from && a.Offer.Start < until { // the desk may be kept for it some time before
			found = append(found, a)
		}
	}
	slices.SortStableFunc(found, func(a, b Appointment) int { return int(a.Offer.Start) - int(b.Offer.Start) })
	return found, nil
}

// mostPrepared is for how long a desk is kept before a visit at most.
const mostPrepared calendar.Cell = 60 / calendar.CellMinutes

// EachAppointment calls fn for every appointment, for checks; return ledger.ErrStop to end early.
func EachAppointment(r ledger.Reader, fn func(Appointment) error) error {
	return appointments.Each(r, nil, func(_ ledger.Key, a Appointment) error { return fn(a) })
}
