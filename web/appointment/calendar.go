package appointment

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/paper"
)

// Calendar answers GET /a/:id/afspraak.ics: the appointment for a calendar, under the id that its mail
// has too, so that it stands there once. A discreet product is not named: calendars are shared.
func (p *Pages) Calendar(c *fiber.Ctx, id booking.AppointmentID) error {
	q := page.From(c)
	v, err := p.appointment(c, id)
	if err != nil {
		return err
	}
	var discreet bool
	err = p.read(func(r ledger.Reader) (err error) {
		discreet, err = anyDiscreet(r, v.a.Wish)
		return err
	})
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	c.Set(fiber.HeaderContentType, "text/calendar; charset=utf-8")
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="`+q.T("paper.file")+`.ics"`)
	e := v.entry(q, p.Origin.Of(c), discreet)
	e.Remind = c.Query("wekker") != "nee"
	return c.Send(e.ICS())
}

// entry is the page in the terms of a calendar.
func (v appointmentView) entry(q page.Request, base string, discreet bool) paper.Entry {
	_, host, _ := strings.Cut(base, "://")
	e := paper.Entry{
		UID: string(v.a.ID) + "@" + host, Sequence: v.a.Moves, Stamp: v.a.Changed, From: v.a.Begins(v.office), To: v.a.Ends(v.office), Zone: v.office.Location(),
		Summary: q.Words.List(v.what), Where: strings.Join(v.meet.Where, ", "),
		URL: base + "/" + q.Words.Tag() + "/a/" + string(v.a.ID),
	}
	bring, cost := v.bring, v.cost
	if discreet {
		e.Summary, bring, cost = q.T("paper.discreet"), nil, nil
	}
	e.Details = paper.Details(q.Words, v.code, bring, cost, v.meet.How, e.URL)
	if v.a.State == booking.Cancelled {
		e.Cancelled, e.Sequence = true, v.a.Moves+1
	}
	return e
}
