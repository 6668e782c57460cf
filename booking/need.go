package booking

import (
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
)

// ErrDetails: the details have problems; args: field, problem. contact.Details.Check names them all.
var ErrDetails = ledger.Refuse(ledger.Invalid, "details.refused")

// NeedOf is what the products of a wish need of a contact: a telephone number where we call, or where a product
// cannot do without. It refuses a wish as catalogue.Measure does.
func NeedOf(r ledger.Reader, w catalogue.Wish) (contact.Need, error) {
	need, err := catalogue.Measure(r, w)
	return contact.Need{Phone: need.Phone || need.Route == catalogue.ByCall}, err
}

// refuseDetails refuses tidied details with which a wish cannot be booked with ErrDetails, whoever books.
func refuseDetails(r ledger.Reader, w catalogue.Wish, d contact.Details) error {
	need, err := NeedOf(r, w)
	if err != nil {
		return err
	}
	if problems := d.Check(need); len(problems) > 0 {
		return ErrDetails.With("field", problems[0].Field, "problem", problems[0].Key)
	}
	return nil
}

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
