package lobby

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/kiosk"
	"balie/queue"
	"balie/queue/forecast"
	"balie/web/page"
	"balie/web/paper"
	"balie/web/route"
)

// resultView is what a visitor takes along from the check-in kiosk: a number, or what to do instead.
type resultView struct {
	checkInView
	number queue.Number
	says   string
	code   string // of an appointment that was made here
	when   string
	qr     string // SVG path
	size   int
	ahead  string   // how many wait before this number
	wait   string   // about how long
	solve  solution // what helps where there is no number
}

// solution is the one button that solves what was refused.
type solution string

// The solutions.
const (
	goesHome    solution = ""
	typesCode   solution = "type"
	takesNumber solution = "number"
	asksPerson  solution = "person"
)

// solutions are of the outcomes without a number.
var solutions = map[kiosk.Outcome]solution{
	kiosk.TooEarly: goesHome, kiosk.AtHome: goesHome, kiosk.TooLate: asksPerson, kiosk.Unknown: typesCode,
	kiosk.OtherDay: takesNumber, kiosk.Elsewhere: takesNumber, kiosk.Cancelled: takesNumber, kiosk.Finished: takesNumber,
}

// longestScan is more than any code of ours holds.
const longestScan = 200

// Arrive answers POST /zuil/aanmelden: a code that was scanned or typed. Sent twice, or scanned twice, it
// shows the same number. What it shows has no address, so that nobody finds it after them.
func (p *Pages) Arrive(c *fiber.Ctx) error {
	v, err := p.checkIn(c)
	if err != nil {
		return err
	}
	arrival := kiosk.Arrival{Office: v.office.ID, Code: c.FormValue("code")}
	if scan := c.FormValue("scan"); scan != "" && len(scan) <= longestScan {
		arrival.Appointment = booking.AppointmentID(booking.Scanned(scan))
	}
	var answer kiosk.Answer
	err = p.change(c, func(tx *ledger.Tx) (err error) {
		if answer, err = kiosk.Arrive(tx, p.Vault, arrival); err != nil {
			return err
		}
		return v.helped(tx, answer.Ticket)
	})
	if err != nil {
		return p.sorry(v, err)
	}
	v.title, v.rest = v.q.T("pillar.number"), true
	result := resultView{checkInView: v}
	if solve, without := solutions[answer.Outcome]; without {
		result.title, result.solve = v.q.T("pillar.head."+string(answer.Outcome)), solve
	}
	if err := p.Ledger.View(func(r ledger.Reader) error { return result.say(r, answer) }); err != nil {
		return err
	}
	return p.showResult(result, answer.Ticket)
}

// say puts an outcome into words, with when and where it should have been.
func (v *resultView) say(r ledger.Reader, answer kiosk.Answer) error {
	w, offer := v.q.Words, answer.Appointment.Offer
	pairs := []any{"when", w.Day(offer.Date) + ", " + w.At(offer.Start), "time", w.At(offer.Start), "where", ""}
	if offer.Office != "" {
		o, err := catalogue.OfficeByID(r, offer.Office)
		if err != nil {
			return err
		}
		pairs[5] = o.Name
	}
	if !answer.At.IsZero() {
		pairs[3] = w.Instant(answer.At, v.office.Location())
	}
	v.says = w.T("pillar.out."+string(answer.Outcome), pairs...)
	return nil
}

// showResult shows a number with the way to follow it, or what was said.
func (p *Pages) showResult(v resultView, t queue.Ticket) (err error) {
	if t.ID != "" && t.State.Live() {
		v.number, v.help = t.Number, kiosk.Help{}
		if err := p.Ledger.View(func(r ledger.Reader) error { return v.place(r, t) }); err != nil {
			return err
		}
		if v.qr, v.size, err = paper.QRPath(paper.TicketCode(p.Origin.Of(v.c), string(t.ID))); err != nil {
			return err
		}
	}
	return page.Render(v.c, fiber.StatusOK, resultPage(v))
}

// place says how many wait before a number and about how long it takes, as the number's own page says it.
func (v *resultView) place(r ledger.Reader, t queue.Ticket) error {
	look, err := queue.Look(r, t.Office)
	if err != nil || t.State != queue.Waiting {
		return err
	}
	switch at := slices.IndexFunc(look.Waiting, func(w queue.Wait) bool { return w.ID == t.ID }); {
	case at == 0:
		v.ahead = v.q.T("pillar.before.none")
	case at > 0:
		v.ahead = v.q.Words.N("pillar.before", at)
	}
	of, err := forecast.Wait(r, t)
	v.wait = v.q.Words.Wait(of.Minutes())
	return err
}

// helped ends "somebody comes" at this device when its visitor has a number: what stands there is not about the next one.
func (v checkInView) helped(tx *ledger.Tx, t queue.Ticket) error {
	if t.ID == "" || v.help.State != kiosk.HelpComing || !v.help.Stands(tx.Now()) {
		return nil
	}
	_, err := kiosk.EndHelp(tx, v.device.ID)
	return err
}

// sorry says on the check-in kiosk what was refused: kindly, and with the way to a person.
func (p *Pages) sorry(v checkInView, err error) error {
	said, failed := page.Refused(v.q.Words, err)
	if failed != nil {
		return failed
	}
	v.title, v.back = said.What, "/zuil"
	v.c.Status(route.Status(err))
	return page.Render(v.c, v.c.Response().StatusCode(), resultPage(resultView{checkInView: v, says: said.Do}))
}
