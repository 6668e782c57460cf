package resident

import (
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/lang"
	"balie/web/page"
)

// ShowTimes answers GET /afspraak/tijd: the times for what was chosen.
func (p *Pages) ShowTimes(c *fiber.Ctx) error {
	q := page.From(c)
	wish, err := WishOf(QueryAll(c, "p"))
	if err != nil {
		return err
	}
	key, err := booking.ParseVisitKey(c.Query("v"))
	if err != nil {
		key = booking.NewVisitKey()
	}
	ask := askOf(c, supply.Query{Wish: wish, Key: key})
	if u := urgencyFrom(c); u.Reason != catalogue.NotUrgent {
		if err := p.read(func(r ledger.Reader) error { return ask.hurry(r, u) }); err != nil {
			return err
		}
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	if done, err := p.showShared(c, q, wish, key, ask); done || err != nil {
		return err
	}
	v := p.bookingTimes(c, q, wish, key, contact.Details{})
	if err := p.read(func(r ledger.Reader) error { return v.finish(r, q.Words, ask) }); err != nil {
		return err
	}
	return page.Render(c, fiber.StatusOK, timesPage(q, v))
}

// bookingTimes is the page of times on the way to a new appointment.
func (p *Pages) bookingTimes(c *fiber.Ctx, q page.Request, wish catalogue.Wish, key booking.VisitKey, d contact.Details) timesView {
	v := timesView{
		effort: p.Effort.Ask(c, string(key)), stepped: true, wish: wish,
		action: "/afspraak/tijd", base: "/afspraak/tijd", extraQuery: append([]string{"v", string(key)}, said(urgencyFrom(c))...),
	}
	v.back = "/afspraak" + query(wish, v.extraQuery...)
	v.hidden = []hidden{{"v", string(key)}}
	for _, pair := range Pairs(wish) {
		v.hidden = append(v.hidden, hidden{"p", pair})
	}
	for i, pairs := 0, said(urgencyFrom(c)); i+1 < len(pairs); i += 2 {
		v.hidden = append(v.hidden, hidden{pairs[i], pairs[i+1]})
	}
	v.hidden = append(v.hidden, typed(d)...)
	if len(typed(d)) > 0 {
		v.resend = v.action
	}
	return v
}

// hurry lets who cannot wait choose from the reserves too, and knows the last lawful day.
func (a *timesAsk) hurry(r ledger.Reader, u catalogue.Urgency) error {
	offices, err := catalogue.OfficesFor(r, a.ask.Wish)
	if err != nil {
		return err
	}
	office, err := pick(offices, a.office)
	if err != nil {
		return err
	}
	a.ask.Audience = supply.Urgent
	a.last, _ = u.LastDay()
	return catalogue.CheckUrgent(r, a.ask.Wish, office.ID, u)
}

// goOn lets who held a time from a reserve choose from it again.
func (a *timesAsk) goOn(r ledger.Reader) {
	key, _ := a.ask.Key.(booking.VisitKey)
	if key == "" || a.ask.Audience != supply.Public {
		return
	}
	h, _ := booking.HoldOf(r, key) // also one that ended says for whom it was
	if h.For == supply.Urgent && slices.Equal(h.Wish, a.ask.Wish) {
		a.ask.Audience, a.last = h.For, h.Last
	}
}

// finish builds the page.
func (v *timesView) finish(r ledger.Reader, w lang.Words, a timesAsk) error {
	a.goOn(r)
	if err := v.build(r, w, a); err != nil {
		return err
	}
	v.here = strings.TrimSuffix(v.link(""), "#")
	return nil
}
