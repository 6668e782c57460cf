package booking

import (
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// DeskOutage says which appointments of a day no longer fit when a desk takes nobody from a moment on:
// the fewest that were found. What is booked for a desk may move to any other that can do it, so most
// often these are fewer than were on the desk. It changes nothing, and refuses with
// ErrUnknownOffice.
func DeskOutage(r ledger.Reader, office catalogue.OfficeID, date calendar.Date, desk catalogue.DeskID, from calendar.Cell) ([]AppointmentID, error) {
	found, err := supply.UnseatedWithout(r, office, date, desk, from)
	if err != nil {
		return nil, err
	}
	ids := make([]AppointmentID, 0, len(found))
	for _, id := range found {
		ids = append(ids, AppointmentID(id))
	}
	return ids, nil
}
