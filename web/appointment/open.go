package appointment

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/route"
)

// openView asks for the code of an appointment. With an id its link's secret is enough, which a
// script takes from behind the "#" of the address.
type openView struct {
	id    booking.AppointmentID
	code  string
	fault string
}

// ShowOpen answers GET /a.
func (p *Pages) ShowOpen(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	return page.Render(c, fiber.StatusOK, openPage(page.From(c), openView{}))
}

// Open answers POST /a/openen: it opens the appointment that has this code.
func (p *Pages) Open(c *fiber.Ctx) error {
	typed := page.Clip(c.FormValue("code"), longestCode)
	a, err := p.byCode(typed)
	if err != nil {
		return p.notOpened(c, openView{code: typed}, err)
	}
	return p.opened(c, a.ID)
}

// OpenThis answers POST /a/:id/openen: it opens this appointment with its link's secret or its
// code. That there is no such appointment is answered as a wrong code is.
func (p *Pages) OpenThis(c *fiber.Ctx) error {
	id := booking.AppointmentID(c.Params("id"))
	if secret := c.FormValue("geheim"); secret != "" && booking.OpensWith(p.Vault, id, secret) {
		return p.opened(c, id)
	}
	typed := page.Clip(c.FormValue("code"), longestCode)
	a, err := p.byCode(typed)
	if err == nil && a.ID == id {
		return p.opened(c, id)
	}
	if err == nil {
		err = booking.ErrNoSuchCode
	}
	return p.notOpened(c, openView{id: id, code: typed}, err)
}

func (p *Pages) byCode(typed string) (a booking.Appointment, err error) {
	err = p.read(func(r ledger.Reader) error {
		a, err = booking.ByCode(r, p.Vault, typed)
		return err
	})
	return a, err
}

func (p *Pages) opened(c *fiber.Ctx, id booking.AppointmentID) error {
	p.passes().Admit(c, id)
	return c.Redirect(string(page.From(c).Href("/a/"+string(id))), fiber.StatusSeeOther)
}

func (p *Pages) notOpened(c *fiber.Ctx, v openView, err error) error {
	if !route.IsOneOf(err, booking.ErrNoSuchCode, booking.ErrCodeShape, booking.ErrUnknownAppointment) {
		return err
	}
	q := page.From(c)
	v.fault = q.T("fault.code.unknown")
	if errors.Is(err, booking.ErrCodeShape) {
		v.fault = q.T("fault.code.shape")
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	return page.Render(c, fiber.StatusUnprocessableEntity, openPage(q, v))
}

// Own lets only whoever opened an appointment through to a handler of its pages; everybody else is
// asked for its code, whether the appointment exists or not.
func (p *Pages) Own(handler func(*fiber.Ctx, booking.AppointmentID) error) fiber.Handler {
	return func(c *fiber.Ctx) error {
		id := booking.AppointmentID(c.Params("id"))
		c.Set(fiber.HeaderCacheControl, "no-store")
		if !p.passes().Admitted(c, id) {
			return page.Render(c, fiber.StatusOK, openPage(page.From(c), openView{id: id}))
		}
		return handler(c, id)
	}
}

// Leave answers POST /a/:id/sluiten as Clear does, for the pages of an appointment.
func (p *Pages) Leave(c *fiber.Ctx) error {
	p.passes().Dismiss(c, booking.AppointmentID(c.Params("id")))
	return p.Clear(c)
}

// longestCode is what we read of a typed code at most.
const longestCode = 80
