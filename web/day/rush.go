package day

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/ledger"
)

// SetRush answers POST /medewerker/uitval/drukte: online the office asks for a code before a time becomes an
// appointment, or no more.
func (p *Pages) SetRush(c *fiber.Ctx) error {
	d, err := p.at(c, 0)
	if err != nil {
		return err
	}
	on, done := c.FormValue("vraag") != "", "rustig"
	if on {
		done = "druk"
	}
	if err := d.Change(p.Ledger, func(tx *ledger.Tx) error { return booking.SetRush(tx, d.office.ID, on) }); err != nil {
		return err
	}
	return c.Redirect(d.outAt(done), fiber.StatusSeeOther)
}
