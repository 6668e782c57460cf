package reception

import (
	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/asked"
	"balie/web/lang"
)

// prepareView is what must stand ready for one visit: when, and what; never for whom.
type prepareView struct{ when, what string }

// prepare lists what visits of today and of the next two days need.
func prepare(r ledger.Reader, vault *contact.Vault, w lang.Words, o catalogue.Office) (views []prepareView, err error) {
	today := o.Today(r.Now())
	for day := today; day <= today+2; day++ {
		all, err := booking.AppointmentsOn(r, o.ID, day)
		if err != nil {
			return nil, err
		}
		for _, a := range all {
			aid, err := contact.ReadAid(r, vault, string(a.ID))
			if err != nil {
				return nil, err
			}
			if aid.Kind == contact.NoAid || a.State != booking.Booked && a.State != booking.Arrived {
				continue
			}
			views = append(views, prepareView{w.Day(day) + ", " + w.At(a.Offer.Start), asked.Aids(w, aid)})
		}
	}
	return views, nil
}
