package phone

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/ledger"
	"balie/web/audit"
	"balie/web/page"
	"balie/web/staff"
)

// historyView is what happened to an appointment that the caller has shown to be theirs.
type historyView struct {
	staff.Request
	access string
	lines  []audit.Line
}

// ShowHistory answers GET /medewerker/telefoon/geschiedenis: what happened to an appointment, and that colleagues did
// something with it, not which.
func (p *Pages) ShowHistory(c *fiber.Ctx) error {
	v := historyView{Request: staff.From(c)}
	id, err := p.opened(v.Request)
	if err != nil {
		return p.again(v.Request, err)
	}
	v.access = p.access(v.Request, id)
	err = p.Ledger.View(func(r ledger.Reader) error {
		a, err := booking.AppointmentByID(r, id)
		if err == nil {
			v.lines, err = audit.History(r, v.Request, string(id), a.Made)
		}
		return err
	})
	if err != nil {
		return err
	}
	return page.Render(c, v.Status(), historyPage(v))
}
