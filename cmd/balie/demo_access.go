package main

import (
	"context"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// demoListed is how many people of the demo stand on the call list: a colleague is ill in a few days.
const demoListed = 3

// furnishAccess puts some neighbours on the call list.
func furnishAccess(ctx context.Context, h *house) error {
	var ask []booking.AppointmentID
	err := h.ledger.View(func(r ledger.Reader) error {
		o, err := catalogue.OfficeByID(r, demoOffice)
		if err != nil {
			return err
		}
		for day := o.Today(r.Now()) + 2; len(ask) < demoListed && day < o.Today(r.Now())+10; day++ {
			all, err := booking.AppointmentsOn(r, o.ID, day)
			if err != nil {
				return err
			}
			for _, a := range all {
				if a.Channel != contact.ByPhone || len(ask) == demoListed {
					continue
				}
				ask = append(ask, a.ID)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, id := range ask {
		var times []supply.Offer
		err := h.ledger.View(func(r ledger.Reader) (err error) { times, err = booking.Propose(r, id); return err })
		if err == nil {
			err = h.askNeighbour(ctx, id, times)
		}
		if ledger.CodeOf(err) == ledger.Conflict { // both together leave no room for somebody else
			err = h.askNeighbour(ctx, id, times[:1])
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (h *house) askNeighbour(ctx context.Context, id booking.AppointmentID, times []supply.Offer) error {
	return h.ledger.Update(ctx, "system", func(tx *ledger.Tx) error {
		_, err := booking.RequestReschedule(tx, id, booking.DeskShort, times)
		return err
	})
}
