package counter

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/queue"
	"balie/web/page"
	"balie/web/staff"
)

// act answers the POST of a button of the desk: it does it on behalf of the colleague and shows the
// workplace again. Without a desk of their own they choose one first.
func (p *Pages) act(do func(c *fiber.Ctx, at queue.DeskRequest) error) fiber.Handler {
	return func(c *fiber.Ctx) error {
		at, found, err := p.place(c)
		if err != nil {
			return err
		}
		if !found {
			return p.showPlaces(c, fiber.StatusForbidden, queue.ErrNotYours)
		}
		if err := do(c, at); err != nil {
			return p.showWork(c, err)
		}
		return p.back(c)
	}
}

// within is act for what is one transaction about one ticket.
func (p *Pages) within(do func(tx *ledger.Tx, at queue.DeskRequest, id queue.TicketID) error) fiber.Handler {
	return p.act(func(c *fiber.Ctx, at queue.DeskRequest) error {
		id := ticket(c)
		return staff.From(c).Change(p.Ledger, func(tx *ledger.Tx) error { return do(tx, at, id) })
	})
}

// partHeader asks for the area of the desk alone, as the page's script does.
const partHeader = "X-Balie-Part"

// back shows the workplace after something was done: as a page of its own, or its part alone.
func (p *Pages) back(c *fiber.Ctx) error {
	if c.Get(partHeader) != "" {
		return p.ShowNow(c)
	}
	return c.Redirect(string(page.From(c).Href(workPath)), fiber.StatusSeeOther)
}
