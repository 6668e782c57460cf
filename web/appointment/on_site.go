package appointment

import (
	"slices"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/kiosk"
	"balie/queue"
	"balie/web/page"
	"balie/web/route"
)

// When one can say on the own phone to be here, and to be late.
const (
	hereFrom = 30 * time.Minute
	hereTill = time.Hour
	lateFrom = 2 * time.Hour
)

// doorView is what one can tell the door from home or from the square in front of it.
type doorView struct {
	here   bool // "I am here" can be said now
	late   []int
	ticket queue.TicketID // of whoever is here
	said   string         // what was said of being late
	now    int            // how many times it was moved: a page that was overtaken says nothing
}

// door looks what an appointment's resident can tell us now.
func (v *appointmentView) door(r ledger.Reader, q page.Request) (d doorView, err error) {
	d.now = v.a.Moves
	if t, found, err := queue.ByAppointment(r, v.a.ID); err != nil {
		return d, err
	} else if found && !t.Mistake {
		d.ticket = t.ID
	}
	after := r.Now().Sub(v.a.Begins(v.office))
	if v.a.State != booking.Booked {
		return d, nil
	}
	need, err := catalogue.Measure(r, v.a.Wish)
	if err != nil || need.Route != catalogue.AtCounter {
		return d, err
	}
	d.here = after >= -hereFrom && after <= hereTill
	if after >= -lateFrom && after <= booking.LateGrace*time.Minute {
		d.late = booking.LateMinutes
	}
	if v.a.Late > 0 {
		d.said = q.T("late.said", "minutes", q.Words.Minutes(v.a.Late))
	}
	return d, nil
}

// outcomes are the answers of the door that give no number, as the page says them.
var outcomes = []kiosk.Outcome{kiosk.TooEarly, kiosk.TooLate, kiosk.OtherDay, kiosk.Elsewhere, kiosk.AtHome, kiosk.Cancelled}

// Here answers POST /a/:id/hier: "I am here". Sent twice it leads to the same number.
func (p *Pages) Here(c *fiber.Ctx, id booking.AppointmentID) error {
	q := page.From(c)
	var answer kiosk.Answer
	early := false
	err := p.change(c, func(tx *ledger.Tx) error {
		a, err := booking.AppointmentByID(tx, id)
		if err != nil {
			return err
		}
		o, err := catalogue.OfficeByID(tx, a.Offer.Office)
		if err != nil {
			return err
		}
		if early = a.State == booking.Booked && tx.Now().Before(a.Begins(o).Add(-hereFrom)); early {
			return nil
		}
		answer, err = kiosk.Arrive(tx, p.Vault, kiosk.Arrival{Office: o.ID, Appointment: id})
		return err
	})
	switch {
	case err != nil:
		return err
	case answer.Ticket.ID != "":
		return c.Redirect(string(q.Href("/t/"+string(answer.Ticket.ID))), fiber.StatusSeeOther)
	case early:
		answer.Outcome = kiosk.TooEarly
	}
	return c.Redirect(string(q.Href("/a/"+string(id)+"?hier="+string(answer.Outcome))), fiber.StatusSeeOther)
}

// Late answers POST /a/:id/later: "I am running late". Sent twice, or from a page that was overtaken, it
// changes nothing more.
func (p *Pages) Late(c *fiber.Ctx, id booking.AppointmentID) error {
	q := page.From(c)
	minutes, _ := strconv.Atoi(c.FormValue("minuten"))
	var l booking.Lateness
	err := p.change(c, func(tx *ledger.Tx) error {
		a, err := booking.AppointmentByID(tx, id)
		if err != nil || strconv.Itoa(a.Moves) != c.FormValue("keer") {
			return err
		}
		l, err = booking.RunningLate(tx, id, minutes)
		return err
	})
	switch {
	case route.IsOneOf(err, booking.ErrNotBooked, booking.ErrLateDay, booking.ErrLateMinutes):
		return p.showClosed(c, id, err)
	case err != nil:
		return err
	case l.Answer == booking.LateChoose:
		return c.Redirect(string(q.Href("/a/"+string(id)+"/verzetten?later=1")), fiber.StatusSeeOther)
	}
	return c.Redirect(string(q.Href("/a/"+string(id)+"?later="+string(l.Answer))), fiber.StatusSeeOther)
}

// told says on top of the page what the door answered just now.
func (v *appointmentView) toldAtTheDoor(q page.Request, here, late string) {
	switch {
	case late == string(booking.LateFits):
		v.notice = page.NewNotice(page.Good, q.T("late.fits"), q.T("late.fits.do"))
	case late == string(booking.LateMoved):
		v.notice = page.NewNotice(page.Good, q.T("late.moved", "time", v.at), q.T("late.moved.do"))
	case slices.Contains(outcomes, kiosk.Outcome(here)):
		v.notice = page.NewNotice(page.Warn, q.T("door.out."+here), q.T("door.out."+here+".do"))
	}
}
