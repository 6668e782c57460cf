package appointment

import (
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/lang"
	"balie/web/page"
	"balie/web/paper"
	"balie/web/resident"
)

// appointmentView is an appointment as its resident sees it.
type appointmentView struct {
	a          booking.Appointment
	office     catalogue.Office
	heading    string
	notice     *page.Notice
	when       string
	at         string
	what       []string
	bring, who []string
	cost       []string // what it costs on its day
	address    string   // where it can be changed, for a paper
	code       string
	link       string // the way back, with its secret behind the "#"
	payload    string // of its code
	qr         string // SVG path
	qrSize     int
	told       string // how we reach them, half hidden
	answers    []booking.Answered
	unanswered []string // what nobody asked yet
	mustAnswer bool     // and what the products cannot do without
	answered   bool     // the answers were just kept
	changeable bool
	exit       bool        // who reads it may be watched
	revisable  bool        // there is something else to come for, or more or fewer who come
	ticks      []page.Tick // what to bring, with what is ready
	ready      bool        // the ticks were just kept
	meet       paper.Meeting
	wait       waitView
	ask        *askView // to come at another time; nil where nothing is asked
	today      doorView // what can be said at the door
}

// ShowAppointment answers GET /a/:id.
func (p *Pages) ShowAppointment(c *fiber.Ctx, id booking.AppointmentID) error {
	q := page.From(c)
	v, err := p.appointment(c, id)
	if err != nil {
		return err
	}
	p.passes().Admit(c, id) // half an hour from the last look
	v.title(q, c.Query("gemaakt") != "", c.Query("verzet") != "")
	if c.Query("gewijzigd") != "" && v.a.State == booking.Booked {
		v.heading = q.T("app.changed")
	}
	v.ready, v.answered = c.Query("mee") != "", c.Query("antwoord") != ""
	v.toldAtTheDoor(q, c.Query("hier"), c.Query("later"))
	if c.Query("bereik") != "" && v.a.State == booking.Booked {
		v.notice = page.NewNotice(page.Good, q.T("reach.done"), "")
	}
	if c.Query("eerder") != "" && v.wait.waits {
		v.notice = page.NewNotice(page.Good, q.T("earlier.done"), "")
	}
	if c.Query("blijft") != "" && v.a.State == booking.Booked {
		v.notice = page.NewNotice(page.Good, q.T("asked.kept"), "")
	}
	return page.Render(c, fiber.StatusOK, appointmentPage(q, v))
}

// appointment gathers what its page and its paper show.
func (p *Pages) appointment(c *fiber.Ctx, id booking.AppointmentID) (v appointmentView, err error) {
	q := page.From(c)
	err = p.read(func(r ledger.Reader) error { return v.read(r, q, p.Vault, id, p.Mail) })
	if err != nil {
		return v, err
	}
	v.code = booking.SpokenCode(p.Vault, v.a)
	v.link = string(q.Href("/a/" + string(id) + "#" + booking.Secret(p.Vault, id)))
	err = p.read(func(r ledger.Reader) (err error) { v.meet, err = p.meeting(r, q.Words, v.a, v.office); return err })
	if err != nil {
		return v, err
	}
	v.at = v.meet.At
	v.payload = paper.VisitCode(p.Origin.Of(c), string(id))
	if v.meet.Route != catalogue.AtCounter {
		v.payload = "" // nobody comes to a door
		return v, err
	}
	v.qr, v.qrSize, err = paper.QRPath(v.payload)
	return v, err
}

func (v *appointmentView) read(r ledger.Reader, q page.Request, vault *contact.Vault, id booking.AppointmentID, mail bool) (err error) {
	w := q.Words
	if v.a, err = booking.AppointmentByID(r, id); err != nil {
		return err
	}
	if v.office, err = catalogue.OfficeByID(r, v.a.Offer.Office); err != nil {
		return err
	}
	if v.what, err = resident.Lines(r, w, v.a.Wish); err != nil {
		return err
	}
	if v.exit, err = catalogue.QuickExit(r, v.a.Wish); err != nil {
		return err
	}
	if v.cost, err = resident.Costs(r, w, v.a.Wish, v.a.Offer.Date); err != nil {
		return err
	}
	if v.bring, v.who, err = resident.BringAndWho(r, w, v.a.Wish); err != nil {
		return err
	}
	for i, what := range v.bring {
		v.ticks = append(v.ticks, page.Tick{Text: what, Done: v.a.HasTicked(i)})
	}
	d, err := contact.Read(r, vault, id.Subject())
	if err != nil && !errors.Is(err, contact.ErrForgotten) {
		return err
	}
	v.told = told(w, d, mail)
	if v.answers, err = booking.AnswersOf(r, v.a, d, w.Tag()); err != nil {
		return err
	}
	if err = v.readUnanswered(r, w.Tag(), d); err != nil {
		return err
	}
	if v.wait, err = readWait(r, w, v.a); err != nil {
		return err
	}
	if v.ask, err = readAsk(r, w, id); err != nil {
		return err
	}
	v.when, v.at = w.Date(v.a.Offer.Date), w.At(v.a.Offer.Start)
	v.changeable = v.a.State == booking.Booked && r.Now().Before(v.a.Begins(v.office))
	if v.revisable, err = revisable(r, v.a); err != nil {
		return err
	}
	v.today, err = v.door(r, q)
	return err
}

// readUnanswered finds what is to be asked still.
func (v *appointmentView) readUnanswered(r ledger.Reader, language string, d contact.Details) (err error) {
	if v.unanswered, err = booking.Unanswered(r, v.a, d, language); err != nil || len(v.unanswered) == 0 {
		return err
	}
	questions, err := booking.QuestionsOf(r, v.a)
	v.mustAnswer = len(d.CheckAnswers(questions)) > 0
	return err
}

// title says on top of the page what just happened, or where the appointment stands.
func (v *appointmentView) title(q page.Request, made, moved bool) {
	v.heading = q.T("app.title")
	switch {
	case v.a.State == booking.Cancelled:
		v.heading = q.T("app.cancelled")
	case v.a.State == booking.Arrived:
		v.heading = q.T("door.arrived")
	case v.a.State != booking.Booked:
		v.heading = q.T("app.over")
	case moved:
		v.heading = q.T("app.moved")
	case made:
		v.heading = paper.Said(q.Words, v.meet.Route, "app.made")
	}
}

// told says how we reach somebody, with most of it hidden: enough to recognise, not to copy. With
// mail, a confirmation is on its way.
func told(w lang.Words, d contact.Details, mail bool) string {
	switch {
	case d.Channel == contact.ByEmail && mail:
		return w.T("app.reach.mail", "email", maskEmail(d.Email))
	case d.Channel == contact.ByEmail:
		return w.T("app.reach.email", "email", maskEmail(d.Email))
	case d.Channel == contact.BySMS:
		return w.T("app.reach.sms", "phone", "…"+d.Phone[max(0, len(d.Phone)-3):])
	case d.Channel == contact.ByLetter:
		return w.T("app.reach.letter")
	case d.Phone != "":
		return w.T("app.reach.phone", "phone", "…"+d.Phone[max(0, len(d.Phone)-3):])
	case d.Channel == contact.None:
		return w.T("app.reach.none")
	}
	return ""
}

// maskEmail keeps the first and the last letter before the "@": "r…k@voorbeeld.nl".
func maskEmail(email string) string {
	name, domain, _ := strings.Cut(email, "@")
	letters := []rune(name)
	if len(letters) < 3 {
		return "…@" + domain
	}
	return string(letters[0]) + "…" + string(letters[len(letters)-1]) + "@" + domain
}
