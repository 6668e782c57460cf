package resident

import (
	"errors"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/lang"
	"balie/web/page"
)

// ShowMove answers GET /a/:id/verzetten: other times for an appointment.
func (p *Pages) ShowMove(c *fiber.Ctx, id booking.AppointmentID) error {
	return p.showMove(c, fiber.StatusOK, id, nil, func(v *timesView, _ *timesAsk) {
		if q := page.From(c); c.Query("later") != "" {
			v.notice = page.NewNotice(page.Warn, q.T("late.choose"), q.T("late.choose.do"))
		}
	})
}

// showMove renders the times, after adapt has said what happened.
func (p *Pages) showMove(c *fiber.Ctx, status int, id booking.AppointmentID, seen *int, adapt func(*timesView, *timesAsk)) error {
	q := page.From(c)
	var v timesView
	err := p.read(func(r ledger.Reader) error {
		a, err := booking.AppointmentByID(r, id)
		if err != nil {
			return err
		}
		moves := a.Moves
		if seen != nil {
			moves = *seen
		}
		v = moveTimes(q.Words, a, moves)
		office := catalogue.OfficeID(c.Query("locatie"))
		if office == "" {
			office = a.Offer.Office
		}
		ask := timesAsk{ask: supply.Query{Wish: a.Wish, Moving: id, Audience: a.Audience()}, now: &a.Offer, office: office, month: c.Query("maand"), day: c.Query("dag"), all: c.Query("alle") != ""}
		adapt(&v, &ask)
		return v.finish(r, q.Words, ask)
	})
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	return page.Render(c, status, timesPage(q, v))
}

// moveTimes is the page of times for an appointment that is to be moved.
func moveTimes(w lang.Words, a booking.Appointment, moves int) timesView {
	path := "/a/" + string(a.ID)
	return timesView{
		heading: w.T("move.title"), submit: w.T("move.go"), short: w.T("move.go.short"), back: path, action: path + "/verzetten", base: path + "/verzetten",
		hidden: []hidden{{"keer", strconv.Itoa(moves)}}, here: path + "/verzetten",
		notice: page.NewNotice(page.Info, w.T("move.now", "when", w.Moment(a.Offer.Date, a.Offer.Start)), w.T("move.now.do")),
	}
}

// Move answers POST /a/:id/verzetten.
func (p *Pages) Move(c *fiber.Ctx, id booking.AppointmentID) error {
	q := page.From(c)
	moves, _ := strconv.Atoi(c.FormValue("keer"))
	to, ok := whenOf(c.FormValue("tijd"), catalogue.OfficeID(c.FormValue("locatie")))
	if !ok {
		return p.showMove(c, fiber.StatusUnprocessableEntity, id, &moves, func(v *timesView, _ *timesAsk) { v.fault = q.T("time.choose") })
	}
	err := p.change(c, func(tx *ledger.Tx) error {
		_, err := booking.Move(tx, id, to, moves)
		return err
	})
	switch {
	case gone(err):
		return p.showMove(c, fiber.StatusConflict, id, nil, func(v *timesView, a *timesAsk) {
			v.notice, a.around, a.office = page.NoticeOf(q.Words, err), &to, to.Office
		})
	case errors.Is(err, booking.ErrMovedMeanwhile):
		return p.showMove(c, fiber.StatusConflict, id, nil, func(v *timesView, _ *timesAsk) { v.notice = page.NoticeOf(q.Words, err) })
	case isOneOf(err, booking.ErrNotBooked, booking.ErrStarted):
		return p.showClosed(c, id, err)
	case err != nil:
		return err
	}
	return c.Redirect(string(q.Href("/a/"+string(id)+"?verzet=1")), fiber.StatusSeeOther)
}

// showClosed shows an appointment that can no longer be changed, and why.
func (p *Pages) showClosed(c *fiber.Ctx, id booking.AppointmentID, why error) error {
	q := page.From(c)
	v, err := p.appointment(q, id)
	if err != nil {
		return err
	}
	v.title(q, false, false)
	v.notice = page.NoticeOf(q.Words, why)
	return page.Render(c, fiber.StatusConflict, appointmentPage(q, v))
}
