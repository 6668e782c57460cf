package booking

import (
	"slices"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// How one meets, as events say it. A visit at a stop is one at a counter on the road.
const (
	MeetCounter = "counter"
	MeetStop    = "stop"
	MeetPhone   = "phone"
	MeetVideo   = "video"
)

// FactsOf are what figures need of a visit that is about to be, at the instant of this reading: where,
// for what and how many, how one meets, and how many days lie between.
func FactsOf(r ledger.Reader, w catalogue.Wish, o supply.Offer) (ledger.Facts, error) {
	f := ledger.Facts{Office: string(o.Office), Minutes: o.Minutes}
	var err error
	if f.Products, f.Persons, err = catalogue.ProductFacts(r, w); err != nil {
		return f, err
	}
	office, err := catalogue.OfficeByID(r, o.Office)
	if err != nil {
		return f, err
	}
	f.LeadDays, f.Day = leadDays(r.Now(), office, o.Date), office.Today(r.Now())
	f.Route, err = RouteOf(r, office, w)
	return f, err
}

// leadDays counts the nights between an instant and a day at an office; on the day itself 0.
func leadDays(now time.Time, o catalogue.Office, on calendar.Date) *int {
	days := int(on - o.Today(now))
	return &days
}

// RouteOf says how one meets for a wish at an office. A product that is withdrawn since is met as the
// office is.
func RouteOf(r ledger.Reader, o catalogue.Office, w catalogue.Wish) (string, error) {
	need, err := catalogue.Measure(r, w)
	switch {
	case err != nil && ledger.CodeOf(err) == ledger.Internal:
		return "", err
	case err == nil && need.Route == catalogue.ByCall:
		return MeetPhone, nil
	case err == nil && need.Route == catalogue.ByVideo:
		return MeetVideo, nil
	case !o.Fixed():
		return MeetStop, nil
	}
	return MeetCounter, nil
}

// emit says what happened to an appointment, with what figures need of it. why is a key, or ""; other
// are further offices that it touches.
func (a Appointment) emit(tx *ledger.Tx, what, why string, other ...string) error {
	f, err := FactsOf(tx, a.Wish, a.Offer)
	if err != nil {
		return err
	}
	f.Channel, f.Reason = string(a.Channel), why
	return a.emitFacts(tx, f, what, other...)
}

func (a Appointment) emitFacts(tx *ledger.Tx, f ledger.Facts, what string, other ...string) error {
	return tx.EmitFacts(f, "appointment."+what, slices.Concat([]string{string(a.ID), string(a.Offer.Office)}, other)...)
}

// emit says what happened to a hold. Its key stays between the visitor and us.
func (h Hold) emit(tx *ledger.Tx, what string) error {
	f, err := FactsOf(tx, h.Wish, h.Offer)
	if err != nil {
		return err
	}
	return tx.EmitFacts(f, "hold."+what, string(h.Offer.Office))
}
