package lobby

import (
	"errors"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/page"
	"balie/web/paper"
)

// bookView asks the name of somebody who takes an appointment instead of a number, and where we call,
// where we do.
type bookView struct {
	checkInView
	product catalogue.ProductID
	persons int
	offer   supply.Offer
	when    string
	key     booking.VisitKey
	phone   bool
	name    string
	number  string
	fault   string
}

func momentOf(o supply.Offer) string { return o.Date.String() + "T" + o.Start.String() }

// offerOf reads what momentOf wrote.
func offerOf(office, moment string) (o supply.Offer, ok bool) {
	date, clock, two := strings.Cut(moment, "T")
	if !two {
		return o, false
	}
	if o.Date.UnmarshalText([]byte(date)) != nil {
		return o, false
	}
	var err error
	o.Office = catalogue.OfficeID(office)
	o.Start, err = calendar.ParseCell(clock)
	return o, err == nil
}

// read takes what was chosen so far from a query or a form.
func (v *bookView) read(r ledger.Reader, value func(string) string) error {
	v.product = catalogue.ProductID(value("product"))
	v.persons, _ = strconv.Atoi(value("n"))
	v.persons = max(v.persons, 1)
	var ok bool
	if v.offer, ok = offerOf(value("locatie"), value("tijd")); !ok {
		return supply.ErrTaken
	}
	need, err := catalogue.Measure(r, v.wish())
	if err != nil {
		return err
	}
	o, err := catalogue.OfficeByID(r, v.offer.Office)
	v.phone = need.Phone
	v.when = v.moment(v.offer)
	if o.ID != v.office.ID {
		v.when += ", " + o.Name
	}
	return err
}

func (v bookView) wish() catalogue.Wish {
	return catalogue.Wish{{Product: v.product, Persons: v.persons}}
}

// ShowBook answers GET /zuil/afspraak.
func (p *Pages) ShowBook(c *fiber.Ctx) error {
	base, err := p.checkIn(c)
	if err != nil {
		return err
	}
	v := bookView{checkInView: base, key: booking.NewVisitKey()}
	v.title, v.back = v.q.T("pillar.name"), "/zuil/nummer"
	if err := p.Ledger.View(func(r ledger.Reader) error {
		return v.read(r, func(name string) string { return strings.Clone(c.Query(name)) })
	}); err != nil {
		return p.sorry(v.checkInView, err)
	}
	return page.Render(c, fiber.StatusOK, bookPage(v))
}

// Book answers POST /zuil/afspraak: it holds the time and books it at once. Sent twice it is one
// appointment. What it shows has no address.
func (p *Pages) Book(c *fiber.Ctx) error {
	base, err := p.checkIn(c)
	if err != nil {
		return err
	}
	v := bookView{checkInView: base, name: c.FormValue("naam"), number: c.FormValue("telefoon")}
	v.title, v.back = v.q.T("pillar.name"), "/zuil/nummer"
	if err := p.Ledger.View(func(r ledger.Reader) error { return v.read(r, func(name string) string { return c.FormValue(name) }) }); err != nil {
		return p.sorry(v.checkInView, err)
	}
	if v.key, err = booking.ParseVisitKey(c.FormValue("v")); err != nil {
		return err
	}
	d := contact.Details{Name: v.name, Phone: v.number, Channel: contact.None}.Tidy(contact.Need{Phone: v.phone})
	if problems := d.Check(contact.Need{Phone: v.phone}); len(problems) > 0 {
		v.fault = v.q.T("fault." + problems[0].Key)
		return page.Render(c, fiber.StatusUnprocessableEntity, bookPage(v))
	}
	a, err := p.book(v, d)
	if err != nil {
		return p.sorry(v.checkInView, err)
	}
	v.title, v.rest, v.back = v.q.T("pillar.booked"), true, ""
	result := resultView{checkInView: v.checkInView, says: v.q.T("pillar.booked.text"), code: booking.SpokenCode(p.Vault, a), when: v.when}
	if result.qr, result.size, err = paper.QRPath(paper.VisitCode(p.Origin.Of(c), string(a.ID))); err != nil {
		return err
	}
	return page.Render(c, fiber.StatusOK, resultPage(result))
}

func (p *Pages) book(v bookView, d contact.Details) (a booking.Appointment, err error) {
	language := v.q.Words.Tag()
	if v.further != "" {
		language = "nl"
	}
	ask := booking.Request{Key: v.key, Lang: language, Contact: d, Anonymous: true, Here: true, Unasked: true}
	err = p.change(v.c, func(tx *ledger.Tx) (err error) {
		if a, err = booking.Book(tx, p.Vault, ask); !errors.Is(err, booking.ErrHoldGone) {
			return err
		}
		if _, err = booking.TakeHold(tx, v.key, v.wish(), v.offer); err != nil {
			return err
		}
		a, err = booking.Book(tx, p.Vault, ask)
		return err
	})
	return a, err
}
