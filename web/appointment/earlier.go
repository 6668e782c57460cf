package appointment

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/lang"
	"balie/web/page"
	"balie/web/route"
)

// waitView is where somebody stands who would like to come earlier.
type waitView struct {
	can     bool // they can be told quickly enough
	waits   bool
	days    []string // on which they are moved by themselves
	offered string   // the time that is held for them
	until   string
}

func readWait(r ledger.Reader, w lang.Words, a booking.Appointment) (v waitView, err error) {
	v.can = a.Channel == contact.ByEmail || a.Channel == contact.BySMS
	wait, found, err := booking.WaitOf(r, a.ID)
	if err != nil || !found || wait.State == booking.WaitEnded {
		return v, err
	}
	v.waits = true
	for _, d := range wait.Days {
		v.days = append(v.days, w.Day(d))
	}
	if wait.State != booking.Offered || !r.Now().Before(wait.Until) {
		return v, nil
	}
	o, err := catalogue.OfficeByID(r, wait.Offer.Office)
	v.offered = w.T("asked.time", "when", w.Moment(wait.Offer.Date, wait.Offer.Start), "where", o.Name)
	v.until = w.Instant(wait.Until, o.Location())
	return v, err
}

// earlierView asks how somebody would like to come earlier.
type earlierView struct {
	id     booking.AppointmentID
	when   string
	wait   waitView
	days   []earlierDay
	self   bool // days were asked for and none was chosen
	notice *page.Notice
}

type earlierDay struct {
	value, text string
	chosen      bool
}

// mostEarlier is how many days before the appointment the page proposes.
const mostEarlier = 15

// ShowEarlier answers GET /a/:id/eerder.
func (p *Pages) ShowEarlier(c *fiber.Ctx, id booking.AppointmentID) error {
	return p.showEarlier(c, fiber.StatusOK, id, nil)
}

func (p *Pages) showEarlier(c *fiber.Ctx, status int, id booking.AppointmentID, said *page.Notice) error {
	q := page.From(c)
	v := earlierView{id: id, notice: said, self: said != nil}
	err := p.read(func(r ledger.Reader) error { return v.fill(r, q.Words) })
	if route.IsOneOf(err, booking.ErrNotBooked, booking.ErrStarted) {
		return p.showClosed(c, id, err)
	}
	if err != nil {
		return err
	}
	return page.Render(c, status, earlierPage(q, v))
}

func (v *earlierView) fill(r ledger.Reader, w lang.Words) error {
	a, err := booking.AppointmentByID(r, v.id)
	if err != nil {
		return err
	}
	o, err := catalogue.OfficeByID(r, a.Offer.Office)
	if err != nil {
		return err
	}
	if a.State != booking.Booked {
		return booking.ErrNotBooked
	}
	v.when = w.Moment(a.Offer.Date, a.Offer.Start)
	if v.wait, err = readWait(r, w, a); err != nil {
		return err
	}
	wait, _, err := booking.WaitOf(r, v.id)
	if err != nil {
		return err
	}
	month, err := supply.Month(r, o.ID, supply.Query{Wish: a.Wish, Moving: a.ID, Audience: a.Audience()}, o.Today(r.Now())+1, a.Offer.Date-1)
	for _, d := range month {
		if d.State != supply.Closed && len(v.days) < mostEarlier {
			v.days = append(v.days, earlierDay{d.Date.String(), w.Day(d.Date), slices.Contains(wait.Days, d.Date)})
		}
	}
	return err
}

// WaitForEarlier answers POST /a/:id/eerder: to be asked, or moved by itself to some days.
func (p *Pages) WaitForEarlier(c *fiber.Ctx, id booking.AppointmentID) error {
	var days []calendar.Date
	if c.FormValue("hoe") == "vanzelf" {
		for _, text := range route.FormAll(c, "dag") {
			if d, err := calendar.ParseDate(text); err == nil {
				days = append(days, d)
			}
		}
		if len(days) == 0 {
			q := page.From(c)
			return p.showEarlier(c, fiber.StatusUnprocessableEntity, id, page.NewNotice(page.Bad, q.T("earlier.nodays"), q.T("earlier.nodays.do")))
		}
	}
	return p.waiting(c, id, "?eerder=1", func(tx *ledger.Tx) error { _, err := booking.WaitForEarlier(tx, id, days); return err })
}

// StopWaiting answers POST /a/:id/eerder/weg.
func (p *Pages) StopWaiting(c *fiber.Ctx, id booking.AppointmentID) error {
	return p.waiting(c, id, "", func(tx *ledger.Tx) error { return booking.StopWaiting(tx, id) })
}

// AnswerEarlier answers POST /a/:id/eerder/antwoord: the earlier time, or the one they have.
func (p *Pages) AnswerEarlier(c *fiber.Ctx, id booking.AppointmentID) error {
	if c.FormValue("keuze") != "ja" {
		return p.waiting(c, id, "", func(tx *ledger.Tx) error { return booking.DeclineEarlier(tx, id) })
	}
	return p.waiting(c, id, "?verzet=1", func(tx *ledger.Tx) error { _, err := booking.AcceptEarlier(tx, id); return err })
}

func (p *Pages) waiting(c *fiber.Ctx, id booking.AppointmentID, said string, fn func(*ledger.Tx) error) error {
	err := p.change(c, fn)
	if route.IsOneOf(err, booking.ErrNoWait, booking.ErrWaitOver, booking.ErrWaitChannel, booking.ErrWaitDays, booking.ErrNotBooked, booking.ErrStarted, supply.ErrTaken, supply.ErrPast) {
		return p.showClosed(c, id, err)
	}
	if err != nil {
		return err
	}
	return c.Redirect(string(page.From(c).Href("/a/"+string(id)+said)), fiber.StatusSeeOther)
}
