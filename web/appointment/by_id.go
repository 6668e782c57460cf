package appointment

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/kiosk"
	"balie/queue"
	"balie/web/page"
)

// knownView is what whoever has the id alone sees, as it stands in the code on a paper: when and where, and
// that they can say to be here. It names nobody and nothing that they come for.
type knownView struct {
	when, where string
	off         bool
	here        bool
	ticket      queue.TicketID
	notice      *page.Notice
}

// ByCode answers GET /Q/:id, which is what the code of an appointment holds.
func (p *Pages) ByCode(c *fiber.Ctx) error {
	return c.Redirect(string(page.From(c).Href("/a/"+booking.Scanned(c.Params("id")))), fiber.StatusSeeOther)
}

// known reads what an id alone shows, until the day of the visit is over; nil for nothing.
func (p *Pages) known(c *fiber.Ctx, id booking.AppointmentID) (k *knownView) {
	q := page.From(c)
	_ = p.read(func(r ledger.Reader) error {
		a, err := booking.AppointmentByID(r, id)
		if err != nil {
			return err
		}
		o, err := catalogue.OfficeByID(r, a.Offer.Office)
		if err != nil || a.Offer.Date < o.Today(r.Now()) {
			return err
		}
		v := appointmentView{a: a, office: o}
		door, err := v.door(r, q)
		if err != nil {
			return err
		}
		meet, err := p.meeting(r, q.Words, a, o)
		if err != nil {
			return err
		}
		k = &knownView{when: q.Words.Date(a.Offer.Date) + ", " + meet.At, where: o.Name, off: a.State == booking.Cancelled, here: door.here, ticket: door.ticket}
		if said := c.Query("hier"); slices.Contains(outcomes, kiosk.Outcome(said)) {
			k.notice = page.NewNotice(page.Warn, q.T("door.out."+said), q.T("door.out."+said+".do"))
		}
		return nil
	})
	return k
}

// HereByID is Here for whoever has the id, which is enough to arrive: the door asks for no more.
func (p *Pages) HereByID(c *fiber.Ctx) error {
	id := booking.AppointmentID(c.Params("id"))
	c.Set(fiber.HeaderCacheControl, "no-store")
	if p.known(c, id) == nil {
		return page.Render(c, fiber.StatusOK, p.openPage(c, openView{id: id}))
	}
	return p.Here(c, id)
}
