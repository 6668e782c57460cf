package resident

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/ledger"
	"balie/web/page"
)

// Book answers POST /afspraak/maken: it makes the appointment and shows it. The same form sent
// twice shows the same appointment.
func (p *Pages) Book(c *fiber.Ctx) error {
	q := page.From(c)
	key := booking.VisitKey(c.FormValue("v"))
	h, err := p.heldBy(key)
	if h.Key == "" {
		return err
	}
	typed := ContactOf(c)
	problems, d, err := p.judge(h, typed)
	if err != nil {
		return err
	}
	if len(problems) > 0 {
		return p.showDetails(c, fiber.StatusUnprocessableEntity, h, typed, problems)
	}
	if err := p.Effort.Pay(c, string(key), p.inRush(h.Offer.Office)); err != nil {
		setRetry(c, err)
		return p.showChecked(c, fiber.StatusTooManyRequests, h, d, page.NoticeOf(q.Words, err))
	}
	var a booking.Appointment
	err = p.change(c, func(tx *ledger.Tx) (err error) {
		a, err = booking.Book(tx, p.Vault, booking.Request{Key: key, Contact: d, Lang: q.Words.Tag(), Anonymous: true, Proof: proofOf(c)})
		return err
	})
	if done, err := p.proves(c, h, d, err); done {
		return err
	}
	switch {
	case Gone(err):
		return p.offerOthers(c, h.Wish, key, h.Offer, d, err)
	case errors.Is(err, booking.ErrBookedAlready):
		return p.showAlready(c, err)
	case errors.Is(err, booking.ErrMany):
		return p.showRefused(c, h, d, err)
	case errors.Is(err, booking.ErrHoldGone):
		return p.heldNoMore(c, h, d, err)
	case err != nil:
		return err
	}
	p.Effort.Booked(c, string(key), string(a.ID))
	if proofOf(c) != "" {
		p.Effort.Proved(c, string(a.ID))
	}
	p.forgetVisit(c)
	p.forgetTyped(c)
	if q.Now.Before(a.Made.Add(booking.GrantsAgain)) { // sent again much later, it asks for the code
		p.passes().Admit(c, a.ID)
	}
	return c.Redirect(string(q.Href("/a/"+string(a.ID)+"?gemaakt=1")), fiber.StatusSeeOther)
}

// showAlready says that this run became an appointment before, and where it is.
func (p *Pages) showAlready(c *fiber.Ctx, why error) error {
	q := page.From(c)
	id, _ := ledger.ArgsOf(why)["id"].(string)
	what, do := q.Words.Refusal(ledger.KeyOf(why), nil)
	return page.Render(c, fiber.StatusConflict, page.RefusalPage(q, page.Refusal{
		What: what, Do: do, Ways: []page.Way{{Path: "/a/" + id, Text: q.T("open.see")}, {Path: "/", Text: q.T("page.new")}},
	}))
}

// Stop answers POST /afspraak/stoppen: it lets the held time go. Nothing typed was kept.
func (p *Pages) Stop(c *fiber.Ctx) error {
	err := p.change(c, func(tx *ledger.Tx) error { return booking.DropHold(tx, booking.VisitKey(c.FormValue("v"))) })
	if err != nil {
		return err
	}
	p.forgetVisit(c)
	p.forgetTyped(c)
	return c.Redirect(string(page.From(c).Href("/")), fiber.StatusSeeOther)
}
