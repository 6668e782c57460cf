package resident

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/ledger"
	"balie/web/page"
)

// The visit is a cookie that remembers which run of the booking pages holds a time for this browser,
// so that a visitor holds one time, in however many windows, and can let it go from any page.
const visitName = "balie_bezoek"

func (p *Pages) visitName() string { return CookieName(visitName, p.Origin.HTTPS) }

// holdOnly lets go what this browser held before the time that it now holds, and remembers that one.
// Where there was none it writes nothing.
func (p *Pages) holdOnly(c *fiber.Ctx, key booking.VisitKey) error {
	held := c.Cookies(p.visitName())
	if _, err := booking.ParseVisitKey(held); err == nil && held != string(key) {
		if err := p.change(c, func(tx *ledger.Tx) error { return dropOther(tx, held, key) }); err != nil {
			return err
		}
	}
	p.rememberVisit(c, key)
	return nil
}

func (p *Pages) rememberVisit(c *fiber.Ctx, key booking.VisitKey) {
	p.setVisit(c, string(key), int(booking.HoldAtMost.Seconds()))
}

func (p *Pages) forgetVisit(c *fiber.Ctx) {
	if c.Cookies(p.visitName()) != "" {
		p.setVisit(c, "", -1)
	}
}

func (p *Pages) setVisit(c *fiber.Ctx, value string, seconds int) {
	cookie := p.visitName() + "=" + value + "; Path=/; Max-Age=" + strconv.Itoa(seconds) + "; HttpOnly; SameSite=Strict"
	if p.Origin.HTTPS {
		cookie += "; Secure"
	}
	c.Response().Header.Add(fiber.HeaderSetCookie, cookie)
}

// dropOther lets go what this browser holds under another key.
func dropOther(tx *ledger.Tx, held string, key booking.VisitKey) error {
	other, err := booking.ParseVisitKey(held)
	if err != nil || other == key {
		return nil
	}
	return booking.DropHold(tx, other)
}

// Clear answers POST /wissen, from the foot of every page: whoever comes after on this computer sees
// nothing. The held time is let go, our cookies end, and the browser is asked to forget what it kept
// of this site.
func (p *Pages) Clear(c *fiber.Ctx) error {
	held := c.Cookies(p.visitName())
	if _, err := booking.ParseVisitKey(held); err == nil {
		err := p.change(c, func(tx *ledger.Tx) error { return dropOther(tx, held, "") })
		if err != nil {
			return err
		}
	}
	p.forgetVisit(c)
	p.forgetTyped(c)
	c.Set("Clear-Site-Data", `"cache", "cookies", "storage"`)
	if err := p.passes().Clear(c); err != nil {
		return err
	}
	return c.Redirect(string(page.From(c).Href("/?leeg=1")), fiber.StatusSeeOther)
}
