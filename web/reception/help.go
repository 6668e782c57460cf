package reception

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/kiosk"
)

// AnswerHelp answers POST /medewerker/ontvangst/hulp: the receptionist goes to a visitor at a screen, or was there.
// A call that is over already is answered the same.
func (p *Pages) AnswerHelp(c *fiber.Ctx) error {
	d, err := p.at(c)
	if err != nil {
		return err
	}
	err = d.Change(p.Ledger, func(tx *ledger.Tx) (err error) {
		if over := c.FormValue("klaar"); over != "" {
			_, err = kiosk.EndHelp(tx, kiosk.DeviceID(over))
			return err
		}
		_, err = kiosk.AnswerHelp(tx, kiosk.DeviceID(c.FormValue("scherm")))
		return err
	})
	if err != nil && !errors.Is(err, kiosk.ErrNoHelp) {
		return err
	}
	return d.Redirect(d.path("/medewerker/ontvangst"))
}
