package appointment

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/route"
)

// ShowCancel answers GET /a/:id/afzeggen: it asks whether this is really meant.
func (p *Pages) ShowCancel(c *fiber.Ctx, id booking.AppointmentID) error {
	q := page.From(c)
	v, err := p.appointment(c, id)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	if !v.changeable {
		v.title(q, false, false)
		return page.Render(c, fiber.StatusOK, appointmentPage(q, v))
	}
	return page.Render(c, fiber.StatusOK, cancelPage(q, v))
}

// Cancel answers POST /a/:id/afzeggen. Sent twice it is answered the same.
func (p *Pages) Cancel(c *fiber.Ctx, id booking.AppointmentID) error {
	err := p.change(c, func(tx *ledger.Tx) error {
		_, err := booking.Cancel(tx, id)
		return err
	})
	switch {
	case route.IsOneOf(err, booking.ErrNotBooked, booking.ErrStarted):
		return p.showClosed(c, id, err)
	case err != nil:
		return err
	}
	return c.Redirect(string(page.From(c).Href("/a/"+string(id))), fiber.StatusSeeOther)
}
