package appointment

import (
	"errors"
	"strconv"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/lang"
	"balie/web/page"
	"balie/web/resident"
	"balie/web/route"
)

// ShowMove answers GET /a/:id/verzetten: other times for an appointment.
func (p *Pages) ShowMove(c *fiber.Ctx, id booking.AppointmentID) error {
	return p.showMove(c, fiber.StatusOK, id, nil, func(v *resident.OtherTimes) {
		if q := page.From(c); c.Query("later") != "" {
			v.Notice = page.NewNotice(page.Warn, q.T("late.choose"), q.T("late.choose.do"))
		}
	})
}

// showMove renders the times, after adapt has said what happened.
func (p *Pages) showMove(c *fiber.Ctx, status int, id booking.AppointmentID, seen *int, adapt func(*resident.OtherTimes)) error {
	q := page.From(c)
	var times templ.Component
	err := p.read(func(r ledger.Reader) error {
		a, err := booking.AppointmentByID(r, id)
		if err != nil {
			return err
		}
		moves := a.Moves
		if seen != nil {
			moves = *seen
		}
		v := otherTimes(q.Words, a, moves)
		adapt(&v)
		times, err = v.Page(c, r, q)
		return err
	})
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	return page.Render(c, status, times)
}

// otherTimes is the page of times for an appointment that is to be moved.
func otherTimes(w lang.Words, a booking.Appointment, moves int) resident.OtherTimes {
	path := "/a/" + string(a.ID)
	return resident.OtherTimes{
		Heading: w.T("move.title"), Ask: w.T("move.sure"), Yes: w.T("move.go"), Back: path, Path: path + "/verzetten", Moves: moves,
		Notice: page.NewNotice(page.Info, w.T("move.now", "when", w.Moment(a.Offer.Date, a.Offer.Start)), w.T("move.now.do")),
		Query:  supply.Query{Wish: a.Wish, Moving: a.ID, Audience: a.Audience()}, Now: a.Offer, Office: a.Offer.Office,
	}
}

// Move answers POST /a/:id/verzetten.
func (p *Pages) Move(c *fiber.Ctx, id booking.AppointmentID) error {
	q := page.From(c)
	moves, _ := strconv.Atoi(c.FormValue("keer"))
	if pressed, ok := resident.TimeOf(c.FormValue("kies"), catalogue.OfficeID(c.FormValue("locatie"))); ok {
		return p.showMove(c, fiber.StatusOK, id, &moves, func(v *resident.OtherTimes) { v.Pressed = &pressed })
	}
	to, ok := resident.TimeOf(c.FormValue("tijd"), catalogue.OfficeID(c.FormValue("locatie")))
	if !ok {
		return p.showMove(c, fiber.StatusUnprocessableEntity, id, &moves, func(v *resident.OtherTimes) { v.Fault = q.T("time.choose") })
	}
	err := p.change(c, func(tx *ledger.Tx) error {
		_, err := booking.Move(tx, id, to, moves)
		return err
	})
	switch {
	case resident.Gone(err):
		return p.showMove(c, fiber.StatusConflict, id, nil, func(v *resident.OtherTimes) {
			v.Notice, v.Around, v.Office = page.NoticeOf(q.Words, err), &to, to.Office
		})
	case errors.Is(err, booking.ErrMovedMeanwhile):
		return p.showMove(c, fiber.StatusConflict, id, nil, func(v *resident.OtherTimes) { v.Notice = page.NoticeOf(q.Words, err) })
	case route.IsOneOf(err, booking.ErrNotBooked, booking.ErrStarted):
		return p.showClosed(c, id, err)
	case err != nil:
		return err
	}
	return c.Redirect(string(q.Href("/a/"+string(id)+"?verzet=1")), fiber.StatusSeeOther)
}

// showClosed shows an appointment that can no longer be changed, and why.
func (p *Pages) showClosed(c *fiber.Ctx, id booking.AppointmentID, why error) error {
	q := page.From(c)
	v, err := p.appointment(c, id)
	if err != nil {
		return err
	}
	v.title(q, false, false)
	v.notice = page.NoticeOf(q.Words, why)
	return page.Render(c, fiber.StatusConflict, appointmentPage(q, v))
}
