package outreach

import (
	"crypto/subtle"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/contact"
	"balie/booking/ledger"
)

// ErrDeliveryBegun: the window has begun; we are on our way.
var ErrDeliveryBegun = ledger.Refuse(ledger.Conflict, "delivery.begun")

// Begins is the instant at which the window of a delivery begins.
func (d Delivery) Begins() time.Time { return d.instant(d.Start) }

// Ends is the instant at which the window of a delivery ends.
func (d Delivery) Ends() time.Time { return d.instant(d.End) }

func (d Delivery) instant(cell calendar.Cell) time.Time {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil { // it is compiled in
		panic(err)
	}
	at, _ := calendar.At(d.Date, cell, zone)
	return at
}

// DeliveryCode is the code by which somebody opens the delivery at their door: "7K4M P2XQ". It is made, not kept.
func DeliveryCode(v *contact.Vault, id string) string {
	return booking.Spoken(deliveryCode(v, id))
}

func deliveryCode(v *contact.Vault, id string) string {
	return booking.CodeFor(v, "delivery code", id)
}

// Opens reports whether a typed code is that of this delivery. It refuses with booking.ErrCodeShape.
func Opens(v *contact.Vault, id, typed string) (bool, error) {
	code, err := booking.ParseCode(typed)
	return err == nil && subtle.ConstantTimeCompare([]byte(deliveryCode(v, id)), []byte(code)) == 1, err
}

// codeFrom and codeUntil are the days, from today, on which a delivery is found by its code alone.
const codeFrom, codeUntil = -14, 120

// DeliveryByCode finds a delivery of the rounds of these weeks by its code. It refuses with booking.ErrCodeShape and
// booking.ErrNoSuchCode.
func DeliveryByCode(r ledger.Reader, v *contact.Vault, typed string) (Delivery, error) {
	if _, err := booking.ParseCode(typed); err != nil {
		return Delivery{}, err
	}
	today := calendar.DateIn(r.Now(), time.UTC)
	all, err := Outings(r, today+codeFrom, today+codeUntil)
	if err != nil {
		return Delivery{}, err
	}
	for _, o := range all {
		round, err := RoundOf(r, o.ID)
		if err != nil {
			return Delivery{}, err
		}
		for _, d := range round {
			if opens, _ := Opens(v, d.ID, typed); opens {
				return d, nil
			}
		}
	}
	return Delivery{}, booking.ErrNoSuchCode
}

// ChangeDelivery gives a delivery another window, asked by whose door it is; the old one stands until then. The same
// window again changes nothing. It refuses with ErrDeliveryBegun, and as TryAgain does.
func ChangeDelivery(tx *ledger.Tx, id string, w Window) (Delivery, error) {
	d, err := DeliveryByID(tx, id)
	if err != nil {
		return d, err
	}
	if d.State == DeliveryPlanned && !tx.Now().Before(d.Begins()) {
		return d, ErrDeliveryBegun
	}
	was := d
	err = tx.Try(func() (err error) { d, err = TryAgain(tx, id, w); return err })
	if err != nil {
		return was, err
	}
	return d, nil
}

// CancelDelivery ends a delivery, asked by whose door it is. The same again is answered the same. It refuses with
// ErrDeliveryBegun and ErrDeliveryState.
func CancelDelivery(tx *ledger.Tx, id string) (Delivery, error) {
	d, err := DeliveryByID(tx, id)
	if err != nil || d.State == DeliveryOff {
		return d, err
	}
	if d.State == DeliveryPlanned && !tx.Now().Before(d.Begins()) {
		return d, ErrDeliveryBegun
	}
	return EndDelivery(tx, id, DeliveryOff)
}
