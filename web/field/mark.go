package field

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/outreach"
	"balie/web/page"
	"balie/web/staff"
)

// markView is the phone as it is handed over: a question with five answers, and nothing else.
type markView struct {
	staff.Request
	stop string
	done bool
}

// ShowMark answers GET /medewerker/onderweg/oordeel: the resident's page on the team's phone. It shows
// nothing of anybody; after the answer only thanks, until the colleague goes back.
func (p *Pages) ShowMark(c *fiber.Ctx) error {
	v := markView{Request: staff.From(c), stop: c.Query("halte"), done: c.Query("gedaan") == "oordeel"}
	err := p.Ledger.View(func(r ledger.Reader) error {
		_, _, err := outreach.OutingOfStop(r, outreach.StopID(v.stop))
		return err
	})
	if err != nil {
		return err
	}
	return page.Render(c, fiber.StatusOK, markPage(v))
}
