package appointment

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/resident"
	"balie/web/route"
)

// contactView asks anew how we can reach somebody. The name cannot be changed.
type contactView struct {
	known   string // how we reach them now, half hidden
	a       booking.Appointment
	details contact.Details
	need    contact.Need
	route   catalogue.Route
	faults  map[string]string
	list    []page.Fault
	sms     bool
}

// ShowReach answers GET /a/:id/bereiken.
func (p *Pages) ShowContact(c *fiber.Ctx, id booking.AppointmentID) error {
	return p.showReach(c, fiber.StatusOK, id, nil, nil)
}

// showReach shows the form with what was typed. What we know is shown half hidden: whoever has
// the code alone learns no address and no number.
func (p *Pages) showReach(c *fiber.Ctx, status int, id booking.AppointmentID, typed *contact.Details, problems []contact.Problem) error {
	q := page.From(c)
	v := contactView{faults: map[string]string{}, sms: p.SMS}
	err := p.read(func(r ledger.Reader) (err error) {
		if v.a, err = booking.AppointmentByID(r, id); err != nil {
			return err
		}
		need, err := catalogue.Measure(r, v.a.Wish)
		if err != nil {
			return err
		}
		v.route = need.Route
		if v.need, err = booking.NeedOf(r, v.a.Wish, v.a.Offer.Date); err != nil {
			return err
		}
		known, err := contact.Read(r, p.Vault, id.Subject())
		v.details.Channel, v.known = known.Channel, told(q.Words, known, p.Mail)
		return err
	})
	if err != nil {
		return err
	}
	if v.a.State != booking.Booked {
		return p.showClosed(c, id, booking.ErrNotBooked)
	}
	if typed != nil {
		v.details = *typed
	}
	for _, problem := range problems {
		field, said := resident.FieldID(problem), q.T("fault."+problem.Key)
		v.faults[field] = said
		v.list = append(v.list, page.Fault{Field: field, Text: said})
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	return page.Render(c, status, contactPage(q, v))
}

// Reach answers POST /a/:id/bereiken. Sent twice it is answered the same.
func (p *Pages) ChangeContact(c *fiber.Ctx, id booking.AppointmentID) error {
	typed := resident.ContactOf(c)
	problems, err := p.judgeReach(id, typed)
	if err != nil {
		return err
	}
	if len(problems) > 0 {
		return p.showReach(c, fiber.StatusUnprocessableEntity, id, &typed, problems)
	}
	err = p.change(c, func(tx *ledger.Tx) error {
		_, err := booking.ChangeContact(tx, p.Vault, id, typed)
		return err
	})
	switch {
	case route.IsOneOf(err, booking.ErrNotBooked, booking.ErrStarted, booking.ErrMany):
		return p.showClosed(c, id, err)
	case err != nil:
		return err
	}
	return c.Redirect(string(page.From(c).Href("/a/"+string(id)+"?bereik=1")), fiber.StatusSeeOther)
}

// judgeReach names what is wrong with what was typed, under the name that the appointment has.
func (p *Pages) judgeReach(id booking.AppointmentID, typed contact.Details) (problems []contact.Problem, err error) {
	err = p.read(func(r ledger.Reader) error {
		a, err := booking.AppointmentByID(r, id)
		if err != nil {
			return err
		}
		known, err := contact.Read(r, p.Vault, id.Subject())
		if err != nil {
			return err
		}
		n, err := booking.NeedOf(r, a.Wish, a.Offer.Date) // its questions were answered at booking
		need := contact.Need{Phone: n.Phone}
		problems = booking.Completed(typed, known).Tidy(need).Check(need)
		return err
	})
	return problems, err
}
