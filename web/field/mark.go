package field

import (
	"net/url"

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
	id   string // of the answer, so that it can be taken back
}

// ShowMark answers GET /medewerker/onderweg/oordeel: the resident's page on the team's phone. It shows
// nothing of anybody; after the answer only thanks, until the colleague goes back.
func (p *Pages) ShowMark(c *fiber.Ctx) error {
	v := markView{Request: staff.From(c), stop: c.Query("halte"), done: c.Query("gedaan") == "oordeel", id: c.Query("bij")}
	err := p.Ledger.View(func(r ledger.Reader) error {
		_, _, err := outreach.OutingOfStop(r, outreach.StopID(v.stop))
		return err
	})
	if err != nil {
		return err
	}
	return page.Render(c, fiber.StatusOK, markPage(v))
}

// back is the day after the answer, where it can be taken back.
func (v markView) back() string {
	return path + "?" + url.Values{"halte": {v.stop}, "gedaan": {"oordeel"}, "bij": {v.id}}.Encode()
}
