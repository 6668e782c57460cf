package booking

import (
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// Outcome is what figures know of an appointment's visit before it ended: when, for what, how long before it was made,
// and whether a reminder was due.
func (a Appointment) Outcome(r ledger.Reader) (*ledger.Outcome, error) {
	office, err := catalogue.OfficeByID(r, a.Offer.Office)
	if err != nil {
		return nil, err
	}
	products, _, err := catalogue.ProductFacts(r, a.Wish)
	if err != nil {
		return nil, err
	}
	out := &ledger.Outcome{Kind: "appointment", Day: a.Offer.Date, Hour: int(a.Offer.Start) * calendar.CellMinutes / 60, Planned: a.Offer.Minutes, Channel: string(a.Channel)}
	if len(products) > 0 {
		out.Product = products[0]
	}
	out.Lead = leadDays(a.Made, office, a.Offer.Date)
	out.Reminded = a.Written() && a.Made.Before(a.Begins(office).Add(-a.remindBefore()))
	out.Route, err = RouteOf(r, office, a.Wish)
	return out, err
}
