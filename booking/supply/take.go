package supply

import (
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/fit"
	"balie/booking/ledger"
)

var (
	// ErrTaken: the time is not, or no longer, to be had.
	ErrTaken = ledger.Refuse(ledger.Conflict, "time.taken")
	// ErrPast: the time is over, or too soon for this product.
	ErrPast = ledger.Refuse(ledger.Conflict, "time.past")
)

// Take gives a claim its desk time, or says why it cannot have it: it refuses with ErrTaken, ErrPast and ErrPaused.
func Take(tx *ledger.Tx, ask Query, o Offer, s Claim) (Offer, error) {
	q, err := askAt(tx, o.Office, ask)
	if err != nil {
		return o, err
	}
	d, err := q.day(o.Date)
	if err != nil {
		return o, err
	}
	claims, ok := d.seat(o.Start, s)
	switch {
	case q.paused:
		return o, ErrPaused
	case !ok && !d.among.Has(o.Start) && d.date <= q.nowOn:
		return o, ErrPast
	case !ok:
		return o, ErrTaken
	}
	return d.offer(o.Start), WriteClaims(tx, o.Office, o.Date, claims)
}

// CoolOff keeps freed desk time from the public until an instant, where the day's desks still have it.
func CoolOff(tx *ledger.Tx, office catalogue.OfficeID, date calendar.Date, visit fit.Visit, until time.Time) error {
	desks, err := desksOn(tx, office, date)
	if err != nil {
		return err
	}
	claims, err := Claims(tx, office, date)
	if err != nil {
		return err
	}
	index, placed := seated(desks, claims)
	all, ok := fit.Place(desks, placed, visit)
	if !ok {
		return nil
	}
	for i, v := range all[:len(all)-1] {
		claims[index[i]].Visit = v
	}
	return WriteClaims(tx, office, date, append(claims, Claim{Kind: CoolingOff, ID: tx.NewID(), Visit: all[len(all)-1], Until: until}))
}

// desksOn are the desks of an office-day as the rules and the roster stand now.
func desksOn(r ledger.Reader, office catalogue.OfficeID, date calendar.Date) ([]fit.Desk, error) {
	c, err := catalogue.Of(r)
	if err != nil {
		return nil, err
	}
	o, err := c.Office(office)
	if err != nil {
		return nil, err
	}
	s, err := supplyOf(r, c, o, date)
	if err != nil {
		return nil, err
	}
	return s.desksAt(o, date, r.Now()), nil
}
