package reception

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/kiosk"
	"balie/web/page"
	"balie/web/route"
)

// answerView is what the door said where it gave no ticket.
type answerView struct {
	request
	outcome   kiosk.Outcome
	what, do  string
	id        booking.AppointmentID
	overrules bool // the receptionist may let them in all the same
	key       string
}

// Arrive answers POST /medewerker/ontvangst/aanmelden: somebody of today is here. Sent twice it is
// answered with the same number.
func (p *Pages) Arrive(c *fiber.Ctx) error {
	d, err := p.at(c)
	if err != nil {
		return err
	}
	return p.arrive(d, kiosk.Arrival{
		Office: d.office.ID, Appointment: booking.AppointmentID(c.FormValue("afspraak")), Staff: c.FormValue("toch") != "",
	})
}

func (p *Pages) arrive(d request, arrival kiosk.Arrival) error {
	var answer kiosk.Answer
	err := d.Change(p.Ledger, func(tx *ledger.Tx) (err error) {
		answer, err = kiosk.Arrive(tx, p.Vault, arrival)
		return err
	})
	if err != nil {
		v := homeView{request: d}
		if v.notice, err = d.Refused(err); err != nil {
			return err
		}
		return p.show(v, d.C.Response().StatusCode())
	}
	if answer.Ticket.ID != "" {
		return d.Redirect(d.path("/medewerker/ontvangst/nummer", "nummer", string(answer.Ticket.Number), "gedaan", string(answer.Outcome)))
	}
	v := answerView{request: d, outcome: answer.Outcome, id: answer.Appointment.ID, key: route.NewKey()}
	v.overrules = answer.Outcome == kiosk.TooEarly || answer.Outcome == kiosk.TooLate
	if err := p.Ledger.View(func(r ledger.Reader) error { return v.say(r, answer) }); err != nil {
		return err
	}
	return page.Render(d.C, fiber.StatusOK, answerPage(v))
}

// say puts the outcome into words, with when and where it should have been.
func (v *answerView) say(r ledger.Reader, answer kiosk.Answer) error {
	w, offer := v.Q.Words, answer.Appointment.Offer
	pairs := []any{"when", w.Moment(offer.Date, offer.Start)}
	if offer.Office != "" {
		o, err := catalogue.OfficeByID(r, offer.Office)
		if err != nil {
			return err
		}
		pairs = append(pairs, "where", o.Name)
	}
	if !answer.At.IsZero() {
		pairs = append(pairs, "at", w.Instant(answer.At, v.office.Location()))
	}
	v.what = w.T("reception.out."+string(answer.Outcome), pairs...)
	v.do = w.T("reception.out."+string(answer.Outcome)+".do", pairs...)
	return nil
}
