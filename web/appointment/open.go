package appointment

import (
	"errors"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/resident"
	"balie/web/route"
)

// openView asks for the code of an appointment. With an id its link's secret is enough, which a
// script takes from behind the "#" of the address.
type openView struct {
	id       booking.AppointmentID
	code     string
	fault    string
	strict   bool // the day is asked as well
	day      string
	dayFault string
	known    *knownView // what the id alone shows; nil for none, or for what is over
}

// ShowOpen answers GET /a.
func (p *Pages) ShowOpen(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	return page.Render(c, fiber.StatusOK, p.openPage(c, openView{}))
}

// Open answers POST /a/openen: it opens the appointment that has this code.
func (p *Pages) Open(c *fiber.Ctx) error {
	typed := page.Clip(c.FormValue("code"), longestCode)
	a, err := p.byCode(c, "", typed)
	if err != nil {
		return p.notOpened(c, openView{code: typed}, err)
	}
	return p.opened(c, a.ID)
}

// OpenThis answers POST /a/:id/openen: it opens this appointment with its link's secret or its
// code. That there is no such appointment is answered as a wrong code is.
func (p *Pages) OpenThis(c *fiber.Ctx) error {
	id := booking.AppointmentID(c.Params("id"))
	if opens, sent := booking.OpenedBy(p.Vault, id, c.FormValue("geheim")); opens {
		if sent {
			p.Effort.Proved(c, string(id))
		}
		return p.opened(c, id)
	}
	typed := page.Clip(c.FormValue("code"), longestCode)
	_, err := p.byCode(c, id, typed)
	if err == nil {
		return p.opened(c, id)
	}
	return p.notOpened(c, openView{id: id, code: typed}, err)
}

// byCode finds the appointment that has a code, of this one alone where an id is given.
func (p *Pages) byCode(c *fiber.Ctx, id booking.AppointmentID, typed string) (a booking.Appointment, err error) {
	err = p.Wrong.Try(page.From(c).Machine, c.FormValue("dag"), func() (calendar.Date, error) {
		err := p.read(func(r ledger.Reader) (err error) { a, err = booking.ByCode(r, p.Vault, typed); return err })
		if err == nil && id != "" && a.ID != id {
			err = booking.ErrNoSuchCode
		}
		return a.Offer.Date, err
	})
	return a, err
}

// openPage asks for a code, and for the day while so many wrong ones come in.
func (p *Pages) openPage(c *fiber.Ctx, v openView) templ.Component {
	q := page.From(c)
	v.strict, v.day = p.Wrong.Strict(q.Machine), page.Clip(c.FormValue("dag"), len("2026-12-31"))
	if v.id != "" {
		v.known = p.known(c, v.id)
	}
	return openPage(q, v)
}

func (p *Pages) opened(c *fiber.Ctx, id booking.AppointmentID) error {
	p.passes().Admit(c, id)
	return c.Redirect(string(page.From(c).Href("/a/"+string(id))), fiber.StatusSeeOther)
}

func (p *Pages) notOpened(c *fiber.Ctx, v openView, err error) error {
	if !route.IsOneOf(err, booking.ErrNoSuchCode, booking.ErrCodeShape, booking.ErrUnknownAppointment, resident.ErrCodeDay) {
		return err
	}
	q := page.From(c)
	v.fault = q.T("fault.code.unknown")
	switch {
	case errors.Is(err, booking.ErrCodeShape):
		v.fault = q.T("fault.code.shape")
	case errors.Is(err, resident.ErrCodeDay):
		v.fault, v.dayFault = "", q.T("fault.code.day")
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	return page.Render(c, fiber.StatusUnprocessableEntity, p.openPage(c, v))
}

// Own lets only whoever opened an appointment through to a handler of its pages; everybody else is
// asked for its code, whether the appointment exists or not.
func (p *Pages) Own(handler func(*fiber.Ctx, booking.AppointmentID) error) fiber.Handler {
	return func(c *fiber.Ctx) error {
		id := booking.AppointmentID(c.Params("id"))
		c.Set(fiber.HeaderCacheControl, "no-store")
		if !p.passes().Admitted(c, id) {
			return page.Render(c, fiber.StatusOK, p.openPage(c, openView{id: id}))
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
