package booking

import (
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// ErrHidden: residents cannot book this themselves.
var ErrHidden = ledger.Refuse(ledger.Conflict, "product.hidden")

// refuseNew refuses what residents cannot book themselves now. What they have they may move and cancel.
func refuseNew(r ledger.Reader, w catalogue.Wish) error {
	for _, line := range w {
		p, err := catalogue.ProductByID(r, line.Product)
		if err == nil && p.Hidden {
			return ErrHidden
		}
	}
	return nil
}
