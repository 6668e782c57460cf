package lobby

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/kiosk"
	"balie/web/page"
)

// pairView is a browser that is no screen yet.
type pairView struct {
	code string // to be typed by a colleague; "" before it was asked for
}

// homes are where screens begin, by their role.
var homes = map[kiosk.Role]string{kiosk.CheckInKiosk: "/zuil", kiosk.QueueDisplay: "/bord"}

// ShowPair answers GET /scherm: where a browser becomes a screen. One that is paired goes on to what it
// is for; so a screen is set up with this one address, whatever it will be.
func (p *Pages) ShowPair(c *fiber.Ctx) error {
	q := page.From(c)
	v := pairView{}
	var home string
	err := p.Ledger.View(func(r ledger.Reader) error {
		secret := p.secret(c)
		if d, err := kiosk.DeviceBySecret(r, secret); err == nil {
			home = homes[d.Role]
			return nil
		}
		waits, found, err := kiosk.PairingBySecret(r, secret)
		if found {
			v.code = waits.Code[:3] + " " + waits.Code[3:]
		}
		return err
	})
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	if home != "" {
		return c.Redirect(string(q.Href(home)), fiber.StatusSeeOther)
	}
	return page.Render(c, fiber.StatusOK, pairPage(q, v))
}

// AskToPair answers POST /scherm/koppelen: the browser gets a code to show. One that has a code keeps it.
func (p *Pages) AskToPair(c *fiber.Ctx) error {
	secret, had := p.secret(c), false
	err := p.Ledger.View(func(r ledger.Reader) (err error) {
		_, had, err = kiosk.PairingBySecret(r, secret)
		return err
	})
	if err != nil {
		return err
	}
	if !had {
		err := p.change(c, func(tx *ledger.Tx) (err error) { _, secret, err = kiosk.AskToPair(tx); return err })
		if err != nil {
			return err
		}
		p.keepSecret(c, secret)
	}
	return c.Redirect(string(page.From(c).Href("/scherm")), fiber.StatusSeeOther)
}

// Seen answers POST /scherm/hier: a screen says that it is there and what it shows, and is told what it
// should show.
func (p *Pages) Seen(c *fiber.Ctx) error {
	d, _ := Current(c)
	shown, mute := c.FormValue("versie"), c.FormValue("geluid") == "suspended"
	if err := p.change(c, func(tx *ledger.Tx) error { _, err := kiosk.Seen(tx, d.ID, shown, mute); return err }); err != nil {
		return err
	}
	c.Set("Balie-Version", version())
	return c.SendStatus(fiber.StatusNoContent)
}
