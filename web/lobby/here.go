package lobby

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/page"
)

// ShowHere answers GET /hier/:office, where the poster at the door leads: the code of one's appointment
// opens it, and "I am here" stands there.
func (p *Pages) ShowHere(c *fiber.Ctx) error {
	q := page.From(c)
	var o catalogue.Office
	err := p.Ledger.View(func(r ledger.Reader) (err error) {
		o, err = catalogue.OfficeByID(r, catalogue.OfficeID(c.Params("office")))
		return err
	})
	if err != nil {
		return err
	}
	return page.Render(c, fiber.StatusOK, herePage(q, o))
}
