package phone

import (
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/account"
	"balie/web/page"
	"balie/web/paper"
	"balie/web/route"
	"balie/web/staff"
)

// reviseView asks for what and for how many the caller comes instead, and shows with that the time that the appointment
// keeps, or those nearest to it. The appointment stands as it is until one of them is confirmed.
type reviseView struct {
	staff.Request
	notice *page.Notice
	access string
	a      booking.Appointment
	moves  int // as the page showed it
	when   string
	had    []catalogue.Product
	more   []catalogue.Product // what combines with it
	wish   catalogue.Wish
	asked  bool // something else was chosen
	stays  bool // it keeps its time
	chosen string
	times  timesView
	long   string
	bring  []string
	phone  bool // a number is needed and none is known
	number string
	faults faults
}

// nearTimes is how many times nearest to the one that does not fit are shown.
const nearTimes = 4

// ShowRevise answers GET /medewerker/telefoon/wijzigen.
func (p *Pages) ShowRevise(c *fiber.Ctx) error {
	v := reviseView{Request: staff.From(c), moves: -1}
	id, err := p.opened(v.Request)
	if err != nil {
		return p.again(v.Request, err)
	}
	var said []string
	for _, value := range c.Context().QueryArgs().PeekMulti("p") {
		said = append(said, string(value))
	}
	v.times.from = c.Query("vanaf")
	return p.showRevise(v, id, said, nil)
}

// Revise answers POST /medewerker/telefoon/wijzigen: the change at the time that was chosen, once; where it cannot be, the
// page says why and what can.
func (p *Pages) Revise(c *fiber.Ctx) error {
	v := reviseView{Request: staff.From(c), chosen: c.FormValue("tijd"), number: c.FormValue("telefoon")}
	v.moves, _ = strconv.Atoi(c.FormValue("keer"))
	v.times.from = c.FormValue("vanaf")
	id, err := p.opened(v.Request)
	if err != nil {
		return p.again(v.Request, err)
	}
	said := route.FormAll(c, "p")
	wish, err := wishFrom(said, catalogue.MaxLines)
	at, ok := offerOf(v.chosen)
	switch {
	case err != nil:
		return p.showRevise(v, id, said, err)
	case !ok:
		return p.showRevise(v, id, said, errNoTime)
	}
	if problems, err := p.reviseFaults(id, wish, at, v.number); err != nil || len(problems) > 0 {
		v.faults = faultsOf(v.Q, problems)
		c.Status(fiber.StatusUnprocessableEntity)
		return p.showRevise(v, id, said, err)
	}
	err = v.Change(p.Ledger, func(tx *ledger.Tx) error {
		_, err := booking.Revise(tx, p.Vault, id, booking.Revision{Wish: wish, At: at, Phone: v.number, Moves: v.moves, Staff: true})
		if err != nil {
			return err
		}
		return account.Record(tx, "revise", string(id), "phone")
	})
	if err != nil {
		return p.showRevise(v, id, said, err)
	}
	return v.Redirect("/medewerker/telefoon/afspraak?toegang=" + p.access(v.Request, id) + "&gedaan=revised")
}

// reviseFaults names what is wrong with the number that a product cannot do without.
func (p *Pages) reviseFaults(id booking.AppointmentID, wish catalogue.Wish, at supply.Offer, number string) (problems []contact.Problem, err error) {
	err = p.Ledger.View(func(r ledger.Reader) error {
		need, known, err := p.reviseNeed(r, id, wish, at.Date)
		if err != nil || !need.Phone || known.Phone != "" {
			return err
		}
		known.Phone = number
		problems = slices.DeleteFunc(known.Tidy(need).Check(need), func(one contact.Problem) bool { return one.Field != "phone" })
		return nil
	})
	return problems, err
}

// reviseNeed is what a wish asks of the details, and the details that we know.
func (p *Pages) reviseNeed(r ledger.Reader, id booking.AppointmentID, wish catalogue.Wish, day calendar.Date) (need contact.Need, known contact.Details, err error) {
	if known, err = contact.Read(r, p.Vault, id.Subject()); err != nil {
		return need, known, err
	}
	need, err = booking.NeedOf(r, wish, day)
	return need, known, err
}

// showRevise shows the choice of an appointment, with what was said instead and why that cannot be.
func (p *Pages) showRevise(v reviseView, id booking.AppointmentID, said []string, why error) error {
	v.access = p.access(v.Request, id)
	err := p.Ledger.View(func(r ledger.Reader) error { return v.begin(r, id) })
	if err != nil {
		return p.refusedOn(appointmentView{Request: v.Request}, id, err)
	}
	if len(said) > 0 {
		var wrong error
		if v.wish, wrong = wishFrom(said, catalogue.MaxLines); why == nil {
			why = wrong
		}
	}
	if len(v.wish) > 0 {
		if err := p.Ledger.View(func(r ledger.Reader) error { return v.weigh(r, p) }); err != nil {
			if v.asked = false; why == nil {
				why = err
			}
		}
	}
	if why != nil {
		if v.notice, err = v.Refused(why); err != nil {
			return err
		}
	}
	return page.Render(v.C, v.Status(), revisePage(v))
}

// refusedOn says on the page of an appointment what cannot be done with it.
func (p *Pages) refusedOn(v appointmentView, id booking.AppointmentID, err error) error {
	if v.notice, err = v.Refused(err); err != nil {
		return err
	}
	return p.showAppointment(v, id, "")
}

// begin reads the appointment and what can be chosen; it refuses one that cannot be changed.
func (v *reviseView) begin(r ledger.Reader, id booking.AppointmentID) (err error) {
	if v.a, err = booking.Changeable(r, id); err != nil {
		return err
	}
	if v.moves < 0 {
		v.moves = v.a.Moves
	}
	v.when = v.Q.Words.Moment(v.a.Offer.Date, v.a.Offer.Start)
	v.had, v.more, err = booking.RevisionChoices(r, v.a, true)
	return err
}

// weigh finds the time that the appointment keeps with its new wish, or those nearest to it.
func (v *reviseView) weigh(r ledger.Reader, p *Pages) error {
	if slices.Equal(v.wish, v.a.Wish) {
		return booking.ErrUnchanged
	}
	need, err := catalogue.MeasureAt(r, v.wish, v.a.Offer.Office)
	if err != nil {
		return err
	}
	ask, err := booking.RevisionQuery(r, p.Vault, v.a, v.wish, true)
	if err != nil {
		return err
	}
	w := v.Q.Words
	v.asked, v.long = true, w.Minutes(need.Minutes+ask.Extra.Minutes)
	if v.stays, err = booking.KeepsTime(r, v.a, ask); err != nil {
		return err
	}
	if v.bring, _, err = paper.BringAndWho(w, v.wish, func(id catalogue.ProductID) (catalogue.Product, error) { return catalogue.ProductByID(r, id) }); err != nil {
		return err
	}
	asks, known, err := p.reviseNeed(r, v.a.ID, v.wish, v.a.Offer.Date)
	if err != nil {
		return err
	}
	v.phone = asks.Phone && known.Phone == ""
	return v.findTimes(r, ask)
}

// findTimes shows the time that it keeps, else the nearest; from a day on where that was asked.
func (v *reviseView) findTimes(r ledger.Reader, ask supply.Query) (err error) {
	chosen, from := v.chosen, v.times.from
	if from != "" {
		v.times, err = times(r, v.Q.Words, ask, v.a.Offer.Office, from)
		v.times.chosen = chosen
		return err
	}
	if v.stays {
		v.times.best = append(v.times.best, say(v.Q.Words, v.a.Offer))
	}
	near, err := supply.Nearest(r, ask, v.a.Offer, nearTimes)
	for _, o := range near {
		v.times.best = append(v.times.best, say(v.Q.Words, o))
	}
	v.times.chosen = chosen
	return err
}

// persons is for how many a product is chosen, 0 for none.
func (v reviseView) persons(id catalogue.ProductID) int {
	wish := v.wish
	if len(wish) == 0 {
		wish = v.a.Wish
	}
	for _, l := range wish {
		if l.Product == id {
			return l.Persons
		}
	}
	return 0
}
