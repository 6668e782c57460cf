package lobby

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/paper"
)

// PrintPoster answers GET /medewerker/schermen/poster.pdf: a poster for the door of an office, whose code
// opens "I am here" on a visitor's own phone. It is the same for everybody and for years.
func (p *Pages) PrintPoster(c *fiber.Ctx) error {
	q := page.From(c)
	var o catalogue.Office
	err := p.Ledger.View(func(r ledger.Reader) (err error) {
		o, err = catalogue.OfficeByID(r, catalogue.OfficeID(c.Query("locatie")))
		return err
	})
	if err != nil {
		return err
	}
	content, err := paper.Poster{
		Office: q.House.Name, Title: q.T("poster.title"), Steps: []string{q.T("poster.one"), q.T("poster.two"), q.T("poster.three")},
		Payload: p.Origin.Of(c) + "/hier/" + string(o.ID), Foot: []string{o.Name, q.T("poster.else")}, Language: q.Words.Tag(), Made: q.Now,
	}.PDF()
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "application/pdf")
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="`+q.T("poster.file")+`.pdf"`)
	return c.Send(content)
}
