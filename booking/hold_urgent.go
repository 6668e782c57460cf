package booking

import (
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// TakeHoldUrgent is TakeHold for who may take from the reserves; it refuses with ErrNotUrgent and
// ErrUrgentDay besides. The hold knows the last lawful day, and neither the reason nor the day.
func TakeHoldUrgent(tx *ledger.Tx, key VisitKey, w catalogue.Wish, o supply.Offer, u catalogue.Urgency) (Hold, error) {
	if err := catalogue.CheckUrgent(tx, w, o.Office, u); err != nil {
		return Hold{}, err
	}
	if err := refuseNew(tx, w); err != nil {
		return Hold{}, err
	}
	last, _ := u.LastDay()
	return takeHold(tx, Hold{Key: key, Wish: w, Offer: o, For: supply.Urgent, Last: last}, nil)
}

// Late reports whether a hold is for a day after the last lawful one.
func (h Hold) Late() bool { return h.Last != 0 && h.Offer.Date > h.Last }
