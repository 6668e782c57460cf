package demo

import (
	"context"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/cmd/internal/server"
)

// listed is how many people of the demo stand on the call list: a colleague is ill in a few days.
const listed = 3

// furnishAccess puts some neighbours on the call list.
func furnishAccess(ctx context.Context, h *server.Server) error {
	var ask []booking.AppointmentID
	err := h.Ledger.View(func(r ledger.Reader) error {
		o, err := catalogue.OfficeByID(r, Office)
		if err != nil {
			return err
		}
		for day := o.Today(r.Now()) + 2; len(ask) < listed && day < o.Today(r.Now())+10; day++ {
			all, err := booking.AppointmentsOn(r, o.ID, day)
			if err != nil {
				return err
			}
			for _, a := range all {
				if a.Channel != contact.ByPhone || len(ask) == listed {
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
		err := h.Ledger.View(func(r ledger.Reader) (err error) {
			times, err = booking.Propose(r, id, booking.Unavailable{})
			return err
		})
		if err == nil {
			err = askToMove(h, ctx, id, times)
		}
		if ledger.CodeOf(err) == ledger.Conflict { // both together leave no room for somebody else
			err = askToMove(h, ctx, id, times[:1])
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func askToMove(h *server.Server, ctx context.Context, id booking.AppointmentID, times []supply.Offer) error {
	return h.Ledger.Update(ctx, "system", func(tx *ledger.Tx) error {
		_, err := booking.RequestReschedule(tx, id, booking.DeskShort, times)
		return err
	})
}
