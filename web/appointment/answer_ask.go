package appointment

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/lang"
	"balie/web/page"
	"balie/web/route"
)

// askView is the question to come at another time, as its resident sees it.
type askView struct {
	why, until string
	times      []string
	keeps      bool
}

// readAsk gathers what is asked about an appointment; nil where nothing is.
func readAsk(r ledger.Reader, w lang.Words, id booking.AppointmentID) (*askView, error) {
	a, found, err := booking.RescheduleRequestOf(r, id)
	if err != nil || !found || !a.State.Open() || a.Why == booking.Undelivered {
		return nil, err
	}
	v := &askView{why: w.T("asked.why." + string(a.Why))}
	if a.Held(r.Now()) {
		for _, p := range a.Proposals {
			o, err := catalogue.OfficeByID(r, p.Offer.Office)
			if err != nil {
				return nil, err
			}
			v.times = append(v.times, w.T("asked.time", "when", w.Moment(p.Offer.Date, p.Offer.Start), "where", o.Name))
			v.until = w.T("asked.until", "until", w.Day(o.Today(a.Until))+", "+w.Instant(a.Until, o.Location()))
		}
	}
	v.keeps, err = booking.CanKeep(r, id)
	return v, err
}

// AnswerAsk answers POST /a/:id/voorstel: one of the times that we hold for somebody, or the old one.
func (p *Pages) AnswerAsk(c *fiber.Ctx, id booking.AppointmentID) error {
	kept := c.FormValue("keuze") == "houden"
	err := p.change(c, func(tx *ledger.Tx) error {
		if kept {
			return booking.KeepTime(tx, id)
		}
		n, err := strconv.Atoi(c.FormValue("keuze"))
		if err != nil {
			n = 0
		}
		_, err = booking.AcceptProposal(tx, id, n-1)
		return err
	})
	switch {
	case route.IsOneOf(err, booking.ErrNoRequest, booking.ErrNoProposal, booking.ErrCannotKeep, booking.ErrNotBooked, booking.ErrStarted, supply.ErrTaken, supply.ErrPast):
		return p.showClosed(c, id, err)
	case err != nil:
		return err
	}
	said := "?verzet=1"
	if kept {
		said = "?blijft=1"
	}
	return c.Redirect(string(page.From(c).Href("/a/"+string(id)+said)), fiber.StatusSeeOther)
}
