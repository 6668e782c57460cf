package demo

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/change"
	"balie/booking/ledger"
	"balie/web/route"
)

// When the story closes the town hall: two days from now, on a Thursday, on which people have appointments.
const (
	afternoon  calendar.Cell = 13 * 60 / calendar.CellMinutes
	afterHours calendar.Cell = 20 * 60 / calendar.CellMinutes
	daysAhead                = 2
)

// closeAfternoon closes the town hall on an afternoon of this week, as a planned change: whoever loses a time gets
// another, and is told a quarter of an hour later.
func (p *Pages) closeAfternoon(c *fiber.Ctx) error {
	var plan change.Plan
	err := p.Ledger.View(func(r ledger.Reader) error {
		o, err := catalogue.OfficeByID(r, p.Town.Office)
		if err != nil {
			return err
		}
		day := o.Today(r.Now()).AddDays(daysAhead)
		d := catalogue.NewDraft(r, catalogue.Configuration)
		err = d.PutClosure(o.ID, calendar.Closure{ID: "studiemiddag-" + day.String(), From: day, Until: day, Start: afternoon, End: afterHours, Reason: "Studiemiddag"})
		if err != nil {
			return err
		}
		plan, err = change.Foresee(r, d, o.ID, booking.OfficeClosed)
		return err
	})
	if err != nil {
		return err
	}
	ctx, cancel := route.Patience(c)
	defer cancel()
	_, err = change.Make(ctx, p.Ledger, actor, plan)
	return err
}
