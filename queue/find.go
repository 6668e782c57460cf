package queue

import (
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// ByNumber returns today's ticket of an office by its number as people say it, or ErrUnknownTicket.
func ByNumber(r ledger.Reader, office catalogue.OfficeID, typed string) (Ticket, error) {
	n, err := ParseNumber(typed)
	if err != nil {
		return Ticket{}, err
	}
	o, err := catalogue.OfficeByID(r, office)
	if err != nil {
		return Ticket{}, err
	}
	id, found, err := numbers.Find(r, dayKey(office, o.Today(r.Now())).Str(string(n)))
	if err != nil || !found {
		return Ticket{}, orUnknown(err)
	}
	return ByID(r, id)
}

func orUnknown(err error) error {
	if err != nil {
		return err
	}
	return ErrUnknownTicket
}
