package resident

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/lang"
	"balie/web/page"
)

// ShowTimes answers GET /afspraak/tijd: the times for what was chosen.
func (p *Pages) ShowTimes(c *fiber.Ctx) error {
	q := page.From(c)
	wish, err := wishOf(queryAll(c, "p"))
	if err != nil {
		return err
	}
	key, err := booking.ParseVisitKey(c.Query("v"))
	if err != nil {
		key = booking.NewVisitKey()
	}
	ask := timesAsk{
		ask:    booking.Asking{Wish: wish, Key: key},
		office: booking.OfficeID(c.Query("locatie")), month: c.Query("maand"), day: c.Query("dag"), all: c.Query("alle") != "",
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	if done, err := p.showShared(c, q, wish, key, ask); done || err != nil {
		return err
	}
	v := p.bookingTimes(q, wish, key, contact.Details{})
	if err := p.read(func(r ledger.Reader) error { return v.finish(r, q.Words, ask) }); err != nil {
		return err
	}
	return page.Render(c, fiber.StatusOK, timesPage(q, v))
}

// bookingTimes is the page of times on the way to a new appointment.
func (p *Pages) bookingTimes(q page.Request, wish booking.Wish, key booking.VisitKey, d contact.Details) timesView {
	w := q.Words
	v := timesView{
		effort:  p.ask(q.Now),
		heading: w.T("time.title"), submit: w.T("time.go"), short: w.T("time.go.short"), stepped: true, wish: wish,
		action: "/afspraak/tijd", base: "/afspraak/tijd", extraQuery: []string{"v", string(key)},
	}
	v.back = "/afspraak" + query(wish, v.extraQuery...)
	v.hidden = []hidden{{"v", string(key)}}
	for _, pair := range pairs(wish) {
		v.hidden = append(v.hidden, hidden{"p", pair})
	}
	v.hidden = append(v.hidden, typed(d)...)
	v.here = v.base + query(wish, v.extraQuery...)
	if len(typed(d)) > 0 {
		v.resend = v.action
	}
	return v
}

// finish builds the page and carries its place along in the form.
func (v *timesView) finish(r ledger.Reader, w lang.Words, a timesAsk) error {
	if err := v.build(r, w, a); err != nil {
		return err
	}
	v.hidden = append(v.hidden, hidden{"locatie", string(v.office.ID)})
	return nil
}
