package appointment

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/route"
)

// wishesView asks for what and for how many somebody comes instead.
type wishesView struct {
	a      booking.Appointment
	when   string
	notice *page.Notice
	lines  []wishLine
	more   []wishLine // what combines with it
}

// wishLine is a product and for how many it is chosen, 0 for none.
type wishLine struct {
	product catalogue.Product
	persons int
	had     bool // it is part of the appointment
}

// single reports whether there is no other product to come for.
func (v wishesView) single() bool { return len(v.lines)+len(v.more) == 1 }

// showWishes shows for what and how many an appointment is, or what was chosen instead and why that cannot be.
func (p *Pages) showWishes(c *fiber.Ctx, id booking.AppointmentID, chosen catalogue.Wish, why error) error {
	q := page.From(c)
	v, status := wishesView{}, fiber.StatusOK
	if why != nil {
		var err error
		if v.notice, err = page.Refused(q.Words, why); err != nil {
			return err
		}
		status = route.Status(why)
	}
	err := p.read(func(r ledger.Reader) (err error) {
		if v.a, err = booking.AppointmentByID(r, id); err != nil {
			return err
		}
		if len(chosen) == 0 {
			chosen = v.a.Wish
		}
		o, err := catalogue.OfficeByID(r, v.a.Offer.Office)
		switch {
		case err != nil:
			return err
		case v.a.State != booking.Booked:
			return booking.ErrNotBooked
		case !r.Now().Before(v.a.Begins(o)):
			return booking.ErrStarted
		}
		v.when = q.Words.Moment(v.a.Offer.Date, v.a.Offer.Start)
		v.lines, v.more, err = wishLines(r, v.a, chosen)
		return err
	})
	if route.IsOneOf(err, booking.ErrNotBooked, booking.ErrStarted) {
		return p.showClosed(c, id, err)
	}
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	return page.Render(c, status, wishesPage(q, v))
}

// wishLines are the products of an appointment, and those that combine with them and that residents book themselves.
func wishLines(r ledger.Reader, a booking.Appointment, chosen catalogue.Wish) (had, more []wishLine, err error) {
	persons := map[catalogue.ProductID]int{}
	for _, l := range chosen {
		persons[l.Product] = l.Persons
	}
	are, can, err := booking.RevisionChoices(r, a, false)
	for _, p := range are {
		had = append(had, wishLine{p, persons[p.ID], true})
	}
	for _, p := range can {
		more = append(more, wishLine{p, persons[p.ID], false})
	}
	return had, more, err
}

// revisable reports whether there is anything else for which or with how many one could come.
func revisable(r ledger.Reader, a booking.Appointment) (bool, error) {
	had, more, err := wishLines(r, a, a.Wish)
	return err == nil && (len(more) > 0 || len(had) > 1 || had[0].product.MaxPersons > 1), err
}

// chosenAny reports whether one of these is chosen, so that their list stands open.
func chosenAny(lines []wishLine) bool {
	return slices.ContainsFunc(lines, func(l wishLine) bool { return l.persons > 0 })
}
