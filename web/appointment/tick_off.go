package appointment

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/route"
)

// TickOff answers POST /a/:id/meenemen: it keeps which things to bring are ready. The script sends
// each tick by itself and wants no page back.
func (p *Pages) TickOff(c *fiber.Ctx, id booking.AppointmentID) error {
	var places []int
	for _, value := range route.FormAll(c, "mee") {
		if n, err := strconv.Atoi(value); err == nil {
			places = append(places, n)
		}
	}
	err := p.change(c, func(tx *ledger.Tx) error {
		_, err := booking.TickOff(tx, id, places)
		return err
	})
	switch {
	case route.IsOneOf(err, booking.ErrNotBooked):
		return p.showClosed(c, id, err)
	case err != nil:
		return err
	case c.Get(fiber.HeaderAccept) == fiber.MIMEApplicationJSON:
		return c.SendStatus(fiber.StatusNoContent)
	}
	return c.Redirect(string(page.From(c).Href("/a/"+string(id)+"?mee=1#mee")), fiber.StatusSeeOther)
}
