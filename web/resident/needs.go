package resident

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/asked"
	"balie/web/lang"
	"balie/web/page"
)

// unmetView is what somebody needs that cannot be had at the held time, and the nearest times at which it can.
type unmetView struct {
	said  string
	times []timeView
}

// metTimes is how many times are offered at which a need can be met.
const metTimes = 3

// showUnmet shows the details as they were typed, with what cannot be had at the held time and when it can. The held time
// stands until another is pressed.
func (p *Pages) showUnmet(c *fiber.Ctx, h booking.Hold, d contact.Details) error {
	w := page.From(c).Words
	var v unmetView
	err := p.read(func(r ledger.Reader) error {
		unmet, err := booking.Unmet(r, h, d.Aid)
		if err != nil {
			return err
		}
		what := d.Aid
		if len(unmet) > 0 {
			what.Kind = contact.NoAid
			for _, k := range unmet {
				what.Kind += "," + k
			}
		}
		v.said = w.T("aid.unmet", "when", w.Moment(h.Offer.Date, h.Offer.Start), "what", asked.Aids(w, what))
		return v.offer(r, w, h, d.Aid)
	})
	if err != nil {
		return err
	}
	return p.showDetailsAsking(c, fiber.StatusConflict, h, d, nil, "", &v)
}

// offer finds the times at which all of it can be had.
func (v *unmetView) offer(r ledger.Reader, w lang.Words, h booking.Hold, a contact.Aid) error {
	office, err := catalogue.OfficeByID(r, h.Offer.Office)
	if err != nil {
		return err
	}
	offers, err := booking.WithAid(r, h, a, metTimes)
	if err != nil {
		return err
	}
	need, err := catalogue.Measure(r, h.Wish)
	if err != nil {
		return err
	}
	says := timesView{office: office, route: need.Route}
	for _, o := range offers {
		t, err := says.sayTime(r, w, o)
		if err != nil {
			return err
		}
		v.times = append(v.times, t)
	}
	return nil
}
