package resident

import (
	"errors"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/page"
	"balie/web/route"
)

// TakeTime answers POST /afspraak/tijd: it holds the chosen time and goes on to the details, or,
// where they were typed before, to the check.
func (p *Pages) TakeTime(c *fiber.Ctx) error {
	q := page.From(c)
	wish, err := WishOf(route.FormAll(c, "p"))
	if err != nil {
		return err
	}
	key, err := booking.ParseVisitKey(c.FormValue("v"))
	if err != nil {
		return err
	}
	d := ContactOf(c)
	if d.Empty() {
		d, _ = p.typedBy(c, key)
	}
	if c.FormValue("terug") != "" {
		return p.noTime(c, fiber.StatusOK, "", wish, key, d)
	}
	offer, ok := TimeOf(c.FormValue("tijd"), catalogue.OfficeID(c.FormValue("locatie")))
	if !ok {
		return p.noTime(c, fiber.StatusUnprocessableEntity, q.T("time.choose"), wish, key, d)
	}
	if err := p.Effort.Pay(c, string(key), p.inRush(offer.Office)); err != nil {
		return p.slower(c, wish, key, offer, d, err)
	}
	var h booking.Hold
	err = p.begin(c, func(tx *ledger.Tx) (err error) {
		if u := urgencyFrom(c); u.Reason != catalogue.NotUrgent {
			h, err = booking.TakeHoldUrgent(tx, key, wish, offer, u)
			return err
		}
		if h, err = booking.TakeHold(tx, key, wish, offer); err == nil && d.Aid.Kind != contact.NoAid {
			h, err = booking.Adapt(tx, key, d.Aid)
		}
		return err
	})
	switch {
	case Gone(err):
		return p.offerOthers(c, wish, key, offer, d, err)
	case errors.Is(err, booking.ErrBookedAlready):
		return p.showAlready(c, err)
	case err != nil:
		return err
	}
	p.Effort.Held(c, string(key))
	if err := p.holdOnly(c, key); err != nil {
		return err
	}
	if problems, tidied, err := p.judge(h, d); err != nil || !d.Empty() && len(problems) == 0 {
		if err != nil {
			return err
		}
		return p.goOn(c, h, tidied)
	}
	return c.Redirect(string(q.Href("/afspraak/gegevens?v="+string(key))), fiber.StatusSeeOther)
}

// goOn leads from a time to the check, where all was typed before. The browser of a form that carries what was typed
// has just been given the cookie that tells whether it keeps any.
func (p *Pages) goOn(c *fiber.Ctx, h booking.Hold, d contact.Details) error {
	if typed, _ := p.typedBy(c, h.Key); typed.Empty() {
		return p.showCheck(c, h, d)
	}
	return p.goCheck(c, h, d)
}

// noTime shows the times again, where none was chosen or another language was, with what was typed.
func (p *Pages) noTime(c *fiber.Ctx, status int, fault string, wish catalogue.Wish, key booking.VisitKey, d contact.Details) error {
	q := page.From(c)
	v := p.bookingTimes(c, q, wish, key, d)
	v.fault = fault
	ask := timesAsk{ask: supply.Query{Wish: wish, Key: key, Extra: aidOf(d)}, office: catalogue.OfficeID(c.FormValue("locatie"))}
	if err := p.read(func(r ledger.Reader) error { return v.finish(r, q.Words, ask) }); err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	return page.Render(c, status, timesPage(q, v))
}

// slower asks for patience, with the time that was pressed to be pressed again.
func (p *Pages) slower(c *fiber.Ctx, wish catalogue.Wish, key booking.VisitKey, o supply.Offer, d contact.Details, why error) error {
	q := page.From(c)
	v := p.bookingTimes(c, q, wish, key, d)
	v.notice = page.NoticeOf(q.Words, why)
	ask := timesAsk{ask: supply.Query{Wish: wish, Key: key, Extra: aidOf(d)}, office: o.Office, day: o.Date.String(), again: &o}
	if err := p.read(func(r ledger.Reader) error { return v.finish(r, q.Words, ask) }); err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	setRetry(c, why)
	return page.Render(c, fiber.StatusTooManyRequests, timesPage(q, v))
}

// setRetry says when it is worth trying again.
func setRetry(c *fiber.Ctx, why error) {
	if seconds, ok := ledger.ArgsOf(why)["seconds"].(int); ok {
		c.Set(fiber.HeaderRetryAfter, strconv.Itoa(seconds))
	}
}

// offerOthers shows the times nearest to one that could not be had. What was typed goes along.
func (p *Pages) offerOthers(c *fiber.Ctx, wish catalogue.Wish, key booking.VisitKey, o supply.Offer, d contact.Details, why error) error {
	q := page.From(c)
	v := p.bookingTimes(c, q, wish, key, d)
	v.notice = page.NoticeOf(q.Words, why)
	ask := timesAsk{ask: supply.Query{Wish: wish, Key: key, Extra: aidOf(d)}, office: o.Office, around: &o}
	if err := p.read(func(r ledger.Reader) error { return v.finish(r, q.Words, ask) }); err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	return page.Render(c, fiber.StatusConflict, timesPage(q, v))
}

// aidOf is what was typed that somebody needs; nil where nothing was typed yet.
func aidOf(d contact.Details) *supply.Extra {
	if d.Empty() {
		return nil
	}
	return booking.ExtraFor(d.Aid)
}

// TimeOf reads a chosen time, "2026-12-01T10:20" with "@bus" where it is at another place.
func TimeOf(text string, office catalogue.OfficeID) (supply.Offer, bool) {
	when, other, found := strings.Cut(text, "@")
	if found {
		office = catalogue.OfficeID(other)
	}
	day, clock, ok := strings.Cut(when, "T")
	date, err1 := calendar.ParseDate(day)
	start, err2 := calendar.ParseCell(clock)
	if !ok || err1 != nil || err2 != nil || start >= calendar.CellsPerDay {
		return supply.Offer{}, false
	}
	return supply.Offer{Office: office, Date: date, Start: start}, true
}
