package resident

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/contact"
	"balie/web/page"
)

// What somebody typed on the way to an appointment is kept in their own browser, sealed so that only we read it, as long
// as a time may be held. So any link out of the form, another language, Back and a refusal bring it back; nothing of it
// stands in the ledger or in an address.
const (
	typedName    = "balie_getypt"
	typedPurpose = "typed on the way"
)

// typedThere is what the cookie holds.
type typedThere struct {
	Details contact.Details `json:"details"`
	Aid     contact.Aid     `json:"aid"`
	Sure    string          `json:"sure,omitempty"` // an address that looks like a slip and is none
}

// keepsCookies reports whether this browser gave back the cookie of the time that it holds.
func (p *Pages) keepsCookies(c *fiber.Ctx, key booking.VisitKey) bool {
	return key != "" && c.Cookies(p.visitName()) == string(key)
}

func (p *Pages) keepTyped(c *fiber.Ctx, key booking.VisitKey, d contact.Details, sure string) error {
	content, err := json.Marshal(typedThere{d, d.Aid, sure})
	if err != nil {
		return err
	}
	wrapped, err := p.Vault.Wrap(typedPurpose, string(key), content)
	if err == nil {
		p.setTyped(c, wrapped, int(booking.HoldAtMost.Seconds()))
	}
	return err
}

// typedBy is what was typed for a held time before; nothing where this browser has nothing of it.
func (p *Pages) typedBy(c *fiber.Ctx, key booking.VisitKey) (contact.Details, string) {
	var there typedThere
	content, ok := p.Vault.Unwrap(typedPurpose, string(key), c.Cookies(CookieName(typedName, p.Origin.HTTPS)))
	if !ok || json.Unmarshal(content, &there) != nil {
		return contact.Details{}, ""
	}
	there.Details.Aid = there.Aid
	return there.Details, there.Sure
}

func (p *Pages) forgetTyped(c *fiber.Ctx) {
	if c.Cookies(CookieName(typedName, p.Origin.HTTPS)) != "" {
		p.setTyped(c, "", -1)
	}
}

func (p *Pages) setTyped(c *fiber.Ctx, value string, seconds int) {
	cookie := CookieName(typedName, p.Origin.HTTPS) + "=" + value + "; Path=/; Max-Age=" + strconv.Itoa(seconds) + "; HttpOnly; SameSite=Strict"
	if p.Origin.HTTPS {
		cookie += "; Secure"
	}
	c.Response().Header.Add(fiber.HeaderSetCookie, cookie)
}

// waysOut are the pages to which the form of details leads with what was typed kept.
var waysOut = []string{"/afspraak?", "/afspraak/tijd?", "/privacy"}

// leave keeps what was typed and goes where the form was asked to; done is false where it was not.
func (p *Pages) leave(c *fiber.Ctx, h booking.Hold, d contact.Details) (done bool, err error) {
	to := c.FormValue("naar")
	if !slices.ContainsFunc(waysOut, func(way string) bool { return strings.HasPrefix(to, way) }) {
		if c.FormValue("terug") == "" || !p.keepsCookies(c, h.Key) {
			return false, nil
		}
		to = "/afspraak/gegevens?v=" + string(h.Key)
	}
	if err := p.keepTyped(c, h.Key, d, c.FormValue("mailzo")); err != nil {
		return true, err
	}
	return true, c.Redirect(string(page.From(c).Href(to)), fiber.StatusSeeOther)
}

// goCheck leads to the page on which everything is seen once more, so that Back from there sends nothing again. Who keeps
// no cookies sees it at once.
func (p *Pages) goCheck(c *fiber.Ctx, h booking.Hold, d contact.Details) error {
	if !p.keepsCookies(c, h.Key) {
		return p.showCheck(c, h, d)
	}
	if err := p.keepTyped(c, h.Key, d, d.Email); err != nil {
		return err
	}
	return c.Redirect(string(page.From(c).Href("/afspraak/controleren?v="+string(h.Key))), fiber.StatusSeeOther)
}

// ShowCheck answers GET /afspraak/controleren: everything once more, of what this browser keeps.
func (p *Pages) ShowCheck(c *fiber.Ctx) error {
	key := booking.VisitKey(c.Query("v"))
	d, _ := p.typedBy(c, key)
	h, err := p.heldBy(key)
	if err != nil {
		return p.heldNoMore(c, h, d, err)
	}
	problems, d, err := p.judge(h, d)
	if err != nil {
		return err
	}
	if len(problems) > 0 {
		return c.Redirect(string(page.From(c).Href("/afspraak/gegevens?v="+string(key))), fiber.StatusSeeOther)
	}
	return p.showCheck(c, h, d)
}
