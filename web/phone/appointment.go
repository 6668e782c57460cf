package phone

import (
	"crypto/sha256"
	"errors"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/account"
	"balie/web/asked"
	"balie/web/page"
	"balie/web/paper"
	"balie/web/route"
	"balie/web/staff"
)

// appointmentView is one appointment that the caller has shown to be theirs.
type appointmentView struct {
	staff.Request
	notice  *page.Notice
	made    bool // just now: the code stands first
	a       booking.Appointment
	office  catalogue.Office
	what    []string
	bring   []string
	when    string
	code    string
	details contact.Details
	answers []booking.Answered
	open    []string // what nobody answered yet
	need    contact.Need
	faults  faults
	times   timesView
	access  string
	key     string

	revisable bool // there is something else, or another number of persons, to come for
}

// standing reports whether it can still be changed.
func (v appointmentView) standing() bool { return v.a.State == booking.Booked }

// ShowAppointment answers GET /medewerker/telefoon/afspraak.
func (p *Pages) ShowAppointment(c *fiber.Ctx) error {
	v := appointmentView{Request: staff.From(c), made: c.Query("gedaan") == "booked"}
	v.notice = v.Done("phone.done.", "booked", "moved", "revised", "cancelled", "resent", "corrected", "untold")
	id, err := p.opened(v.Request)
	if err != nil {
		return p.again(v.Request, err)
	}
	return p.showAppointment(v, id, c.Query("vanaf"))
}

// again is the search with a refusal, for whose access is over.
func (p *Pages) again(k staff.Request, err error) error {
	v := homeView{Request: k, kind: booking.LookupCode}
	if v.notice, err = k.Refused(err); err != nil {
		return err
	}
	return p.show(v)
}

func (p *Pages) showAppointment(v appointmentView, id booking.AppointmentID, from string) error {
	v.access, v.key = p.access(v.Request, id), route.NewKey()
	if err := p.Ledger.View(func(r ledger.Reader) error { return v.fill(r, p.Vault, id, from) }); err != nil {
		return err
	}
	return page.Render(v.C, v.Status(), appointmentPage(v))
}

func (v *appointmentView) fill(r ledger.Reader, vault *contact.Vault, id booking.AppointmentID, from string) (err error) {
	if v.a, err = booking.AppointmentByID(r, id); err != nil {
		return err
	}
	if v.office, err = catalogue.OfficeByID(r, v.a.Offer.Office); err != nil {
		return err
	}
	w := v.Q.Words
	v.when, v.code = w.Moment(v.a.Offer.Date, v.a.Offer.Start), booking.SpokenCode(vault, v.a)
	if v.what, err = lines(r, w, v.a.Wish); err != nil {
		return err
	}
	if v.bring, _, err = paper.BringAndWho(w, v.a.Wish, func(id catalogue.ProductID) (catalogue.Product, error) { return catalogue.ProductByID(r, id) }); err != nil {
		return err
	}
	if v.details.Empty() {
		if v.details, err = contact.Read(r, vault, id.Subject()); err != nil && ledger.CodeOf(err) != ledger.Gone {
			return err
		}
		v.details = v.details.Shown()
	}
	if v.answers, err = booking.AnswersOf(r, v.a, v.details, w.Tag()); err != nil {
		return err
	}
	if v.open, err = booking.Unanswered(r, v.a, v.details, w.Tag()); err != nil {
		return err
	}
	if !v.standing() {
		return nil
	}
	need, err := catalogue.Measure(r, v.a.Wish)
	if err != nil {
		return err
	}
	v.need.Phone = need.Phone
	had, more, err := booking.RevisionChoices(r, v.a, true)
	if err != nil {
		return err
	}
	v.revisable = len(more) > 0 || len(had) > 1 || had[0].MaxPersons > 1
	v.times, err = times(r, w, supply.Query{Wish: v.a.Wish, Moving: id, Audience: supply.Staff}, v.a.Offer.Office, from)
	return err
}

// act changes the appointment that a form has access to, once, and shows it again.
func (p *Pages) act(c *fiber.Ctx, act, done string, fn func(*ledger.Tx, booking.AppointmentID) (string, error)) error {
	v := appointmentView{Request: staff.From(c)}
	id, err := p.opened(v.Request)
	if err != nil {
		return p.again(v.Request, err)
	}
	err = v.Change(p.Ledger, func(tx *ledger.Tx) error {
		other, err := fn(tx, id)
		if other != "" {
			done = other
		}
		if err != nil {
			return err
		}
		return account.Record(tx, act, string(id), "phone")
	})
	if err == nil {
		return v.Redirect("/medewerker/telefoon/afspraak?toegang=" + p.access(v.Request, id) + "&gedaan=" + done)
	}
	if v.notice, err = v.Refused(err); err != nil {
		return err
	}
	return p.showAppointment(v, id, c.FormValue("vanaf"))
}

// Move answers POST /medewerker/telefoon/verzetten.
func (p *Pages) Move(c *fiber.Ctx) error {
	moves, _ := strconv.Atoi(c.FormValue("keer"))
	return p.act(c, "move", "moved", func(tx *ledger.Tx, id booking.AppointmentID) (string, error) {
		o, ok := offerOf(c.FormValue("tijd"))
		if !ok {
			return "", errNoTime
		}
		_, err := booking.MoveFor(tx, id, supply.Staff, o, moves)
		return "", err
	})
}

// errNoTime: no time was chosen.
var errNoTime = ledger.Refuse(ledger.Invalid, "phone.notime")

// Cancel answers POST /medewerker/telefoon/afzeggen.
func (p *Pages) Cancel(c *fiber.Ctx) error {
	return p.act(c, "cancel", "cancelled", func(tx *ledger.Tx, id booking.AppointmentID) (string, error) {
		_, err := booking.Cancel(tx, id)
		return "", err
	})
}

// Resend answers POST /medewerker/telefoon/opsturen: once for each press. Who has no e-mail is told by
// the colleague.
func (p *Pages) Resend(c *fiber.Ctx) error {
	return p.act(c, "resend", "resent", func(tx *ledger.Tx, id booking.AppointmentID) (string, error) {
		sum := sha256.Sum256([]byte(id))
		told, err := ledger.Once(tx, "resend/"+string(tx.Actor())+"/"+c.FormValue("sleutel"), sum[:], func() (bool, error) {
			return booking.ResendConfirmation(tx, id)
		})
		if err == nil && !(told && p.serves(tx, id)) {
			return "untold", nil
		}
		return "", err
	})
}

// serves reports whether there is a way to send what a resident chose.
func (p *Pages) serves(r ledger.Reader, id booking.AppointmentID) bool {
	a, err := booking.AppointmentByID(r, id)
	switch {
	case err != nil:
		return false
	case a.Channel == contact.BySMS:
		return p.SMS
	}
	return a.Channel == contact.ByLetter || p.Mail
}

// Correct answers POST /medewerker/telefoon/verbeteren.
func (p *Pages) Correct(c *fiber.Ctx) error {
	v := appointmentView{Request: staff.From(c)}
	id, err := p.opened(v.Request)
	if err != nil {
		return p.again(v.Request, err)
	}
	d, problems, err := p.judge(func(r ledger.Reader) (catalogue.Wish, calendar.Date, error) {
		a, err := booking.AppointmentByID(r, id)
		return a.Wish, answered, err
	}, typed(c))
	if err != nil {
		return err
	}
	if len(problems) > 0 {
		c.Status(fiber.StatusUnprocessableEntity)
		v.details, v.faults = typed(c), faultsOf(v.Q, problems)
		return p.showAppointment(v, id, "")
	}
	return p.act(c, "correct", "corrected", func(tx *ledger.Tx, id booking.AppointmentID) (string, error) {
		_, err := booking.CorrectContact(tx, p.Vault, id, d)
		return "", err
	})
}

// typed are the details of a form.
func typed(c *fiber.Ctx) contact.Details {
	return contact.Details{
		Name: c.FormValue("naam"), Email: c.FormValue("email"), Phone: c.FormValue("telefoon"),
		Street: c.FormValue("straat"), Postcode: c.FormValue("postcode"), Place: c.FormValue("plaats"),
		Aid:  contact.Aid{Kind: contact.AidOfMany(route.FormAll(c, "nodig")), Language: c.FormValue("tolk")},
		Note: c.FormValue("opmerking"), Channel: contact.Channel(c.FormValue("kanaal")),
		Answers: asked.Answers(c),
	}
}

// answered is the day of a visit of which the products' own questions were answered when it was booked.
const answered calendar.Date = 0

// judge tidies details and names what is wrong with them for a wish on a day.
func (p *Pages) judge(of func(ledger.Reader) (catalogue.Wish, calendar.Date, error), d contact.Details) (contact.Details, []contact.Problem, error) {
	var need contact.Need
	err := p.Ledger.View(func(r ledger.Reader) error {
		wish, day, err := of(r)
		if err != nil {
			return err
		}
		if need, err = booking.NeedOf(r, wish, day); day == answered {
			need.Questions = nil
		}
		return err
	})
	d = d.Tidy(need)
	return d, d.Check(need), err
}

// faults are what is wrong with a form: by field, and as a list.
type faults struct {
	at   map[string]string
	list []page.Fault
}

// fieldIDs are the form's names for the fields of contact.Problem.
var fieldIDs = map[string]string{"name": "naam", "email": "email", "phone": "telefoon", "channel": "kanaal", "note": "opmerking", "street": "straat", "postcode": "postcode", "place": "plaats", "aid": "nodig", "language": "tolk"}

func faultsOf(q page.Request, problems []contact.Problem) faults {
	f := faults{at: map[string]string{}}
	for _, problem := range problems {
		id, own := asked.FieldID(problem)
		if !own {
			id = fieldIDs[problem.Field]
		}
		said := q.T("fault." + problem.Key)
		f.at[id] = said
		f.list = append(f.list, page.Fault{Field: id, Text: said})
	}
	return f
}

// isOneOf reports whether err is one of these refusals.
func isOneOf(err error, refusals ...error) bool {
	for _, r := range refusals {
		if errors.Is(err, r) {
			return true
		}
	}
	return false
}
