package lobby

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/kiosk"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// unpairView asks once whether a screen is to be unpaired.
type unpairView struct {
	staff.Request
	screen kiosk.Device
}

// AskUnpair answers GET /medewerker/schermen/ontkoppelen. It refuses with kiosk.ErrUnknownDevice, also for a screen
// of an office that is none of the colleague's.
func (p *Pages) AskUnpair(c *fiber.Ctx) error {
	v := unpairView{Request: staff.From(c)}
	err := p.Ledger.View(func(r ledger.Reader) (err error) {
		v.screen, err = kiosk.DeviceByID(r, kiosk.DeviceID(c.Query("scherm")))
		if err == nil && v.S.Limited(route.ManageScreens) && !v.S.MayAt(route.ManageScreens, string(v.screen.Office)) {
			err = kiosk.ErrUnknownDevice
		}
		return err
	})
	if err != nil {
		return err
	}
	return page.Render(c, fiber.StatusOK, unpairPage(v))
}

// TestSound answers POST /medewerker/schermen/geluid: the board plays its chime.
func (p *Pages) TestSound(c *fiber.Ctx) error {
	return p.onScreen(c, "geluid", func(tx *ledger.Tx, id kiosk.DeviceID) error { _, err := kiosk.TrySound(tx, id); return err })
}

// SetReader answers POST /medewerker/schermen/lezer: where a pillar reads codes.
func (p *Pages) SetReader(c *fiber.Ctx) error {
	at := kiosk.Reader(c.FormValue("lezer"))
	if at == "under" {
		at = kiosk.ReaderUnder
	}
	return p.onScreen(c, "lezer", func(tx *ledger.Tx, id kiosk.DeviceID) error { _, err := kiosk.SetReader(tx, id, at); return err })
}

func (p *Pages) onScreen(c *fiber.Ctx, done string, do func(*ledger.Tx, kiosk.DeviceID) error) error {
	v := screensView{Request: staff.From(c)}
	err := v.Change(p.Ledger, func(tx *ledger.Tx) error { return do(tx, kiosk.DeviceID(c.FormValue("scherm"))) })
	if err == nil {
		return v.Redirect("/medewerker/schermen?gedaan=" + done)
	}
	if v.notice, err = v.Refused(err); err != nil {
		return err
	}
	return p.showScreens(c, v, v.Status())
}
