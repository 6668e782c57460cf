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
// another (exclusive). It reads the day's occupancy and only these appointments.
func AppointmentsBetween(r ledger.Reader, office catalogue.OfficeID, date calendar.Date, from, until calendar.Cell) ([]Appointment, error) {
	stays, err := supply.Claims(r, office, date)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(stays, func(a, b supply.Claim) int { return int(a.Visit.Start) - int(b.Visit.Start) })
	var found []Appointment
	for _, s := range stays {
		if s.Kind != supply.Booked || s.Visit.Start < from || s.Visit.Start >= until {
			continue
		}
		a, err := AppointmentByID(r, AppointmentID(s.ID))
		if err != nil {
			return nil, err
		}
		found = append(found, a)
	}
	return found, nil
}

// EachAppointment calls fn for every appointment, for checks; return ledger.ErrStop to end early.
func EachAppointment(r ledger.Reader, fn func(Appointment) error) error {
	return appointments.Each(r, nil, func(_ ledger.Key, a Appointment) error { return fn(a) })
}
