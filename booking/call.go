package booking

import (
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// Call is the template of a promise in the outbox: at its due time we call the resident. The
// queue makes a ticket of it.
const Call = "call"

func (a Appointment) callKey() string { return "call/" + string(a.ID) }

// callLater promises, in the outbox, the call of an appointment by phone or video; a move puts it
// in the place of the earlier one.
func (a Appointment) callLater(tx *ledger.Tx) error {
	need, err := catalogue.Measure(tx, a.Wish)
	if err != nil || need.Route == catalogue.AtCounter {
		return err
	}
	o, err := catalogue.OfficeByID(tx, a.Offer.Office)
	if err != nil {
		return err
	}
	return tx.Send(a.Begins(o), a.callKey(), ledger.Message{Template: Call, Subject: a.ID.Subject(), Reason: "time to call"})
}
