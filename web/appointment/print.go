package appointment

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/paper"
)

// Print answers GET /a/:id/bevestiging.pdf: the appointment's page as a paper. A discreet product
// is not named on it: papers lie on kitchen tables.
func (p *Pages) Print(c *fiber.Ctx, id booking.AppointmentID) error {
	q := page.From(c)
	v, err := p.appointment(c, id)
	if err != nil {
		return err
	}
	discreet := false
	err = p.read(func(r ledger.Reader) (err error) {
		discreet, err = anyDiscreet(r, v.a.Wish)
		return err
	})
	if err != nil {
		return err
	}
	v.address = p.Origin.Of(c) + "/" + q.Words.Tag() + "/a/" + string(v.a.ID)
	content, err := v.paper(q, discreet).PDF()
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	c.Set(fiber.HeaderContentType, "application/pdf")
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="`+q.T("paper.file")+`.pdf"`)
	return c.Send(content)
}

func anyDiscreet(r ledger.Reader, wish catalogue.Wish) (bool, error) {
	for _, l := range wish {
		p, err := catalogue.ProductByID(r, l.Product)
		if err != nil || p.Discreet {
			return p.Discreet, err
		}
	}
	return false, nil
}

// paper is the page in the terms of a paper.
func (v appointmentView) paper(q page.Request, discreet bool) paper.Confirmation {
	c := paper.Confirmation{
		Title: q.T("paper.title"), Office: q.House.Name, Language: q.Words.Tag(), FileTitle: q.T("paper.title"), Made: v.a.Changed,
		When: []string{v.when, v.at}, What: v.what,
		Where:     v.meet.Where,
		CodeLabel: q.T("app.code.say"), Code: v.code, Payload: v.payload,
		BringTitle: paper.Said(q.Words, v.meet.Route, "bring.title"), Bring: v.bring, WhoTitle: q.T("who.title"), Who: v.who,
		Cost:     v.cost,
		HowTitle: q.T("app.how"), How: v.meet.How,
		Foot: slices.DeleteFunc([]string{q.T("cal.change", "address", v.address), v.office.Phone}, func(s string) bool { return s == "" }),
	}
	if discreet {
		c.What, c.Bring, c.Who, c.Cost = []string{q.T("paper.discreet")}, nil, nil, nil
	}
	if v.a.State == booking.Cancelled {
		c.Title, c.FileTitle = q.T("app.cancelled"), q.T("app.cancelled")
		c.Bring, c.Who, c.Cost, c.How, c.Foot = nil, nil, nil, q.T("app.cancelled.text"), nil
	}
	return c
}
