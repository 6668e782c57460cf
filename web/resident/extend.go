package resident

import (
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/lang"
	"balie/web/page"
	"balie/web/paper"
)

// heldView says until when a time is held, in words and for the script that warns in time.
type heldView struct {
	Text    string `json:"text"`    // "Wij houden … voor u vast tot 10.33 uur."
	Seconds int    `json:"seconds"` // how long that is from now

	exit  bool // who reads the page may be watched
	route catalogue.Route
}

// Extend answers POST /afspraak/langer, which the script sends when somebody asks for more time:
// the hold is renewed and its new end is answered. Without the script every step renews it too.
// A hold that ended is refused with ErrHoldGone; one of two hours is answered as it stands.
func (p *Pages) Extend(c *fiber.Ctx) error {
	h, err := p.renew(c, booking.VisitKey(c.FormValue("v")))
	if err != nil {
		return err
	}
	var v heldView
	err = p.read(func(r ledger.Reader) (err error) {
		v, err = sayHeld(r, page.From(c).Words, h)
		return err
	})
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	return c.JSON(v)
}

// sayHeld says until when a hold stands.
func sayHeld(r ledger.Reader, w lang.Words, h booking.Hold) (heldView, error) {
	office, err := catalogue.OfficeByID(r, h.Offer.Office)
	if err != nil {
		return heldView{}, err
	}
	exit, err := catalogue.QuickExit(r, h.Wish)
	if err != nil {
		return heldView{}, err
	}
	need, err := catalogue.Measure(r, h.Wish)
	if err != nil {
		return heldView{}, err
	}
	when := w.Day(h.Offer.Date) + ", " + paper.MeetingOf(w, need.Route, office, h.Offer.Start, "").At
	left := h.Until.Sub(r.Now())
	return heldView{
		Text:    w.T("details.held", "when", when, "until", w.Instant(h.Until, office.Location())),
		Seconds: int(max(left, 0) / time.Second),
		exit:    exit,
		route:   need.Route,
	}, nil
}
