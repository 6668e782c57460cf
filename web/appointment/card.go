package appointment

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/web/page"
	"balie/web/paper"
)

// ShowCard answers GET /a/:id/kaart: when, where and the code in large type, to show at the door or
// to print.
func (p *Pages) ShowCard(c *fiber.Ctx, id booking.AppointmentID) error {
	return p.withBooked(c, id, func(q page.Request, v appointmentView) error {
		return page.Render(c, fiber.StatusOK, cardPage(q, v))
	})
}

// PrintCard answers GET /a/:id/kaart.pdf: the same card as a paper.
func (p *Pages) PrintCard(c *fiber.Ctx, id booking.AppointmentID) error {
	return p.withBooked(c, id, func(q page.Request, v appointmentView) error {
		content, err := v.card(q).PDF()
		if err != nil {
			return err
		}
		c.Set(fiber.HeaderContentType, "application/pdf")
		c.Set(fiber.HeaderContentDisposition, `attachment; filename="`+q.T("card.file")+`.pdf"`)
		return c.Send(content)
	})
}

// withBooked shows an appointment that stands; of any other it shows what became of it.
func (p *Pages) withBooked(c *fiber.Ctx, id booking.AppointmentID, show func(page.Request, appointmentView) error) error {
	q := page.From(c)
	v, err := p.appointment(c, id)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	if v.a.State != booking.Booked {
		return p.showClosed(c, id, booking.ErrNotBooked)
	}
	return show(q, v)
}

// card is the page in the terms of a paper.
func (v appointmentView) card(q page.Request) paper.LargeCard {
	return paper.LargeCard{
		Office: q.House.Name, Title: q.T("paper.title"), When: []string{v.when, v.at},
		Where:     v.meet.Where,
		CodeLabel: q.T("app.code.say"), Code: v.code, Payload: v.payload, Language: q.Words.Tag(), Made: v.a.Changed,
		Foot: slices.DeleteFunc([]string{v.office.Phone}, func(s string) bool { return s == "" }),
	}
}
