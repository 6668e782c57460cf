package resident

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/route"
)

// checkView shows everything once more before the appointment is made.
type checkView struct {
	key     booking.VisitKey
	details contact.Details
	summary []page.Item
	bring   []string
	answers []booking.Answered
	held    heldView
	notice  *page.Notice
	effort  string
	proof   *proofView // what an office in a rush asks for; nil elsewhere
}

// CheckDetails answers POST /afspraak/gegevens: it renews the hold and shows what was typed,
// either to be checked or, with its faults, to be mended.
func (p *Pages) CheckDetails(c *fiber.Ctx) error {
	d := ContactOf(c)
	if meant := c.FormValue("mail"); meant != "" {
		d.Email = meant
	}
	h, err := p.renew(c, booking.VisitKey(c.FormValue("v")))
	if err != nil {
		return p.heldNoMore(c, h, d, err)
	}
	if done, err := p.leave(c, h, d); done {
		return err
	}
	if c.FormValue("terug") != "" {
		return p.showDetails(c, fiber.StatusOK, h, d, nil)
	}
	problems, tidied, err := p.judge(h, d)
	if err != nil {
		return err
	}
	if p.keepsCookies(c, h.Key) {
		if err := p.keepTyped(c, h.Key, d, c.FormValue("mailzo")); err != nil {
			return err
		}
	}
	if len(problems) > 0 {
		return p.showDetails(c, fiber.StatusUnprocessableEntity, h, d, problems)
	}
	if meant, likely := contact.LikelyEmail(tidied.Email); likely && c.FormValue("mailzo") != tidied.Email {
		return p.showDetailsAsking(c, fiber.StatusOK, h, tidied, nil, meant, nil)
	}
	fitted, err := p.adapt(c, h, tidied.Aid)
	if Gone(err) {
		return p.showUnmet(c, h, tidied)
	}
	if err != nil {
		return err
	}
	return p.goCheck(c, fitted, tidied)
}

// adapt gives the held time, or the other that was pressed, the minutes and the desk that somebody needs. A hold that ended meanwhile
// is left: booking takes it anew.
func (p *Pages) adapt(c *fiber.Ctx, h booking.Hold, a contact.Aid) (booking.Hold, error) {
	to, other := TimeOf(c.FormValue("tijd"), h.Offer.Office)
	err := p.change(c, func(tx *ledger.Tx) error {
		var fitted booking.Hold
		var err error
		if other {
			fitted, err = booking.AdaptTo(tx, h.Key, to, a)
		} else {
			fitted, err = booking.Adapt(tx, h.Key, a)
		}
		if err == nil {
			h = fitted
		}
		if route.IsOneOf(err, booking.ErrHoldGone, booking.ErrHoldEnded) {
			return nil
		}
		return err
	})
	return h, err
}

// renew keeps a hold for ten minutes more. One that was renewed for two hours stands as it is; one
// that ended is taken again if its time is still free and its network has room.
func (p *Pages) renew(c *fiber.Ctx, key booking.VisitKey) (h booking.Hold, err error) {
	again := p.Effort.Admits(c, string(key))
	err = p.change(c, func(tx *ledger.Tx) (err error) {
		h, err = booking.RenewHold(tx, key)
		switch {
		case errors.Is(err, booking.ErrHoldEnded):
			return nil
		case errors.Is(err, booking.ErrHoldGone) && h.Key != "" && h.Booked == "" && again:
			again, err := booking.TakeHold(tx, key, h.Wish, h.Offer)
			if err == nil {
				h = again
			}
			return err
		}
		return err
	})
	if err == nil {
		p.Effort.Held(c, string(key))
	}
	return h, err
}

// judge tidies details and names what is wrong with them.
func (p *Pages) judge(h booking.Hold, d contact.Details) ([]contact.Problem, contact.Details, error) {
	var need contact.Need
	err := p.read(func(r ledger.Reader) (err error) { need, err = booking.NeedOf(r, h.Wish, h.Offer.Date); return err })
	d = d.Tidy(need)
	return d.Check(need), d, err
}

func (p *Pages) showCheck(c *fiber.Ctx, h booking.Hold, d contact.Details) error {
	return p.showChecked(c, fiber.StatusOK, h, d, nil)
}

// showRefused shows everything once more with why it was not booked: nothing typed is lost.
func (p *Pages) showRefused(c *fiber.Ctx, h booking.Hold, d contact.Details, why error) error {
	return p.showChecked(c, fiber.StatusConflict, h, d, page.NoticeOf(page.From(c).Words, why))
}

func (p *Pages) showChecked(c *fiber.Ctx, status int, h booking.Hold, d contact.Details, said *page.Notice) error {
	return p.showProof(c, status, h, d, said, nil)
}

// showProof is showChecked with the field for a code, nil for none.
func (p *Pages) showProof(c *fiber.Ctx, status int, h booking.Hold, d contact.Details, said *page.Notice, asked *proofView) error {
	q := page.From(c)
	v := checkView{key: h.Key, details: d, notice: said, effort: p.Effort.Ask(c, string(h.Key)), proof: asked}
	err := p.read(func(r ledger.Reader) (err error) {
		if v.summary, _, err = holdItems(r, q.Words, h); err != nil {
			return err
		}
		if v.held, err = sayHeld(r, q.Words, h); err != nil {
			return err
		}
		if v.answers, err = booking.AnswersTo(r, h.Wish, h.Offer.Date, d, q.Words.Tag()); err != nil {
			return err
		}
		v.bring, _, err = BringAndWho(r, q.Words, h.Wish)
		return err
	})
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	return page.Render(c, status, checkPage(q, v))
}
